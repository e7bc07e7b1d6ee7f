"""When to remind someone: some hours later, never at night."""

from datetime import UTC, datetime, time, timedelta

from core.rules.calendar import OFFICE_ZONE

WAKES, SLEEPS = time(8, 0), time(20, 0)


def reminder_moment(asked_at: datetime, hours: int) -> datetime:
    """The given hours after the question; what would fall into the night waits for the morning."""
    local = (asked_at + timedelta(hours=hours)).astimezone(OFFICE_ZONE)
    if local.time() >= SLEEPS:
        local = datetime.combine(local.date() + timedelta(days=1), WAKES, OFFICE_ZONE)
    elif local.time() < WAKES:
        local = datetime.combine(local.date(), WAKES, OFFICE_ZONE)
    return local.astimezone(UTC)
