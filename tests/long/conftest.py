"""An office of processes: the program, the relay that takes its mail, and a room of its own on the disk."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from aduan.demo.sink import MailSink
from tests.long.program import Program


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that the database server's account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-long-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def sink() -> AsyncIterator[MailSink]:
    """The relay: takes every mail, and keeps it readable."""
    async with MailSink(keep=20_000) as open_sink:
        yield open_sink


@pytest.fixture
async def program(room: Path, tmp_path: Path, sink: MailSink) -> AsyncIterator[Program]:
    """Not running yet."""
    built = Program(room / "data", tmp_path, sink.port)
    yield built
    await built.stop()
