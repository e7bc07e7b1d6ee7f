"""`aduan doctor`: looks the program over, and says what to do about what it finds."""

import asyncio
import errno
import os
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from aduan import doctor, ports, running
from aduan.database import Database
from aduan.demo.sink import MailSink
from aduan.keys import open_keys
from aduan.wiring import CARRIED, open_channels, utc_now
from channels.email import Email
from config.load import load_office
from config.settings import NEEDS, Settings
from tests.aduan.commands import free_port
from tests.aduan.shared import beat, database_on, office_files
from tests.databases import plain
from tests.fakes import Answers, ScriptedRelay
from tests.office import OfficeUnderTest

SECRETS = ("sandi-basis-data", "sandi-relay", "kunci-rahasia", "token-twilio", "token-telegram", "token-meta")
ADDRESSES = {
    "smtp_relay_url": "smtp://127.0.0.1:1",
    "sms_gateway_url": "http://127.0.0.1:1",
    "twilio_whatsapp_number": "+6281809898222",
    "twilio_sms_number": "+6281809898222",
}
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


async def test_a_channel_that_is_not_built_yet_is_not_called_open(machine: dict[str, object]) -> None:
    _, said = await visited(machine, telegram_token="token-telegram", telegram_secret="token-telegram")
    assert "ok  channel telegram: its settings are complete; this version does not carry it yet" in said


def test_what_the_doctor_calls_open_is_what_is_opened(machine: dict[str, object]) -> None:
    every = {name: "x" for needed in NEEDS.values() for name in needed}
    given = every | ADDRESSES | {"mail_address": "pengaduan@aduan.test"}
    opened = open_channels(Settings(**{**machine, **given}), load_office(), utc_now)
    assert opened.keys() & NEEDS.keys() == CARRIED


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


async def test_mail_that_comes_in_without_a_way_out_is_not_called_closed(machine: dict[str, object]) -> None:
    _, said = await visited(machine, mail_address="pengaduan@aduan.test")
    assert "ok  channel email: in: open; out: no relay, mail waits for ADUAN_SMTP_RELAY_URL" in said
    _, said = await visited(machine)
    assert "ok  channel email: closed; it waits for ADUAN_MAIL_ADDRESS, ADUAN_SMTP_RELAY_URL" in said


@pytest.mark.parametrize("part", ["web", "smtp"])
async def test_a_port_that_somebody_else_has_is_trouble(
    machine: dict[str, object], taken: int, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "PATIENCE", 0.2)  # that program keeps silent
    well, said = await visited(machine, **{f"{part}_port": taken})
    advice = f"stop it, or choose another with ADUAN_{part.upper()}_PORT"
    assert f"{taken} is taken by another program: {advice}" in said
    assert not well


async def test_a_port_where_our_own_program_answers_is_well(
    office: OfficeUnderTest, machine: dict[str, object]
) -> None:
    built = replace(office.parts, settings=Settings(**{**machine, "mail_address": "pengaduan@aduan.test"}))
    built = replace(built, email=Email("pengaduan@aduan.test"))
    async with running.running(built, frozenset({running.WEB, running.SMTP}), asyncio.Event()):
        well, said = await visited(machine)
    assert f"ok  web port: our own program answers at {machine['web_port']}" in said
    assert f"ok  mail port: our own program answers at {machine['smtp_port']}" in said
    assert well


async def test_an_address_that_is_not_this_machine_is_trouble(machine: dict[str, object]) -> None:
    _, said = await visited(machine, web_host="203.0.113.5")
    assert "!!  web port: 203.0.113.5 is no address of this machine: correct ADUAN_WEB_HOST" in said


async def test_a_relay_that_knows_another_password_is_trouble(machine: dict[str, object]) -> None:
    answers: Answers = {"EHLO": ["250-relay\r\n250 AUTH PLAIN LOGIN"], "AUTH": ["535 5.7.8 no", "535 5.7.8 no"]}
    async with ScriptedRelay(answers) as relay:
        well, said = await visited(machine, smtp_relay_url=f"smtp://aduan:sandi-relay@127.0.0.1:{relay.port}")
    assert f"!!  mail relay: 127.0.0.1:{relay.port} refuses the user name or password (535): correct ADUAN_SMTP" in said
    assert "sandi-relay" not in said
    assert not well


async def test_a_relay_without_tls_where_tls_is_wanted_is_trouble(machine: dict[str, object]) -> None:
    async with MailSink() as relay:
        well, said = await visited(machine, smtp_relay_url=f"smtps://127.0.0.1:{relay.port}")
    assert f"!!  mail relay: 127.0.0.1:{relay.port} cannot be entered: it shows no certificate" in said
    assert not well


async def test_it_says_where_the_secret_key_comes_from(machine: dict[str, object], tmp_path: Path) -> None:
    kept = tmp_path / "data" / "secret.key"
    _, said = await visited(machine)
    assert f"secret key: will be made at the first start, in {kept}" in said
    open_keys(kept.parent, None)
    _, said = await visited(machine)
    assert f"secret key: was made by the program, in {kept}; several machines need the same one" in said
    _, said = await visited(machine, secret_key="kunci-rahasia")
    assert "secret key: is set (ADUAN_SECRET_KEY)" in said


async def test_a_full_disk_is_trouble(machine: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    well, said = await visited(machine)
    assert re.search("!!  disk: the disk that holds .* is full: make room; what was saved is safe", said)
    assert not well


def full(*_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


async def test_clocks_that_differ_are_trouble(machine: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "utc_now", lambda: datetime.now(UTC) + timedelta(seconds=25))
    _, said = await visited(machine)
    assert "!!  clock: this machine and the database differ by 0:00:2" in said


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


async def test_a_database_that_knows_another_password_says_which_setting_to_correct(machine: dict[str, object]) -> None:
    url = make_url(str(machine["database_url"])).set(password="sandi-basis-data")
    well, said = await visited(machine, database_url=url.render_as_string(hide_password=False))
    assert "!!  database: The database refuses the user name or password: correct ADUAN_DATABASE_URL." in said
    assert "sandi-basis-data" not in said
    assert not well


async def test_a_new_database_answers_and_only_lacks_its_tables(machine: dict[str, object], database_url: str) -> None:
    with psycopg.connect(plain(database_url)) as db:
        db.execute("DROP SCHEMA public CASCADE")
        db.execute("CREATE SCHEMA public")
    well, said = await visited(machine, database_url=database_url)
    assert "ok  database: PostgreSQL" in said
    assert "!!  tables: " in said
    assert "there are no tables yet: any `aduan serve` makes them" in said
    assert not well


async def test_tables_of_another_program_are_named(machine: dict[str, object], database_url: str) -> None:
    with psycopg.connect(plain(database_url)) as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
    well, said = await visited(machine, database_url=database_url)
    assert "!!  tables: the tables stand at 0000, the program expects" in said
    assert "another version of the program made them, run that one here" in said
    assert not well


async def test_an_alarm_is_repeated_until_it_ends(office: OfficeUnderTest, machine: dict[str, object]) -> None:
    siti = office.citizen()
    await siti.says("Saya Siti Aminah. Izin hosting saya belum terbit.")
    await siti.says("PETUGAS")
    well, said = await visited(machine, database_url=office.parts.settings.database_url)
    assert "!!  alarm: officer_called 26-00001-59" in said
    assert "end it at http://localhost:" in said
    assert "/desk/alarms" in said
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
    assert "ok  channel telegram: its settings are complete" in said
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
