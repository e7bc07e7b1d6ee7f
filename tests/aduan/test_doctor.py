"""`aduan doctor`: looks the program over, and says what to do about what it finds."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from aduan import doctor
from aduan.database import Database
from aduan.demo.sink import MailSink
from config.settings import Settings
from tests.aduan.commands import free_port
from tests.aduan.shared import beat, database_on, office_files, plain
from tests.office import OfficeUnderTest

SECRETS = ("sandi-basis-data", "sandi-relay", "kunci-rahasia", "token-twilio", "token-telegram", "token-meta")
NOWHERE = "postgresql://aduan:sandi-basis-data@127.0.0.1:1/aduan"


@pytest.fixture(scope="module")
def record(server: Database, pattern: str) -> Iterator[str]:
    with database_on(server, pattern) as url:
        yield url


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str) -> dict[str, object]:
    """The settings of a machine on which nothing is wrong."""
    monkeypatch.chdir(tmp_path)
    beat(record, datetime.now(UTC))
    return {
        "database_url": record,
        "data_dir": tmp_path / "data",
        "config_dir": office_files(tmp_path / "kantor"),
        "web_port": free_port(),
        "smtp_port": free_port(),
    }


async def test_nothing_is_wrong_where_everything_is_right(machine: dict[str, object]) -> None:
    well, said = await visited(machine)
    assert well
    assert all(line.startswith("ok  ") for line in said.splitlines())


async def test_a_closed_channel_says_what_it_waits_for(machine: dict[str, object]) -> None:
    _, said = await visited(machine, mail_address="pengaduan@aduan.test", smtp_relay_url="smtp://127.0.0.1:1")
    assert "ok  channel email: open" in said
    assert "ok  channel telegram: closed; it waits for ADUAN_TELEGRAM_TOKEN, ADUAN_TELEGRAM_SECRET" in said


async def test_a_relay_is_called_up(machine: dict[str, object]) -> None:
    async with MailSink() as relay:
        well, said = await visited(machine, smtp_relay_url=f"smtp://127.0.0.1:{relay.port}")
    assert f"ok  mail relay: 127.0.0.1:{relay.port} answers" in said
    assert well


async def test_a_relay_that_is_away_is_trouble(machine: dict[str, object]) -> None:
    port = free_port()
    well, said = await visited(machine, smtp_relay_url=f"smtp://aduan:sandi-relay@127.0.0.1:{port}")
    assert f"!!  mail relay: 127.0.0.1:{port} cannot be reached" in said
    assert not well


async def test_without_a_relay_mail_waits_and_that_is_said(machine: dict[str, object]) -> None:
    well, said = await visited(machine)
    assert "ok  mail relay: not set (ADUAN_SMTP_RELAY_URL): outgoing mail waits" in said
    assert well


async def test_a_taken_port_may_be_our_own_program(machine: dict[str, object], taken: int) -> None:
    well, said = await visited(machine, web_port=taken)
    assert f"web port: {taken} cannot be opened" in said
    assert "either our own program is running there, or choose another ADUAN_WEB_PORT" in said
    assert well


async def test_what_looks_like_a_slip_in_the_files_is_asked_about(machine: dict[str, object], tmp_path: Path) -> None:
    calendar = office_files(tmp_path / "sunting") / "calendar.toml"
    day = "[[days_off]]\ndate = 2026-11-28\nreason = 'Hari Jadi'\nsource = 'SE Wali Kota 7/2026'\n"
    calendar.write_text(f"{calendar.read_text()}\n{day}")
    well, said = await visited(machine, config_dir=calendar.parent)
    assert "office files: is this meant? 2026-11-28 is declared a day off, and is a sabtu anyway" in said
    assert well


async def test_files_that_cannot_be_read_are_named_with_their_place(machine: dict[str, object], tmp_path: Path) -> None:
    calendar = office_files(tmp_path / "sunting") / "calendar.toml"
    calendar.write_text(calendar.read_text().replace('"minggu"', '"ahad"'))
    well, said = await visited(machine, config_dir=calendar.parent)
    assert "!!  office files: calendar.toml, weekend: 'ahad' is not a weekday (senin ... minggu)" in said
    assert "ok  database: PostgreSQL" in said, "what else there is to see is looked at all the same"
    assert not well


async def test_a_worker_that_never_ran_is_to_be_started(machine: dict[str, object]) -> None:
    with psycopg.connect(plain(machine["database_url"])) as db:
        db.execute("DELETE FROM beats")
    well, said = await visited(machine)
    assert "!!  worker: no worker has run yet: start `aduan serve` or `aduan worker`" in said
    assert not well


async def test_a_worker_that_died_is_missed_since_its_last_beat(machine: dict[str, object]) -> None:
    beat(str(machine["database_url"]), datetime(2026, 3, 2, 5, 0, tzinfo=UTC))
    well, said = await visited(machine)
    assert "!!  worker: no sign of life since 2026-03-02 05:00 UTC: start `aduan serve`" in said
    assert not well


async def test_a_worker_may_be_late_by_half_a_minute(machine: dict[str, object]) -> None:
    beat(str(machine["database_url"]), datetime.now(UTC) - timedelta(seconds=20))
    _, said = await visited(machine)
    assert "ok  worker: alive" in said


async def test_a_database_that_is_away_is_asked_after(machine: dict[str, object]) -> None:
    well, said = await visited(machine, database_url=NOWHERE)
    assert "!!  database: does not answer" in said
    assert "is it running, and is ADUAN_DATABASE_URL right?" in said
    assert not well


async def test_a_new_database_answers_and_only_lacks_its_tables(machine: dict[str, object], database_url: str) -> None:
    with psycopg.connect(plain(database_url)) as db:
        db.execute("DROP SCHEMA public CASCADE")
        db.execute("CREATE SCHEMA public")
    well, said = await visited(machine, database_url=database_url)
    assert "ok  database: PostgreSQL" in said
    assert "!!  tables: " in said
    assert "any `aduan serve` brings them up to date" in said
    assert not well


async def test_tables_of_another_program_are_named(machine: dict[str, object], database_url: str) -> None:
    with psycopg.connect(plain(database_url)) as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
    well, said = await visited(machine, database_url=database_url)
    assert "!!  tables: the tables stand at 0000, the program expects" in said
    assert not well


async def test_an_alarm_is_repeated_until_it_ends(office: OfficeUnderTest, machine: dict[str, object]) -> None:
    siti = office.citizen()
    await siti.says("Saya Siti Aminah. Izin hosting saya belum terbit.")
    await siti.says("PETUGAS")
    well, said = await visited(machine, database_url=office.parts.settings.database_url)
    assert "!!  alarm: officer_called 26-00001-59" in said
    assert not well


async def test_it_tells_nobody_who_writes_to_the_office(office: OfficeUnderTest, machine: dict[str, object]) -> None:
    siti = office.citizen("sms", "+6281234567890")
    await siti.says("Saya Siti Aminah, NIK 3214014505900001. Izin hosting saya belum terbit.")
    office.later(seconds=2)
    await office.clockwork()
    await siti.says("PETUGAS")
    office.later(seconds=2)
    await office.clockwork()
    _, said = await visited(machine, database_url=office.parts.settings.database_url)
    assert "officer_called" in said
    for word in ("Siti", "Aminah", "3214014505900001", "6281234567890", "hosting"):
        assert word not in said


async def test_it_tells_no_secret(machine: dict[str, object]) -> None:
    _, said = await visited(
        machine,
        database_url=NOWHERE,
        smtp_relay_url="smtp://aduan:sandi-relay@127.0.0.1:1",
        secret_key="kunci-rahasia",
        twilio_account_sid="AC1",
        twilio_auth_token="token-twilio",
        telegram_token="token-telegram",
        telegram_secret="token-telegram",
        meta_access_token="token-meta",
    )
    assert "ok  channel telegram: open" in said
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        yield int(somebody.getsockname()[1])


async def visited(machine: dict[str, object], **settings: object) -> tuple[bool, str]:
    """Whether all is well, and every line that was said."""
    lines: list[str] = []
    well = await doctor.visit(Settings(**{**machine, **settings}), lines.append)
    return well, "\n".join(lines)
