"""Told to stop, a program leaves within seconds, whatever does not answer."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from aduan.leaving import PATIENCE
from tests.aduan.commands import Shell
from tests.aduan.servers import postmaster

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server's processes are found in /proc")


async def test_serve_leaves_although_its_own_database_is_frozen(directory: Path) -> None:
    shell = Shell(directory.parent, data_dir=directory, mail_address="pengaduan@aduan.test")
    async with shell.runs("serve") as serve:
        await serve.gives_soon("/health/ready", 200)
        with frozen(postmaster(directory)):
            began = time.monotonic()
            status = await serve.ends()
            assert time.monotonic() - began < PATIENCE + 2
            assert status == 1
            _, words = await serve.printed
    assert "left after 10 s without waiting any longer" in words.decode().splitlines()[-1]
    assert "Nothing is lost" in words.decode()


@contextmanager
def frozen(server: int) -> Iterator[None]:
    """As a machine does whose disk hangs: nobody answers, nobody ends."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    for process in (server, *map(int, children)):
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in (server, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)
