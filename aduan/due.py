"""Tells a deadline with every day on the way that does not count."""

import json
from datetime import date

from config.load import load_office
from config.settings import Settings
from core.rules.deadlines import Deadline, deadline


def told(settings: Settings, received: date, days: int | None, *, as_json: bool) -> str:
    """The deadline of K6.4, or of so many working days, as text or as JSON."""
    files = load_office(settings.config_dir)
    found = deadline(received, days or files.main.numbers.answer_days, files.calendar)
    return _json(found) if as_json else _text(found, files.version)


def _json(found: Deadline) -> str:
    return json.dumps(
        {
            "received": found.received.isoformat(),
            "days": found.days,
            "due": found.due.isoformat(),
            "provisional": found.provisional,
            "skipped": [{"date": day.date.isoformat(), "reason": day.reason} for day in found.skipped],
        },
        ensure_ascii=False,
    )


def _text(found: Deadline, version: str) -> str:
    lines = [f"received   {found.received:%a %Y-%m-%d}  (day 0)"]
    lines += [f"  off      {day.date:%a %Y-%m-%d}  {day.reason}" for day in found.skipped]
    lines += [f"due        {found.due:%a %Y-%m-%d}  (working day {found.days}, until the end of the day)"]
    if found.provisional:
        lines += ["provisional: the list of joint leave for a year on the way is not yet published"]
    lines += [f"by the calendar of the office's files, version {version[:12]}"]
    return "\n".join(lines)
