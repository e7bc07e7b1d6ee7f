"""What tests share: a real PostgreSQL, a fresh database for each test that asks, and an office on it."""

import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from aduan import database
from core.store import migrate
from tests.office import OfficeUnderTest

serial = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[database.Database]:
    """One embedded server for the whole run, in a directory that an unprivileged account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-test-", dir="/tmp" if Path("/tmp").is_dir() else None))
    folder.chmod(0o755)
    with database.running(folder / "data") as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def pattern(server: database.Database) -> str:
    """The name of a migrated database that others are copied from."""
    with _connected(server) as connection:
        connection.execute("CREATE DATABASE pattern")
    migrate.upgrade(_named(server.url, "pattern"))
    return "pattern"


@pytest.fixture
def database_url(server: database.Database, pattern: str) -> Iterator[str]:
    """An empty, migrated database of this test's own."""
    name = f"test_{next(serial)}"
    with _connected(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {pattern}")
    yield _named(server.url, name)
    with _connected(server) as connection:
        _drop(connection, name)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[OfficeUnderTest]:
    """The shipped office at work on a database of its own; its clock stands where the test puts it."""
    async with OfficeUnderTest.at_work(database_url, tmp_path) as working:
        yield working


def _drop(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Waits a little for the server's own housekeeping, which nobody may send away."""
    for left in range(30, -1, -1):
        try:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(0.1)


def _connected(server: database.Database) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(server.url.replace("postgresql+psycopg", "postgresql"), autocommit=True)


def _named(url: str, name: str) -> str:
    head, _, tail = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else "")
