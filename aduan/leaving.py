"""Told to stop, a program leaves in good order, and in any case within seconds."""

import asyncio
import os
import signal
import sys
import threading

PATIENCE = 10.0
SENTENCE = (
    "aduan: left after {seconds:.0f} s without waiting any longer: the database or a mail relay does not answer. "
    "Nothing is lost: mails not confirmed come again, and what was being sent is sent again under the same id."
)


def stop_on_signals(patience: float = PATIENCE) -> asyncio.Event:
    """An event that SIGTERM and SIGINT set. From then on there are so many seconds to leave in good order."""
    stop = asyncio.Event()

    def told() -> None:
        if not stop.is_set():
            stop.set()
            leave_within(patience)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told)
    return stop


def leave_within(seconds: float) -> None:
    """Ends this process after so long, whatever still waits; a thread of its own, since the loop may be held up too."""

    def leave() -> None:
        print(SENTENCE.format(seconds=seconds), file=sys.stderr, flush=True)
        os._exit(1)

    last_resort = threading.Timer(seconds, leave)
    last_resort.daemon = True
    last_resort.start()
