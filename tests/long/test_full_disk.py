"""The disk is full: who writes hears that the mail must wait, who looks hears why, and nothing is lost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from aduan.demo.sink import MailSink
from benchmarks.senders import mail
from tests.long.mail_servers import KEPT, MailServers
from tests.long.program import Program
from tests.long.record import let_leases_run_out, nothing_is_lost, record_of, until_acknowledged
from tests.long.server import processes_of, until_gone

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="a small disk is mounted: that takes root on Linux"
    ),
]

MOUNT = ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "aduan-small-disk"]


@pytest.fixture
def room(room: Path) -> Iterator[Path]:
    """A disk of 160 MB, of which a new database takes a quarter."""
    disk = room / "disk"
    disk.mkdir()
    mounted = subprocess.run([*MOUNT, disk], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk may be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


async def test_a_full_disk_is_told_and_nothing_is_lost(program: Program, room: Path, sink: MailSink) -> None:
    """Full in the middle of a file of the tables: the server lives on and refuses what needs room."""
    await program.runs("serve")
    servers = MailServers(program.smtp_port)
    await servers.bring(mail("muat", number) for number in range(100))

    ballast = fill(room)
    full = time.monotonic()
    async with servers.bringing(mail("penuh", number) for number in range(200)):
        await servers.until_refused(50)
        told = await program.says("doctor")
        heard = servers.words(full)
        ballast.unlink()

    print(f"\nheard while the disk was full: {dict(heard)}; the doctor said: {line_on('disk', told)}")
    await everything_is_there(program, sink, servers)
    assert heard.keys() <= {"451", "250"}, "250 for what still fitted, else 451"
    assert line_on("disk", told).startswith("!!")


async def test_a_disk_too_full_for_the_journal_stops_the_database_and_nothing_is_lost(
    program: Program, room: Path, sink: MailSink
) -> None:
    """PostgreSQL ends when it cannot write its journal. With room again the program starts it by itself."""
    await program.runs("serve")
    servers = MailServers(program.smtp_port)
    await servers.bring(mail("muat", number) for number in range(100))

    ballast = fill(room)
    await use_up_the_journal(program)
    stopped = time.monotonic()
    async with servers.bringing(mail("jurnal", number) for number in range(200)):
        await servers.until_refused(50)
        told = await program.says("doctor")
        heard = servers.words(stopped)
        ballast.unlink()
        freed = time.monotonic()

    waited = next(heard.at for heard in servers.heard if heard.word == KEPT and heard.at > freed) - freed
    print(f"\nheard while the disk was full: {dict(heard)}; a mail was kept {waited:.1f} s after there was room again")
    print(f"the doctor said: {line_on('database', told)}")
    await everything_is_there(program, sink, servers)
    assert heard.keys() == {"451"}
    assert "full" in line_on("database", told)


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 16))
    return ballast


async def use_up_the_journal(program: Program) -> None:
    """Until the server has stopped: a new piece of its journal (16 MB) finds no room."""
    server = processes_of(program.data_dir)[0]
    with suppress(OperationalError):
        async with record_of(program.data_dir) as db:
            for _ in range(20):
                await db.execute(text("SELECT pg_logical_emit_message(false, 'ballast', repeat('-', 1000000))"))
    await until_gone(server)


async def everything_is_there(program: Program, sink: MailSink, servers: MailServers) -> None:
    await let_leases_run_out(program.data_dir)
    await until_acknowledged(sink, servers.kept)
    print(await nothing_is_lost(program.data_dir, sink, servers.kept))


def line_on(subject: str, told: str) -> str:
    return next((line for line in told.splitlines() if f"  {subject}: " in line), "nothing")
