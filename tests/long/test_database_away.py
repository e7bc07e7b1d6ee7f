"""The database goes away: nobody hears 250 meanwhile, and afterwards everything is there."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from aduan.demo.sink import MailSink
from benchmarks.senders import mail
from tests.long import server as processes
from tests.long.mail_servers import GONE, Mail, MailServers
from tests.long.program import Program
from tests.long.record import let_leases_run_out, nothing_is_lost, until_acknowledged
from tests.long.server import Server

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="the server's processes are found in /proc, which is Linux's"),
]

AWAY = 30.0
ON_THE_WIRE = 1.0  # an answer given before the outage may be read a moment after it has begun
ENOUGH = 100  # mails before the outage, and after it


@pytest.fixture
async def server(room: Path) -> AsyncIterator[Server]:
    beside = await asyncio.to_thread(Server, room / "server")
    yield beside
    await beside.is_left()


@pytest.fixture
async def client(server: Server, room: Path, tmp_path: Path, sink: MailSink) -> AsyncIterator[Program]:
    """The program on somebody else's database server, which it cannot start."""
    built = Program(room / "client", tmp_path, sink.port, database_url=server.url)
    yield built
    await built.stop()


Deed = Callable[[Server], Awaitable[None]]


@pytest.mark.parametrize(
    ("goes", "returns"),
    [
        pytest.param(Server.gets_killed, Server.starts, id="killed"),
        pytest.param(Server.freezes, Server.thaws, id="frozen"),
    ],
)
async def test_the_database_goes_away_for_thirty_seconds_and_nothing_is_lost(
    goes: Deed, returns: Deed, server: Server, client: Program, sink: MailSink
) -> None:
    await client.runs("serve")
    servers, over = MailServers(client.smtp_port, pause=0.5, rest=0.1), asyncio.Event()
    async with servers.bringing(mails_until(over)):
        await servers.until_kept(ENOUGH)
        await goes(server)
        gone = time.monotonic()
        await asyncio.sleep(AWAY)
        back = time.monotonic()
        await returns(server)
        well_again = await enough_is_kept_again(servers) - back
        over.set()
    await let_leases_run_out(server.data_dir)
    await until_acknowledged(sink, servers.kept)

    heard = servers.words(gone + ON_THE_WIRE, back)
    print(f"\nheard while it was away: {dict(heard)}; {ENOUGH} more mails kept {well_again:.1f} s after its return")
    print(await nothing_is_lost(server.data_dir, sink, servers.kept))
    assert heard
    assert heard.keys() <= {"451", GONE}


@pytest.mark.parametrize(
    ("parts", "blow"),
    [
        pytest.param(("serve",), signal.SIGKILL, id="killed under one process"),
        pytest.param(("smtp", "worker"), signal.SIGINT, id="stopped in good order under two"),
    ],
)
async def test_the_programs_own_database_ends_and_is_started_again(
    parts: tuple[str, ...], blow: signal.Signals, program: Program, sink: MailSink
) -> None:
    await program.runs(*parts)
    servers, over = MailServers(program.smtp_port, rest=0.1), asyncio.Event()
    async with servers.bringing(mails_until(over)):
        await servers.until_kept(ENOUGH)
        await processes.end(program.data_dir, blow)
        ended = time.monotonic()
        well_again = await enough_is_kept_again(servers) - ended
        over.set()
    await let_leases_run_out(program.data_dir)
    await until_acknowledged(sink, servers.kept)

    print(f"\nheard from then on: {dict(servers.words(ended))}; {ENOUGH} more mails kept within {well_again:.1f} s")
    print(await nothing_is_lost(program.data_dir, sink, servers.kept))


async def enough_is_kept_again(servers: MailServers) -> float:
    """The moment when so many more mails have been kept."""
    await servers.until_kept(len(servers.kept) + ENOUGH)
    return time.monotonic()


def mails_until(over: asyncio.Event) -> Iterator[Mail]:
    for number in count():
        if over.is_set():
            return
        yield mail("mati", number)
