"""How often the office tries to answer a message that it could not answer, before a person must."""

from datetime import datetime, timedelta

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""After each failure so long until the next try; there is none after the last."""
MOST_FAILURES = len(WAITS)


def next_try(failures: int, now: datetime) -> datetime | None:
    """When to try again after this many failures; None when that was the last."""
    if not failures:
        return now
    return now + WAITS[failures - 1] if failures <= MOST_FAILURES else None
