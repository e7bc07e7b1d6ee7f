"""Looks the program over and says what to do about what it finds."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncEngine

from aduan import nightly, ports
from aduan.database import DatabaseUnavailable
from aduan.disk import NoRoom, probe
from aduan.health import NO_ANSWER, health
from aduan.keys import SECRET
from aduan.ports import Seat
from aduan.wiring import CARRIED, database_url, utc_now
from channels.email_relay import knock
from config.load import OfficeFiles, load_office
from config.reading import ConfigError
from config.settings import NEEDS, Settings, full_name
from core.messages import TryLater
from core.rules.calendar import office_day
from core.store import alarms, database, migrate
from core.store.database import connect

LEAST_DISK = 1 << 30
MOST_DRIFT = timedelta(seconds=20)
"""A third of the time a message being sent stays with its worker."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `trouble` says what is wrong and what to do; `note` what is good to know."""

    subject: str
    note: str = ""
    trouble: str = ""


async def visit(settings: Settings, say: Callable[[str], None]) -> bool:
    """Looks at everything, says it line by line; True when nothing is wrong."""
    findings = [*_files(settings), *await _database(settings), *await _ports(settings), await _relay(settings)]
    findings += [_disk(settings), backups(settings), _secret(settings), *_channels(settings)]
    for finding in findings:
        mark = "!!" if finding.trouble else "ok"
        say(f"{mark}  {finding.subject}: {finding.trouble or finding.note}")
    return not any(finding.trouble for finding in findings)


def _files(settings: Settings) -> list[Finding]:
    try:
        files = load_office(settings.config_dir)
    except ConfigError as wrong:
        return [Finding("office files", trouble=f"{wrong}: correct the file and run `aduan config apply`")]
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
                return await _record(engine, settings)
            finally:
                await engine.dispose()
    except DatabaseUnavailable as trouble:
        return [Finding("database", trouble=str(trouble))]


async def _record(engine: AsyncEngine, settings: Settings) -> list[Finding]:
    found = await health(engine, utc_now())
    if found.database:
        advice = ": is it running, and is ADUAN_DATABASE_URL right?" if NO_ANSWER in found.database else ""
        return [Finding("database", trouble=f"{found.database}{advice}")]
    findings = [Finding("database", note=await _version(engine)), _tables(found.migrations), await _clock(engine)]
    if not found.migrations:
        worker = f"{found.worker}: start `aduan serve` or `aduan worker`" if found.worker else ""
        findings.append(Finding("worker", note="alive", trouble=worker))
        findings += await _alarms(engine, settings)
    return findings


def _tables(trouble: str) -> Finding:
    return Finding("tables", note=f"migration {migrate.newest()}", trouble=trouble)


async def _version(engine: AsyncEngine) -> str:
    async with engine.connect() as db:
        return f"PostgreSQL {await database.version(db)}"


async def _clock(engine: AsyncEngine) -> Finding:
    async with engine.connect() as db:
        theirs = await database.clock(db)
    drift = abs(theirs - utc_now())
    trouble = f"this machine and the database differ by {drift}: set both by NTP" if drift > MOST_DRIFT else ""
    return Finding("clock", note=f"{utc_now():%Y-%m-%d %H:%M} UTC", trouble=trouble)


async def _alarms(engine: AsyncEngine, settings: Settings) -> list[Finding]:
    async with engine.connect() as db:
        raised = await alarms.raised(db)
    where = f"look into it, and end it at {settings.public_url}/desk/alarms"
    return [
        Finding("alarm", trouble=f"{a.kind} {a.subject} {a.detail} since {a.raised_at:%Y-%m-%d %H:%M} UTC: {where}")
        for a in raised
    ]


async def _ports(settings: Settings) -> list[Finding]:
    web = await ports.web_seat(settings.web_host, settings.web_port)
    mail = await ports.mail_seat(settings.smtp_host, settings.smtp_port)
    return [
        _port("web port", web, settings.web_host, settings.web_port, "ADUAN_WEB"),
        _port("mail port", mail, settings.smtp_host, settings.smtp_port, "ADUAN_SMTP"),
    ]


