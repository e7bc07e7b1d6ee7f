"""Tells a deadline with every day on the way that does not count."""

import asyncio
import json
import os
from datetime import date

from config.calendar import recorded_calendar
from config.load import OfficeFiles, load_office
from config.reading import ConfigError
from config.settings import Settings
from core.rules.calendar import Calendar
from core.rules.deadlines import Deadline, deadline

PATIENCE = 3.0


def told(settings: Settings, received: date, days: int | None, *, as_json: bool) -> str:
    """The deadline of K6.4, or of so many working days, as text or as JSON."""
    files = load_office(settings.config_dir)
    calendar, source = _calendar(settings, files)
    found = deadline(received, days or files.main.numbers.answer_days, calendar)
    return _json(found) if as_json else _text(found, source)


def _calendar(settings: Settings, files: OfficeFiles) -> tuple[Calendar, str]:
    """The one the office counts by: the database's while that is running, else the files'; and where it is from."""
    of_files = f"by the calendar of the office's files, version {files.version[:12]}"
    url = _database(settings)
    if url is None:
        return files.calendar, f"{of_files} (no database is running)"
    recorded = asyncio.run(_recorded(url))
    if recorded is None:
        return files.calendar, f"{of_files} (the database does not answer)"
    version, calendar = recorded
    if calendar is None:
        return files.calendar, f"{of_files} (none that can be read is on record)"
    return calendar, f"by the calendar in the database, version {version[:12]}"


def _database(settings: Settings) -> str | None:
    if settings.database_url:
        return settings.database_url.get_secret_value()
    if not os.path.exists(settings.data_dir / "postgres"):  # Path.exists raises where it may not look
        return None
    from aduan.database import already_up

    return already_up(settings.data_dir)


async def _recorded(url: str) -> tuple[str, Calendar | None] | None:
    """The version in force and its calendar; None when the database does not say."""
    from sqlalchemy.exc import SQLAlchemyError

    from aduan.database.address import sqlalchemy_url
    from core.store import config_versions
    from core.store.database import connect

    engine = connect(sqlalchemy_url(url), connections=1)
    try:
        async with asyncio.timeout(PATIENCE), engine.connect() as db:
            version = await config_versions.newest(db)
            files = await config_versions.files_of(db, version) if version else {}
    except (SQLAlchemyError, OSError, TimeoutError):
        return None
    finally:
        await engine.dispose()
    try:
        return version or "", recorded_calendar(files)
    except ConfigError:
        return version or "", None


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


def _text(found: Deadline, source: str) -> str:
    lines = [f"received   {found.received:%a %Y-%m-%d}  (day 0)"]
    lines += [f"  off      {day.date:%a %Y-%m-%d}  {day.reason}" for day in found.skipped]
    lines += [f"due        {found.due:%a %Y-%m-%d}  (working day {found.days}, until the end of the day)"]
    if found.provisional:
        lines += ["provisional: the list of joint leave for a year on the way is not yet published"]
    return "\n".join([*lines, source])
