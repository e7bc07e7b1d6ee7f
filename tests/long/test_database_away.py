"""The database goes away: nobody hears 250 meanwhile, and afterwards everything is there."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from aduan import database
from aduan.demo.sink import MailSink
from benchmarks.senders import mail
from tests.long.mail_servers import Mail, MailServers
from tests.long.program import Program, children_of, end_server, server_of
from tests.long.record import let_leases_run_out, nothing_is_lost, record_of, until_acknowledged

pytestmark = pytest.mark.long

AWAY = 30.0
ON_THE_WIRE = 1.0  # an answer given before the outage may be read a moment after it has begun


class Server:
    """A PostgreSQL of the office's own, beside the program (ADUAN_DATABASE_URL)."""

    def __init__(self, data_dir: Path, used: database.Database) -> None:
        self.data_dir = data_dir
        self.url = used.url
        self._uses = [used]

    async def is_killed(self) -> None:
        await self._ends(signal.SIGKILL)

    async def is_stopped(self) -> None:
        """As by pg_ctl stop -m fast."""
        await self._ends(signal.SIGINT)

    async def freezes(self) -> None:
        """It is there, takes calls, and says nothing, like a machine whose disk hangs."""
        for pid in self._processes():
            os.kill(pid, signal.SIGSTOP)

    async def thaws(self) -> None:
        for pid in self._processes():
            os.kill(pid, signal.SIGCONT)

    async def starts(self) -> None:
        self._uses.append(await asyncio.to_thread(database.start, self.data_dir))

    async def is_left(self) -> None:
        if server_of(self.data_dir):
            await self.thaws()
        for use in self._uses:
            await asyncio.to_thread(database.release, use)
        end_server(self.data_dir)

    async def _ends(self, blow: signal.Signals) -> None:
        """Until its last process is gone: one that outlives the first may still commit."""
        processes = self._processes()
        os.kill(processes[0], blow)
        async with asyncio.timeout(30):
            while any(is_alive(pid) for pid in processes):
                await asyncio.sleep(0.01)

    def _processes(self) -> list[int]:
        pid = server_of(self.data_dir)
        assert pid, "the server is not running"
        return [pid, *children_of(pid)]


@pytest.fixture
async def server(room: Path) -> AsyncIterator[Server]:
    beside = Server(room / "server", await asyncio.to_thread(database.start, room / "server"))
    yield beside
    await beside.is_left()


@pytest.fixture
async def program(server: Server, room: Path, tmp_path: Path, sink: MailSink) -> AsyncIterator[Program]:
    built = Program(room / "data", tmp_path, sink.port, database_url=server.url)
    yield built
    await built.stop()


Deed = Callable[[Server], "asyncio.Future[None]"]


@pytest.mark.skipif(sys.platform != "linux", reason="the server's processes are found in /proc, which is Linux's")
@pytest.mark.parametrize(
    ("goes", "comes_back"),
    [
        pytest.param(Server.is_killed, Server.starts, id="killed"),
        pytest.param(Server.is_stopped, Server.starts, id="stopped in good order"),
        pytest.param(Server.freezes, Server.thaws, id="frozen"),
    ],
)
async def test_the_database_goes_away_for_thirty_seconds_and_nothing_is_lost(
    goes: Deed, comes_back: Deed, server: Server, program: Program, sink: MailSink
) -> None:
    await program.runs("serve")
    servers, over = MailServers(program.smtp_port, pause=0.5, rest=0.1), asyncio.Event()
    writing = asyncio.create_task(servers.bring(mails_until(over)))
    await servers.until_kept(100)

    await goes(server)
    gone = time.monotonic()
    await asyncio.sleep(AWAY)
    back = time.monotonic()
    await comes_back(server)

    before = len(servers.kept)
    await servers.until_kept(before + 100)
    well_again = servers.heard[-1].at - back
    over.set()
    await writing
    async with record_of(server.data_dir) as db:
        held = await let_leases_run_out(db)
    await until_acknowledged(sink, servers.kept)

    heard = servers.words(gone + ON_THE_WIRE, back)
    print(f"\nheard while it was away: {dict(heard)}; 100 mails kept within {well_again:.1f} s of its return", end=" ")
    print(f"({held} messages were held)\n{await nothing_is_lost(server.data_dir, sink, servers.kept)}")
    assert heard
    assert heard.keys() <= {"451", "gone"}


def mails_until(over: asyncio.Event) -> Iterator[Mail]:
    for number in count():
        if over.is_set():
            return
        yield mail("mati", number)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
