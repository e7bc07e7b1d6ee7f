"""The commands as a person types them, each in a process of its own, outside the checkout."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from aduan.database import Database
from config.load import SHIPPED, read_files
from tests.aduan.commands import Desk, Shell, Told
from tests.aduan.shared import beat, database_on, office_files
from tests.databases import plain

COMMANDS = ("demo", "serve", "web", "smtp", "worker", "try", "due", "classify", "doctor", "config apply", "office new")
NOWHERE = "postgresql://aduan:sandi-rahasia@127.0.0.1:1/aduan"
LINES = (
    b'{"id": 7, "text": "izin sy blm jadi2 pak"}',
    b'{"id": 8, "text": "Usul: buka loket hari Sabtu.", "kanal": "wa"}',
    '{"id": 9, "text": "Nuhun pisan, parantos dibantos 🙏", "nama": "Euis"}'.encode(),
    b'{"id": 10, "text": "biaya izin hosting berapa ya?"}',
)

Typed = Mapping[str, asyncio.Task[Told]]

pytestmark = pytest.mark.usefixtures("typed")


@pytest.fixture(scope="module")
async def record(server: Database, pattern: str) -> AsyncIterator[str]:
    with database_on(server, pattern) as url:
        beat(url, datetime.now(UTC) + timedelta(hours=1))
        yield url


@pytest.fixture(scope="module")
async def typed(record: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Typed]:
    """Each takes seconds to start: all are typed before the first test of this file, and read in its last ones."""
    room = tmp_path_factory.mktemp("room")
    shell = Shell(room, database_url=record)
    begun = {
        "due": await shell.begins("due 2026-12-23 --json"),
        "classify": await shell.begins("classify", keyboard=b"\n".join(LINES)),
        "try": await shell.begins("try", keyboard="Izin hosting saya belum terbit.\nSiti Aminah\nSTATUS\n\nlewat\n"),
        "doctor": await shell.begins("doctor", config_dir=office_files(room / "kantor")),
    }
    yield begun
    await asyncio.wait(begun.values())


# --- within the test's own process -----------------------------------------------------------------------------------


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    return Desk(monkeypatch, capsys, tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(desk: Desk, command: str) -> None:
    told = desk.types(f"{command} --help")
    assert told.status == 0
    assert f"aduan {command}" in told.out
    assert told.trouble == ""


def test_a_command_that_is_none_is_refused(desk: Desk) -> None:
    told = desk.types("jawab")
    assert told.status == 2
    assert "No such command 'jawab'" in told.trouble


def test_doctor_ends_with_1_and_marks_what_is_wrong(desk: Desk) -> None:
    told = desk.types("doctor", database_url=NOWHERE, smtp_relay_url="smtp://127.0.0.1:1")
    marked = [line.split(": ")[0] for line in told.out.splitlines() if line.startswith("!!")]
    assert {"!!  database", "!!  mail relay"} <= set(marked)
    assert (told.status, told.trouble) == (1, "")
    assert "sandi-rahasia" not in told.out


# --- the office's files ----------------------------------------------------------------------------------------------


def test_config_apply_records_the_files_once_however_often_it_is_typed(desk: Desk, record: str) -> None:
    first, again = (desk.types("config apply", database_url=record) for _ in range(2))
    with psycopg.connect(plain(record)) as db:
        ((version, files),) = db.execute("SELECT version, files FROM config_versions").fetchall()
    assert first == Told(0, f"Version {version[:12]} of the office's files is now on record.\n", "")
    assert again == Told(0, f"Version {version[:12]} of the office's files was already on record.\n", "")
    assert files.items() >= read_files(SHIPPED).items()


def test_a_new_office_is_told_what_to_do_next(desk: Desk) -> None:
    told = desk.types("office new kantor")
    assert told.status == 0
    assert f"Edit them, then set ADUAN_CONFIG_DIR={desk.room}/kantor" in told.out
    assert read_files(desk.room / "kantor") == read_files(SHIPPED)
    assert desk.types("due 2026-12-23", config_dir=desk.room / "kantor").status == 0


@pytest.mark.parametrize("found", ["kantor", "surat.txt"])
def test_a_new_office_overwrites_nothing(desk: Desk, found: str) -> None:
    (desk.room / "kantor").mkdir()
    (desk.room / "kantor" / "office.toml").write_text("punya orang lain")
    (desk.room / "surat.txt").write_text("punya orang lain")
    told = desk.types(f"office new {found}")
    assert told.sentence == f"{found}: is not empty: name a new directory, so that nothing is overwritten"
    assert [path.name for path in (desk.room / "kantor").iterdir()] == ["office.toml"]
    assert (desk.room / "kantor" / "office.toml").read_text() == "punya orang lain"


# --- in a process of their own ---------------------------------------------------------------------------------------


async def test_due_gives_other_programs_the_deadline_as_json(typed: Typed) -> None:
    told = await typed["due"]
    assert (told.status, told.trouble) == (0, "")
    answer = json.loads(told.out)
    assert list(answer) == ["received", "days", "due", "provisional", "skipped"]
    assert (answer["received"], answer["days"], answer["due"]) == ("2026-12-23", 14, "2027-01-18")


async def test_classify_gives_other_programs_every_line_back_with_its_tags(typed: Typed) -> None:
    told = await typed["classify"]  # its last line had no end
    assert (told.status, told.trouble) == (0, "")
    complaint, suggestion, thanks, question = [json.loads(line) for line in told.out.splitlines()]
    assert (complaint["id"], complaint["kind"], complaint["components"]) == (7, "complaint", ["waktu"])
    assert (suggestion["id"], suggestion["kind"], suggestion["kanal"]) == (8, "suggestion", "wa")
    assert (thanks["id"], thanks["kind"], thanks["language"]) == (9, "thanks", "su")
    assert (question["id"], question["kind"], question["components"]) == (10, "question", ["biaya"])


async def test_try_is_a_talk_that_comes_to_its_acknowledgment(typed: Typed) -> None:
    told = await typed["try"]
    assert told.status == 0
    assert follow_each_other(
        told.out,
        *("Tulis pesan seperti warga menulis", "Laporan Anda sudah tercatat.", "Siapa nama Anda?"),
        *("Pengaduan Anda sudah tercatat.", "K6.4", "menunggu diambil petugas"),
    )
    assert len(set(re.findall(r"\d\d-\d{5}-\d\d", told.out))) == 1, "one report, one number"


async def test_doctor_ends_with_0_when_nothing_is_wrong(typed: Typed) -> None:
    told = await typed["doctor"]
    assert [line for line in told.out.splitlines() if not line.startswith("ok  ")] == []
    assert (told.status, told.trouble) == (0, "")


def follow_each_other(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)
