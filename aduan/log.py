"""Trouble in the log: one line each, where it happened and what kind it was, never its text."""

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

OURS = Path(__file__).parents[1]
FRAMES = 6
QUIET = 60.0


def log_without_text(what: str, trouble: BaseException) -> None:
    """Its text may quote the mail, so it stays out of the log."""
    log.error("%s: %s", what, in_one_line(trouble))


def in_one_line(trouble: BaseException) -> str:
    """Its kind and its way through our own code, the place nearest to the trouble first."""
    frames = traceback.extract_tb(trouble.__traceback__)
    own = [frame for frame in frames if _is_ours(frame.filename)] or list(frames[-1:])
    way = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(own[-FRAMES:]))
    return f"{_kind(trouble)} at {way}" if way else _kind(trouble)


def _kind(trouble: BaseException) -> str:
    cause = getattr(trouble, "orig", None) or trouble.__cause__
    kind = type(trouble).__name__
    return f"{kind} ({type(cause).__name__})" if cause is not None and type(cause) is not type(trouble) else kind


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(OURS) and "site-packages" not in path.relative_to(OURS).parts


class Repeated:
    """The same trouble is logged when it begins, and then at most once a minute with how often it came again.

    `is_over` tells of its end, also at most once a minute: one bad mail among good ones begins and ends all day.
    """

    def __init__(self, what: str, over: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._over = over
        self._clock = clock
        self._kind = ""
        self._last_line = self._last_end = -QUIET
        self._unsaid = 0
        self._all = 0

    def happened(self, trouble: BaseException) -> None:
        now, kind = self._clock(), _kind(trouble)
        self._all += 1
        if kind == self._kind and now - self._last_line < QUIET:
            self._unsaid += 1
            return
        more = f" ({self._unsaid} more in the last minutes)" if self._unsaid else ""
        log.error("%s: %s%s", self._what, in_one_line(trouble), more)
        self._kind, self._last_line, self._unsaid = kind, now, 0

    def is_over(self) -> None:
        """Things go well: says so when they did not before, more than once."""
        now = self._clock()
        if self._all > 1 and now - self._last_end >= QUIET:
            log.warning("%s: it had happened %d times", self._over, self._all)
            self._kind, self._last_end, self._unsaid, self._all = "", now, 0, 0
