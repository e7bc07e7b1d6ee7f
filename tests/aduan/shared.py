"""An office that the tests of one file share, each with citizens of its own: a database costs half a second."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg

from aduan.database import Database
from config.load import new_office
from tests.databases import copy_of, plain
from tests.office import NOON, Citizen, OfficeUnderTest

serial = count(1)


@contextmanager
def database_on(server: Database, pattern: str) -> Iterator[str]:
    """A migrated database, dropped when the block ends."""
    with copy_of(server, pattern, f"shared_{next(serial)}") as url:
        yield url


@asynccontextmanager
async def office_on(
    server: Database, pattern: str, room: Path, *, config_dir: Path | None = None
) -> AsyncIterator[OfficeUnderTest]:
    with database_on(server, pattern) as url:
        async with OfficeUnderTest.at_work(url, room, config_dir=config_dir) as working:
            yield working


def somebody_new(office: OfficeUnderTest, channel: str = "email") -> Citizen:
    """Someone who never wrote before, at noon."""
    office.at(NOON)
    number = next(serial)
    return office.citizen(channel, f"warga{number}@warga.test" if channel == "email" else f"+62812345{number:05}")


async def case_of(citizen: Citizen, columns: str) -> tuple[object, ...]:
    """What the record says of the citizen's case."""
    (row,) = await citizen.office.rows(
        f"""
        SELECT {columns} FROM cases JOIN reporters ON reporters.case_id = cases.id
        JOIN addresses USING (conversation_id) WHERE handle = :handle
        """,
        handle=citizen.address.handle,
    )
    return tuple(row)


def office_files(directory: Path) -> Path:
    """The shipped office's, in any year: as if the joint leave of this one and the next had been decreed."""
    new_office(directory)
    this = datetime.now(UTC).year
    known = "".join(f"[[complete_years]]\nyear = {year}\nsource = 'SKB'\n" for year in (this, this + 1))
    calendar = directory / "calendar.toml"
    calendar.write_text(f"{calendar.read_text()}\n{known}")
    return directory


def beat(database_url: str, at: datetime) -> None:
    """A worker gave a sign of life."""
    query = "INSERT INTO beats VALUES ('worker', %s) ON CONFLICT (part) DO UPDATE SET at = excluded.at"
    with psycopg.connect(plain(database_url)) as db:
        db.execute(query, [at])
