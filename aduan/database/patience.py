"""How long we wait for a server."""

import time
from collections.abc import Callable

RECOVERY_PATIENCE = 300.0  # seconds; after a power cut the server reads its journal first
STOP_PATIENCE = 60.0
ORPHAN_PATIENCE = 15.0


def wait(until: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
