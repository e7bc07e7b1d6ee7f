"""A decree comes: the office records its new calendar, and programs that are running count by it."""

import asyncio
import json
import logging
from datetime import date
from pathlib import Path

import httpx
import pytest

from aduan.running import apply_config
from aduan.web import application
from aduan.worker import Clockwork
from config.calendar import recorded_calendar
from config.load import load_office, new_office
from core.store import config_versions
from tests.aduan.commands import Desk
from tests.office import OfficeUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
DECREE = "\n[[days_off]]\ndate = 2026-03-10\nreason = 'Hari Jadi Purwakarta'\nsource = 'SE Bupati 7/2026'\n"
BEFORE, AFTER = date(2026, 3, 27), date(2026, 3, 30)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The office's own files, as they are before the decree."""
    new_office(tmp_path / "kantor")
    return tmp_path / "kantor"


def decreed(files: Path) -> Path:
    calendar = files / "calendar.toml"
    calendar.write_text(calendar.read_text() + DECREE)
    return files


async def applied(office: OfficeUnderTest, files: Path) -> str:
    """What `aduan config apply` says on another machine."""
    return await apply_config(office.parts.settings.model_copy(update={"config_dir": files}))


async def heard_of_it(office: OfficeUnderTest) -> None:
    """The running program looks as it does every ten seconds."""
    stop, version = asyncio.Event(), office.parts.in_force.version
    looking = asyncio.create_task(office.parts.in_force.keep(office.parts.engine, stop, every=0.01))
    async with asyncio.timeout(10):
        while office.parts.in_force.version == version:  # noqa: ASYNC110 it tells nobody
            await asyncio.sleep(0.01)
    stop.set()
    await looking


async def test_a_running_program_counts_by_the_new_calendar(office: OfficeUnderTest, files: Path) -> None:
    await applied(office, files)
    siti, budi = office.citizen(), office.citizen(handle="budi@warga.test")
    await siti.says(COMPLETE)
    await applied(office, decreed(files))
    await heard_of_it(office)
    await budi.says(COMPLETE.replace("Siti Aminah", "Budi Santoso"))
    promised = "SELECT promised_on FROM clocks WHERE rule = 'answer-due' ORDER BY id"
    assert [row[0] for row in await office.rows(promised)] == [BEFORE, AFTER]


async def test_open_cases_are_counted_anew_and_their_citizens_hear_of_it(office: OfficeUnderTest, files: Path) -> None:
    await applied(office, files)
    siti = office.citizen()
    await siti.says(COMPLETE)
    await applied(office, decreed(files))
    await heard_of_it(office)
    await Clockwork(office.parts).recount(office.now)
    await office.send_what_is_due()
    assert await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'") == AFTER
    assert "30 Maret 2026" in siti.last_reply


async def test_what_a_restart_is_needed_for_is_said_and_the_program_goes_on(
    office: OfficeUnderTest, files: Path
) -> None:
    await applied(office, files)
    await Clockwork(office.parts).tick(office.now)
    facts = files / "office.toml"
    facts.write_text(facts.read_text().replace("most_questions = 3", "most_questions = 2"))
    said = await applied(office, decreed(files))
    assert said.splitlines()[1:] == [
        "Restart the programs that are running (serve, web, smtp, worker): changed are office.toml."
    ]
    await heard_of_it(office)
    assert office.parts.law.calendar.day_off(date(2026, 3, 10)) == "Hari Jadi Purwakarta"
    transport = httpx.ASGITransport(application(office.parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://aduan.test") as browser:
        ready = await browser.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["files"] == "changed since the start: office.toml; restart this program to take them over"


async def test_applying_a_calendar_alone_asks_for_no_restart(office: OfficeUnderTest, files: Path) -> None:
    assert len((await applied(office, files)).splitlines()) == 1
    said = await applied(office, decreed(files))
    assert said.splitlines()[1:] == ["Programs that are running count by its calendar within half a minute."]
    assert len((await applied(office, files)).splitlines()) == 1


async def test_a_version_that_this_program_cannot_read_leaves_the_old_calendar(
    office: OfficeUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    before = office.parts.law
    async with office.parts.engine.begin() as db:
        await config_versions.record(db, "f" * 64, {"calendar.toml": "weekend = 7", "calendar.days": ""}, office.now)
    stop = asyncio.Event()
    looking = asyncio.create_task(office.parts.in_force.keep(office.parts.engine, stop, every=0.01))
    await asyncio.sleep(0.3)
    stop.set()
    await looking
    assert office.parts.law is before
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(told) == 1
    assert "the old calendar stays" in told[0]


async def test_a_program_that_loses_its_connection_looks_again(office: OfficeUnderTest, files: Path) -> None:
    stop = asyncio.Event()
    version = office.parts.in_force.version
    looking = asyncio.create_task(office.parts.in_force.keep(office.parts.engine, stop, every=0.01))
    await office.parts.engine.dispose(close=False)
    await applied(office, decreed(files))
    async with asyncio.timeout(10):
        while office.parts.in_force.version == version:  # noqa: ASYNC110 it tells nobody
            await asyncio.sleep(0.01)
    stop.set()
    await looking


def test_a_recorded_calendar_is_the_one_that_was_recorded(files: Path) -> None:
    office = load_office(decreed(files))
    assert recorded_calendar(office.files) == office.calendar


async def test_due_counts_by_the_calendar_in_the_database_and_says_so(
    office: OfficeUnderTest, files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(monkeypatch, capsys, files.parent)
    url = office.parts.settings.database_url.get_secret_value()  # type: ignore[union-attr]
    before = await asyncio.to_thread(desk.types, "due 2026-03-02", database_url=url)
    assert before.out.splitlines()[-1].endswith("(none that can be read is on record)")
    await applied(office, decreed(files))
    counted = await asyncio.to_thread(desk.types, "due 2026-03-02", database_url=url)
    as_json = await asyncio.to_thread(desk.types, "due 2026-03-02 --json", database_url=url)
    assert "2026-03-10  Hari Jadi Purwakarta" in counted.out
    assert counted.out.splitlines()[-1].startswith("by the calendar in the database, version ")
    assert json.loads(as_json.out)["due"] == AFTER.isoformat()


def test_due_counts_by_the_files_where_no_database_answers(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(monkeypatch, capsys, files.parent)
    nowhere = "postgresql://aduan:sandi-rahasia@127.0.0.1:1/aduan"
    away = desk.types("due 2026-03-02", database_url=nowhere, config_dir=decreed(files))
    assert "2026-03-10  Hari Jadi Purwakarta" in away.out
    assert away.out.splitlines()[-1].endswith("(the database does not answer)")
    none = desk.types("due 2026-03-02", config_dir=files)
    assert none.out.splitlines()[-1].endswith("(no database is running)")
    assert not (files.parent / "data").exists()
