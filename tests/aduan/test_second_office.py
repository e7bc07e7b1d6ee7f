"""Another office is made by editing files, not code: its name, law, days and ways are its own from the first mail."""

import json
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from aduan import cli
from aduan.database import Database
from aduan.web import application
from config.load import load_office, read_files
from tests.aduan.commands import Desk
from tests.aduan.shared import office_on, somebody_new
from tests.office import OfficeUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
MARKET_DAY = """
[[days_off]]
date = 2026-03-11
reason = "Hari Jadi Kota Contoh"
source = "Surat Edaran Wali Kota Contoh Nomor 7 Tahun 2026"
"""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    return Desk(monkeypatch, capsys, tmp_path)


@pytest.fixture(scope="module")
def kota_contoh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an invented town, as somebody edits them: name, mail, ten days to answer, a day off of its own."""
    directory = tmp_path_factory.mktemp("second") / "kota-contoh"
    cli.app(["office", "new", str(directory)], standalone_mode=False)
    for name in read_files(directory):
        replaced(directory / name, "Kabupaten Purwakarta", "Kota Contoh")
        replaced(directory / name, "pengaduanptsp139@gmail.com", "lapor@kotacontoh.test")
    replaced(directory / "standards/69.toml", "answer_days = 14", "answer_days = 10")
    replaced(directory / "standards/69.toml", "14 (empat belas) hari kerja", "10 (sepuluh) hari kerja")
    (directory / "calendar.toml").write_text((directory / "calendar.toml").read_text() + MARKET_DAY)
    return directory


@pytest.fixture
def draft(kota_contoh: Path, tmp_path: Path) -> Path:
    """A copy of the files, to make mistakes in."""
    return Path(shutil.copytree(kota_contoh, tmp_path / "draft"))


@pytest.fixture(scope="module")
async def other_office(
    server: Database, pattern: str, tmp_path_factory: pytest.TempPathFactory, kota_contoh: Path
) -> AsyncIterator[OfficeUnderTest]:
    async with office_on(server, pattern, tmp_path_factory.mktemp("data"), config_dir=kota_contoh) as working:
        yield working


def test_the_edited_files_are_understood_without_a_doubt(kota_contoh: Path) -> None:
    files = load_office(kota_contoh)
    assert files.office.name == "DPMPTSP Kota Contoh"
    assert files.doubts == ()


async def test_the_acknowledgment_carries_its_name_its_days_and_its_holiday(other_office: OfficeUnderTest) -> None:
    reply = await somebody_new(other_office).says(COMPLETE)
    assert "Pengaduan Anda sudah tercatat." in reply
    assert "paling lambat Selasa, 17 Maret 2026" in reply  # ten working days, and the town's own day off
    assert "disimpan DPMPTSP Kota Contoh" in reply
    assert "Purwakarta" not in reply


async def test_the_whole_conversation_is_its_own(other_office: OfficeUnderTest) -> None:
    siti = somebody_new(other_office)
    assert "Halo, ini layanan pengaduan DPMPTSP Kota Contoh." in await siti.says("Selamat pagi")
    assert "Nomor: 26-" in await siti.says("Izin hosting saya belum terbit, sudah 3 minggu.")
    assert "paling lambat Selasa, 17 Maret 2026" in await siti.says("Siti Aminah")
    assert "paling lambat Selasa, 17 Maret 2026" in await siti.says("STATUS")
    assert "petugas DPMPTSP Kota Contoh" in await siti.says("PETUGAS")
    assert all("Purwakarta" not in reply.text for reply in siti.replies)


async def test_its_reasons_are_the_words_of_its_own_standard(other_office: OfficeUnderTest) -> None:
    siti = somebody_new(other_office)
    await siti.says(COMPLETE)
    reasons = await siti.says("KENAPA")
    assert "10 (sepuluh) hari kerja" in reasons
    assert "empat belas" not in reasons
    files = other_office.parts.files
    assert await other_office.rows("SELECT DISTINCT standard_version, calendar_version FROM decisions") == [
        (files.main.version, files.calendar.version)
    ]
    assert files.main.version != load_office().main.version


async def test_its_answer_clock_runs_ten_days(other_office: OfficeUnderTest) -> None:
    await somebody_new(other_office).says(COMPLETE)
    assert await other_office.rows(
        "SELECT DISTINCT days, due_on, promised_on FROM clocks WHERE rule = 'answer-due'"
    ) == [(10, date(2026, 3, 17), date(2026, 3, 17))]


async def test_by_sms_it_is_the_same_office(other_office: OfficeUnderTest) -> None:
    siti = somebody_new(other_office, "sms")
    await siti.says(COMPLETE)
    other_office.later(seconds=2)
    await other_office.clockwork()
    assert "17/3/2026" in siti.last_reply
    assert len(siti.last_reply) <= 160


async def test_its_first_page_makes_its_own_promise(other_office: OfficeUnderTest) -> None:
    door = httpx.ASGITransport(application(other_office.parts))
    async with httpx.AsyncClient(transport=door, base_url="http://kotacontoh.test") as browser:
        page = (await browser.get("/")).text
    assert "paling lambat <strong>10 hari kerja</strong>" in page
    assert "DPMPTSP Kota Contoh" in page
    assert "lapor@kotacontoh.test" in page
    assert "Kabupaten Purwakarta" not in page


def test_the_same_day_of_receipt_is_due_on_another_day_there(desk: Desk, kota_contoh: Path) -> None:
    here = json.loads(desk.types("due 2026-03-02 --json").out)
    there = json.loads(desk.types("due 2026-03-02 --json", config_dir=kota_contoh).out)
    assert (here["days"], here["due"]) == (14, "2026-03-27")
    assert (there["days"], there["due"]) == (10, "2026-03-17")
    assert {"date": "2026-03-11", "reason": "Hari Jadi Kota Contoh"} in there["skipped"]


def test_a_number_that_the_text_does_not_print_is_asked_about(draft: Path) -> None:
    replaced(draft / "standards/69.toml", "answer_days = 10", "answer_days = 9")
    assert "standard 69: answer_days is 9, but K6.4 does not print that number" in load_office(draft).doubts


def test_a_day_off_needs_its_source(desk: Desk, draft: Path) -> None:
    replaced(draft / "calendar.toml", 'source = "Surat Edaran Wali Kota Contoh Nomor 7 Tahun 2026"', "")
    refused = desk.types("due 2026-03-02", config_dir=draft)
    assert refused.sentence.startswith("calendar.toml, days_off[1].source: is missing")


def replaced(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text().replace(old, new))
