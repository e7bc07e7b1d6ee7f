"""Runs the parts of the program, one or all, until somebody says stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from aduan import web, worker
from aduan.receiving import mail_receiver
from aduan.smtp import open_door
from aduan.watch import keep_up
from aduan.wiring import Parts, parts
from config.reading import ConfigError
from config.settings import Settings
from core.store import config_versions

log = logging.getLogger(__name__)

WEB, SMTP, WORKER = "web", "smtp", "worker"
ALL = frozenset({WEB, SMTP, WORKER})


async def serve(settings: Settings, which: frozenset[str]) -> None:
    """The named parts on one database, until SIGTERM or SIGINT; then what is under way is finished."""
    if which == {SMTP} and settings.mail_address is None:
        raise ConfigError("environment", "ADUAN_MAIL_ADDRESS", "is not set, so there is no mail to take in")
    async with parts(settings) as built:
        stop = stop_on_signals()
        await record_config(built)
        async with running(built, which, stop):
            log.info("ready: %s", ", ".join(sorted(which)))
            await stop.wait()


@asynccontextmanager
async def running(
    built: Parts, which: frozenset[str], stop: asyncio.Event, *, demo: bool = False
) -> AsyncIterator[None]:
    """The named parts at work while the block runs. Doors close first, then the worker finishes what it holds."""
    settings = built.settings
    async with AsyncExitStack() as stack:
        tasks: list[asyncio.Task[None]] = []
        stack.push_async_callback(_finish, tasks, stop)
        for job in _jobs(built, which, stop, demo=demo):
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
            )
            stack.push_async_callback(door.close)
        yield


def _jobs(
    built: Parts, which: frozenset[str], stop: asyncio.Event, *, demo: bool
) -> Iterator[Coroutine[Any, Any, None]]:
    """What runs beside the mail door."""
    settings = built.settings
    yield worker.run(built, stop) if WORKER in which else built.bell.carry(stop)
    if settings.database_url is None:
        yield keep_up(built.engine, settings.data_dir, stop)
    if WEB in which:
        yield web.serve(web.application(built, demo=demo), settings.web_host, settings.web_port, stop)


async def _finish(tasks: Sequence["asyncio.Future[None]"], stop: asyncio.Event) -> None:
    stop.set()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def record_config(built: Parts) -> bool:
    """Records the office's files as a version, if it is a new one."""
    async with built.engine.begin() as db:
        return await config_versions.record(db, built.files.version, built.files.files, built.now())


async def apply_config(settings: Settings) -> str:
    """What happened, in a sentence."""
    async with parts(settings, connections=1) as built:
        new = await record_config(built)
        state = "is now" if new else "was already"
        said = f"Version {built.files.version[:12]} of the office's files {state} on record."
        return "\n".join([said, *(f"Is this meant? {doubt}" for doubt in built.files.doubts)])


def _is_ours(built: Parts, address: str) -> bool:
    return address == (built.settings.mail_address or "").lower()
