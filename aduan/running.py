"""Runs the parts of the program, one or all, until somebody says stop."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from aduan import web, worker
from aduan.in_force import changed
from aduan.leaving import stop_on_signals
from aduan.receiving import mail_receiver
from aduan.smtp import open_door
from aduan.smtp_tls import certificate
from aduan.watch import keep_up
from aduan.wiring import Parts, parts
from config.reading import ConfigError
from config.settings import Settings
from core.store import config_versions

log = logging.getLogger(__name__)

WEB, SMTP, WORKER = "web", "smtp", "worker"
ALL = frozenset({WEB, SMTP, WORKER})
GRACE = 4.0
TIME_TO_BREAK_OFF = 1.5
MAIL_UNDER_WAY = 2.5


async def serve(settings: Settings, which: frozenset[str]) -> None:
    """The named parts on one database, until SIGTERM or SIGINT; then what is under way is finished."""
    if which == {SMTP} and settings.mail_address is None:
        raise ConfigError("environment", "ADUAN_MAIL_ADDRESS", "is not set, so there is no mail to take in")
    async with parts(settings) as built:
        stop = stop_on_signals()
        await record_config(built)
        async with running(built, which, stop):
            log.info("ready: %s", ", ".join(_open(built, which)))
            if SMTP in which and not built.email:
                log.warning("the mail door stays closed: ADUAN_MAIL_ADDRESS is not set")
            await stop.wait()


@asynccontextmanager
async def running(
    built: Parts, which: frozenset[str], stop: asyncio.Event, *, demo: bool = False
) -> AsyncIterator[None]:
    """The named parts at work while the block runs. Doors close first, then the worker finishes what it holds.

    Both doors are open when the block begins. Raises PortInUse.
    """
    settings = built.settings
    async with AsyncExitStack() as stack:
        tasks: list[asyncio.Task[None]] = []
        stack.push_async_callback(_finish, tasks, stop)
        web_door = web.listening(settings.web_host, settings.web_port) if WEB in which else None
        for job in _jobs(built, which, stop, web_door, demo=demo):
            tasks.append(asyncio.create_task(job))
            tasks[-1].add_done_callback(lambda _: stop.set())
        if SMTP in which and built.email:
            door = await open_door(
                settings.smtp_host,
                settings.smtp_port,
                receive=mail_receiver(built),
                accepts=partial(_is_ours, built),
                now=built.now,
                hostname=(built.settings.mail_address or "").rpartition("@")[2],
                tls=certificate(settings.smtp_tls_cert, settings.smtp_tls_key),
            )
            stack.push_async_callback(door.close, patience=MAIL_UNDER_WAY)
        yield


def _open(built: Parts, which: frozenset[str]) -> Iterator[str]:
    settings = built.settings
    if WEB in which:
        yield f"web at http://{settings.web_host}:{settings.web_port}"
    if SMTP in which and built.email:
        yield f"mail at smtp://{settings.smtp_host}:{settings.smtp_port}"
    if WORKER in which:
        yield "worker"


def _jobs(
    built: Parts, which: frozenset[str], stop: asyncio.Event, web_door: socket.socket | None, *, demo: bool
) -> Iterator[Coroutine[Any, Any, None]]:
    """What runs beside the mail door."""
    settings = built.settings
    yield worker.run(built, stop) if WORKER in which else built.bell.carry(stop)
    yield built.in_force.keep(built.engine, stop)
    if settings.database_url is None:
        yield keep_up(built.engine, settings.data_dir, stop)
    if web_door:
        app = web.application(built, demo=demo)
        yield web.serve(app, settings.web_host, settings.web_port, stop, door=web_door)


async def _finish(tasks: Sequence["asyncio.Task[None]"], stop: asyncio.Event) -> None:
    """What takes too long is broken off; it begins anew with the next program."""
    stop.set()
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=GRACE)
    for task in late:
        task.cancel()
    if late:
        log.warning("not everything was finished within %d s; it begins anew with the next start", GRACE)
        await asyncio.wait(late, timeout=TIME_TO_BREAK_OFF)
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()


async def record_config(built: Parts) -> bool:
    """Records the office's files as a version, if it is a new one."""
    async with built.engine.begin() as db:
        return await config_versions.record(db, built.files.version, built.files.files, built.now())


async def apply_config(settings: Settings) -> str:
    """What happened, in a sentence or two."""
    async with parts(settings, connections=1) as built:
        before = await _recorded_files(built)
        new = await record_config(built)
        state = "is now" if new else "was already"
        said = [f"Version {built.files.version[:12]} of the office's files {state} on record."]
        said += _what_follows(changed(before, built.files.files)) if new and before else []
        return "\n".join([*said, *(f"Is this meant? {doubt}" for doubt in built.files.doubts)])


async def _recorded_files(built: Parts) -> Mapping[str, str]:
    async with built.engine.connect() as db:
        version = await config_versions.newest(db)
        return await config_versions.files_of(db, version) if version else {}


def _what_follows(differ: tuple[str, ...]) -> list[str]:
    if not differ:
        return ["Programs that are running count by its calendar within half a minute."]
    return [f"Restart the programs that are running (serve, web, smtp, worker): changed are {', '.join(differ)}."]


def _is_ours(built: Parts, address: str) -> bool:
    return address == (built.settings.mail_address or "").lower()