def _port(subject: str, seat: Seat, host: str, port: int, setting: str) -> Finding:
    match seat:
        case Seat.FREE:
            return Finding(subject, note=f"{port} is free")
        case Seat.OURS:
            return Finding(subject, note=f"our own program answers at {port}")
        case Seat.FORBIDDEN:
            advice = f"choose one above 1023 with {setting}_PORT and let a proxy or the firewall lead there"
            return Finding(subject, trouble=f"this account may not open {port}: {advice}")
        case Seat.NOT_HERE:
            return Finding(subject, trouble=f"{host} is no address of this machine: correct {setting}_HOST")
        case _:
            advice = f"stop it, or choose another with {setting}_PORT"
            return Finding(subject, trouble=f"{port} is taken by another program: {advice}")


async def _relay(settings: Settings) -> Finding:
    if settings.smtp_relay_url is None:
        return Finding("mail relay", note="not set (ADUAN_SMTP_RELAY_URL): outgoing mail waits")
    url = settings.smtp_relay_url.get_secret_value()
    relay = urlsplit(url)
    place = f"{relay.hostname}:{relay.port or (465 if relay.scheme == 'smtps' else 25)}"
    try:
        await knock(url, (settings.mail_address or "").rpartition("@")[2])
    except TryLater as trouble:
        return Finding("mail relay", trouble=f"{place} {trouble}: correct ADUAN_SMTP_RELAY_URL, or ask who keeps it")
    return Finding("mail relay", note=f"{place} answers" + (" and lets us in" if relay.username else ""))


def _disk(settings: Settings) -> Finding:
    place = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if _is_there(folder))
    try:
        probe(place)
    except NoRoom as full:
        return Finding("disk", trouble=str(full))
    free = shutil.disk_usage(place).free
    advice = f"only {free >> 20} MB are free at {place}: make room before mail is turned away"
    return Finding("disk", note=f"{free >> 30} GB free at {place}", trouble=advice if free < LEAST_DISK else "")


def backups(settings: Settings) -> Finding:
    if settings.backup_dir is None:
        return Finding("backup", note="none by itself (ADUAN_BACKUP_DIR is not set); by hand with `aduan backup FILE`")
    last = nightly.newest(settings.backup_dir)
    if last is None:
        advice = "there is none yet: the worker makes one at night and at its first start"
        return Finding("backup", trouble=f"{advice}; {settings.backup_dir} must be a directory it may write in")
    age = utc_now() - last
    trouble = f"the newest is {age.days} days old: look at /desk/alarms" if age > nightly.LATE else ""
    return Finding("backup", note=f"the newest is {age // timedelta(hours=1)} hours old", trouble=trouble)


def _secret(settings: Settings) -> Finding:
    if settings.secret_key:
        return Finding("secret key", note="is set (ADUAN_SECRET_KEY)")
    kept = settings.data_dir / SECRET
    made = f"was made by the program, in {kept}" if _is_there(kept) else f"will be made at the first start, in {kept}"
    several = "; several machines need the same one, as ADUAN_SECRET_KEY" if settings.database_url else ""
    return Finding("secret key", note=made + several)


def _is_there(path: Path) -> bool:
    return os.access(path, os.F_OK)


def _channels(settings: Settings) -> list[Finding]:
    missing = {channel: settings.missing_for(channel) for channel in NEEDS}
    return [Finding(f"channel {channel}", note=_doors(channel, names)) for channel, names in missing.items()]


def _doors(channel: str, missing: tuple[str, ...]) -> str:
    if not missing:
        return "open" if channel in CARRIED else "its settings are complete; this version does not carry it yet"
    if channel == "email" and missing == (full_name("smtp_relay_url"),):
        return f"in: open; out: no relay, mail waits for {missing[0]}"
    return f"closed; it waits for {', '.join(missing)}"
