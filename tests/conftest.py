"""What tests share: a real PostgreSQL, a fresh database for each test that asks, and an office on it."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from aduan import database
from core.store import migrate
from tests import databases
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
    migrate.upgrade(databases.copied(server, "template1", "pattern"))
    return "pattern"


@pytest.fixture
def database_url(server: database.Database, pattern: str) -> Iterator[str]:
    """An empty, migrated database of this test's own."""
    with databases.copy_of(server, pattern, f"test_{next(serial)}") as url:
        yield url


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[OfficeUnderTest]:
    """The shipped office at work on a database of its own; its clock stands where the test puts it."""
    async with OfficeUnderTest.at_work(database_url, tmp_path) as working:
        yield working
