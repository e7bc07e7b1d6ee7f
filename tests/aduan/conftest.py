"""Rooms and data directories for the embedded PostgreSQL."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from aduan.database import running


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that the server's account can enter too; those of pytest belong to one user alone."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-test-"))
    folder.chmod(0o755)
    yield folder
    clear(folder)


@pytest.fixture
def directory(room: Path) -> Path:
    return room / "office"


@pytest.fixture(scope="session")
def finished() -> Iterator[Path]:
    """A data directory as the office finds it in the morning: made long ago, its server stopped."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-test-"))
    with running(folder):
        pass
    yield folder
    clear(folder)


@pytest.fixture
def data_dir(finished: Path) -> Iterator[Path]:
    yield finished
    kill_servers(finished)


@pytest.fixture
def served(data_dir: Path) -> Iterator[str]:
    with running(data_dir) as used:
        yield used.url


def clear(folder: Path) -> None:
    kill_servers(folder)
    for memory in folder.rglob("sockets-elsewhere"):
        shutil.rmtree(memory.read_text().splitlines()[0], ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def kill_servers(folder: Path) -> None:
    """Those that a failed test left behind."""
    for left in folder.rglob("postmaster.pid"):
        with suppress(ProcessLookupError):
            os.kill(int(left.read_text().split()[0]), signal.SIGKILL)
