"""The parts that stay up: they open, say how they are, and leave when they are told to."""

import asyncio
import errno
import logging
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
import pytest

from aduan import running
from aduan.database import Database
from aduan.health import Vitals
from aduan.trouble import for_people
from aduan.web import application
from aduan.worker import Clockwork
from config.settings import Settings
from core.store.database import connect
from tests.aduan.commands import Running, Shell, free_port
from tests.aduan.shared import beat, database_on
from tests.databases import plain
from tests.office import NOON, OfficeUnderTest

A_FEW_SECONDS = 10.0
NOWHERE = "postgresql+psycopg://aduan:sandi-rahasia@127.0.0.1:1/aduan"

pytestmark = pytest.mark.usefixtures("program")


@dataclass(frozen=True)
class Program:
    """Two of its parts, each on a database of its own."""

    serve: Running
    web: Running
    web_database: str


@pytest.fixture(scope="module")
async def program(server: Database, pattern: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Program]:
    """`aduan serve` for one office and `aduan web` alone for another, started before the first test of this file."""
    with database_on(server, pattern) as one, database_on(server, pattern) as other:
        shell = Shell(tmp_path_factory.mktemp("room"), mail_address="pengaduan@aduan.test")
        async with (
            shell.runs("serve", database_url=one) as serve,
            shell.runs("web", database_url=other) as web,
        ):
            yield Program(serve, web, web_database=other)


@pytest.mark.parametrize(
    "part",
    [
        "web",
        "smtp",
    ],
)
async def test_a_taken_port_is_said_with_the_setting_that_chooses_another(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    taken: int,
    part: str,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(running, "stop_on_signals", asyncio.Event)
    settings = Settings(
        database_url=database_url,  # type: ignore[arg-type]
        data_dir=tmp_path,
        mail_address="pengaduan@aduan.test",
        **{"web_port": free_port(), "smtp_port": free_port(), f"{part}_port": taken},
    )
    told = rf"^Port {taken} on 127\.0\.0\.1 is taken by another program: stop it, .* ADUAN_{part.upper()}_PORT\.$"
    with pytest.raises(for_people(), match=told):
        await running.serve(settings, frozenset({part}))
    assert "ready" not in caplog.text


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        yield int(somebody.getsockname()[1])


@pytest.fixture
async def browser(office: OfficeUnderTest) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_at(office) as opened:
        yield opened


async def test_a_worker_makes_ready_and_its_silence_unmakes_it(
    office: OfficeUnderTest, browser: httpx.AsyncClient
) -> None:
    assert (await browser.get("/health/ready")).status_code == 503
    await Clockwork(office.parts).tick(office.now)
    assert (await browser.get("/health/ready")).status_code == 200
    office.later(seconds=29)
    assert (await browser.get("/health/ready")).status_code == 200
    office.later(seconds=1)
    silent = await browser.get("/health/ready")
    assert silent.status_code == 503
    assert silent.json()["worker"] == "no sign of life since 2026-03-02 05:00 UTC"


async def test_tables_of_another_version_are_not_ready(office: OfficeUnderTest, browser: httpx.AsyncClient) -> None:
    await Clockwork(office.parts).tick(office.now)
    await office.rows("UPDATE alembic_version SET version_num = '0000' RETURNING version_num")
    behind = await browser.get("/health/ready")
    assert behind.status_code == 503
    assert behind.json()["migrations"].startswith("the tables stand at 0000, the program expects ")


async def test_a_database_that_is_gone_is_not_ready_yet_the_program_lives(office: OfficeUnderTest) -> None:
    async with browser_at(office, database_url=NOWHERE) as browser:
        gone = await browser.get("/health/ready")
        assert gone.status_code == 503
        assert gone.json()["database"].startswith("does not answer")
        assert gone.json()["worker"] == "not known while the database does not answer"
        assert "sandi-rahasia" not in gone.text
        assert (await browser.get("/health/live")).status_code == 200


async def test_a_database_that_keeps_silent_is_not_ready_either(office: OfficeUnderTest) -> None:
    """It takes the call and says nothing, as a machine does that is frozen."""
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        address = f"postgresql+psycopg://aduan:sandi@127.0.0.1:{frozen.getsockname()[1]}/aduan"
        async with asyncio.timeout(3), browser_at(office, database_url=address) as browser:
            assert (await browser.get("/health/ready")).status_code == 503


async def test_a_full_disk_is_not_ready(
    office: OfficeUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    vitals = Vitals(office.parts.engine, tmp_path, lambda: "")
    await Clockwork(office.parts).tick(office.now)
    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    found = await vitals.now(office.now)
    assert found.disk == f"the disk that holds {tmp_path} is full: make room; what was saved is safe"
    assert not found.is_ready


async def test_a_database_that_keeps_nothing_is_not_ready(office: OfficeUnderTest, browser: httpx.AsyncClient) -> None:
    """As one does whose disk is full, or that has become somebody's copy."""
    await Clockwork(office.parts).tick(office.now)
    url = office.parts.engine.url
    with psycopg.connect(plain(url.render_as_string(hide_password=False)), autocommit=True) as db:
        db.execute(f"ALTER DATABASE {url.database} SET default_transaction_read_only = on")  # type: ignore[arg-type]
    await office.parts.engine.dispose()
    answer = await browser.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["database"] == "answers and keeps nothing (ReadOnlySqlTransaction)"


async def test_however_often_somebody_looks_little_is_written(
    office: OfficeUnderTest, browser: httpx.AsyncClient
) -> None:
    for _ in range(20):
        await browser.get("/health/ready")
        office.later(seconds=1)
    assert await office.value("SELECT at FROM beats WHERE part = 'probe'") == NOON


# --- in processes of their own ---------------------------------------------------------------------------------------


async def test_serve_gets_ready_by_itself(program: Program) -> None:
    ready = await program.serve.gives_soon("/health/ready", 200)
    assert ready.json() == dict.fromkeys(("database", "migrations", "worker", "disk", "files"), "well")
    assert (await program.serve.gives("/health/live")).json() == {"state": "alive"}


async def test_serve_has_no_page_of_the_example_office(program: Program) -> None:
    assert (await program.serve.gives("/demo/mail")).status_code == 404


async def test_the_web_part_alone_is_alive_and_misses_its_worker(program: Program) -> None:
    ready = await program.web.gives("/health/ready")
    assert ready.status_code == 503
    assert {part: words for part, words in ready.json().items() if words != "well"} == {
        "worker": "no worker has run yet"
    }
    assert (await program.web.gives("/")).status_code == 200, "citizens can read meanwhile"
    beat(program.web_database, datetime.now(UTC) + timedelta(hours=1))
    assert (await program.web.gives("/health/ready")).status_code == 200


@pytest.mark.parametrize("part", ["serve", "web"])
async def test_told_to_stop_a_part_leaves_within_seconds(program: Program, part: str) -> None:
    process: Running = getattr(program, part)
    await process.gives("/health/live")
    began = time.monotonic()
    assert await process.ends() == 0
    assert time.monotonic() - began < A_FEW_SECONDS


def browser_at(office: OfficeUnderTest, *, database_url: str = "") -> httpx.AsyncClient:
    parts = replace(office.parts, engine=connect(database_url)) if database_url else office.parts
    return httpx.AsyncClient(transport=httpx.ASGITransport(application(parts)), base_url="http://aduan.test")
