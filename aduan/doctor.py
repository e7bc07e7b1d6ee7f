"""Looks the program over and says what to do about what it finds."""

import asyncio
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncEngine

from aduan.database import DatabaseUnavailable
from aduan.health import health
from aduan.wiring import database_url, utc_now
from config.load import OfficeFiles, load_office
from config.reading import ConfigError
from config.settings import NEEDS, Settings
from core.rules.calendar import office_day
from core.store import alarms, database, migrate
from core.store.database import connect

LEAST_DISK = 1 << 30
MOST_DRIFT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `trouble` says what is wrong and what to do; `note` what is good to know."""

    subject: str
    note: str = ""
    trouble: str = ""


async def visit(settings: Settings, say: Callable[[str], None]) -> bool:
    """Looks at everything, says it line by line; True when nothing is wrong."""
    findings = [*_files(settings), *await _database(settings), *_ports(settings), await _relay(settings)]
    findings += [_disk(settings), _secret(settings), *_channels(settings)]
    for finding in findings:
        mark = "!!" if finding.trouble else "ok"
        say(f"{mark}  {finding.subject}: {finding.trouble or finding.note}")
    return not any(finding.trouble for finding in findings)


def _files(settings: Settings) -> list[Finding]:
    try:
        files = load_office(settings.config_dir)
    except ConfigError as wrong:
        return [Finding("office files", trouble=str(wrong))]
    doubts = [Finding("office files", note=f"is this meant? {doubt}") for doubt in files.doubts]
    unread = [language for language, read in files.proofread.items() if not read]
    languages = f"; not yet proof-read by a native speaker: {', '.join(unread)}" if unread else ""
    named = Finding("office files", note=f"{files.office.name}, version {files.version[:12]}{languages}")
    return [named, *doubts, _calendar(files, utc_now())]


def _calendar(files: OfficeFiles, now: datetime) -> Finding:
    """A year whose joint leave is unknown makes every date that reaches into it provisional."""
    today = office_day(now)
    ahead = today + timedelta(days=45)
    open_years = sorted({day.year for day in (today, ahead) if files.calendar.is_provisional(day)})
    if not open_years:
        return Finding("calendar", note=f"days off are known until {ahead}")
    listed = ", ".join(map(str, open_years))
    return Finding("calendar", trouble=f"the joint leave of {listed} is not known: add its days to calendar.toml")


async def _database(settings: Settings) -> list[Finding]:
    try:
        with database_url(settings) as url:
            engine = connect(url, connections=1)
            try:
                return await _record(engine)
            finally:
                await engine.dispose()
    except DatabaseUnavailable as trouble:
        return [Finding("database", trouble=str(trouble))]


async def _record(engine: AsyncEngine) -> list[Finding]:
    found = await health(engine, utc_now())
    if found.database:
        return [Finding("database", trouble=f"{found.database}: is it running, and is ADUAN_DATABASE_URL right?")]
    findings = [Finding("database", note=await _version(engine)), _tables(found.migrations), await _clock(engine)]
    if not found.migrations:
        worker = f"{found.worker}: start `aduan serve` or `aduan worker`" if found.worker else ""
        findings.append(Finding("worker", note="alive", trouble=worker))
        findings += await _alarms(engine)
    return findings


def _tables(trouble: str) -> Finding:
    advice = f"{trouble}: any `aduan serve` brings them up to date" if trouble else ""
    return Finding("tables", note=f"migration {migrate.newest()}", trouble=advice)


async def _version(engine: AsyncEngine) -> str:
    async with engine.connect() as db:
        return f"PostgreSQL {await database.version(db)}"


async def _clock(engine: AsyncEngine) -> Finding:
    async with engine.connect() as db:
        theirs = await database.clock(db)
    drift = abs(theirs - utc_now())
    trouble = f"this machine and the database differ by {drift}: set both by NTP" if drift > MOST_DRIFT else ""
    return Finding("clock", note=f"{utc_now():%Y-%m-%d %H:%M} UTC", trouble=trouble)


async def _alarms(engine: AsyncEngine) -> list[Finding]:
    async with engine.connect() as db:
        raised = await alarms.raised(db)
    return [
        Finding("alarm", trouble=f"{a.kind} {a.subject} {a.detail} since {a.raised_at:%Y-%m-%d %H:%M}") for a in raised
    ]


def _ports(settings: Settings) -> list[Finding]:
    return [
        _port("web port", settings.web_host, settings.web_port, "ADUAN_WEB_PORT"),
        _port("mail port", settings.smtp_host, settings.smtp_port, "ADUAN_SMTP_PORT"),
    ]


def _port(subject: str, host: str, port: int, setting: str) -> Finding:
    """Taken is fine when it is our own program that answers; only a person knows."""
    try:
        with socket.create_server((host, port)):
            return Finding(subject, note=f"{port} is free")
    except OSError as trouble:
        advice = f"either our own program is running there, or choose another {setting}"
        return Finding(subject, note=f"{port} cannot be opened ({trouble.strerror}): {advice}")


async def _relay(settings: Settings) -> Finding:
    if settings.smtp_relay_url is None:
        return Finding("mail relay", note="not set (ADUAN_SMTP_RELAY_URL): outgoing mail waits")
    relay = urlsplit(settings.smtp_relay_url.get_secret_value())
    port = relay.port or (465 if relay.scheme == "smtps" else 25)
    try:
        async with asyncio.timeout(10):
            _, writer = await asyncio.open_connection(relay.hostname, port)
        writer.close()
    except (OSError, TimeoutError) as trouble:
        return Finding("mail relay", trouble=f"{relay.hostname}:{port} cannot be reached ({trouble or 'no answer'})")
    return Finding("mail relay", note=f"{relay.hostname}:{port} answers")


def _disk(settings: Settings) -> Finding:
    place = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    trouble = (
        f"only {free >> 20} MB are free at {place}: make room before mail is turned away" if free < LEAST_DISK else ""
    )
    return Finding("disk", note=f"{free >> 30} GB free at {place}", trouble=trouble)


def _secret(settings: Settings) -> Finding:
    several = settings.database_url is not None and settings.secret_key is None
    note = "several machines need the same ADUAN_SECRET_KEY; this one uses its own" if several else "is set"
    return Finding("secret key", note=note)


def _channels(settings: Settings) -> list[Finding]:
    missing = {channel: settings.missing_for(channel) for channel in NEEDS}
    return [
        Finding(f"channel {channel}", note=f"closed; it waits for {', '.join(names)}" if names else "open")
        for channel, names in missing.items()
    ]
