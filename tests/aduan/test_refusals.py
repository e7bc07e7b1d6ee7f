"""What a person can mend is said in one sentence on the error output, with exit code 2 and no trace."""

import errno
import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from aduan.keys import open_keys
from aduan.running import apply_config
from aduan.smtp import open_door
from aduan.trouble import for_people
from aduan.web import listening
from aduan.wiring import utc_now
from config.load import load_office, new_office
from config.settings import Settings
from core.messages import Delivery
from tests.aduan.commands import Desk, free_port
from tests.databases import plain

NOWHERE = "postgresql://aduan:sandi-rahasia@127.0.0.1:1/aduan"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    return Desk(monkeypatch, capsys, tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        pytest.param(
            "standards/69.toml",
            "answer_days = 14",
            'answer_days = "empat belas"',
            "standards/69.toml, numbers.answer_days: must be a whole number, and is 'empat belas'",
            id="a word for a number",
        ),
        pytest.param(
            "office.toml",
            'main_standard = "69"',
            'main_standard = "70"',
            "office.toml, main_standard: there is no standard '70' in standards/",
            id="a standard that is not there",
        ),
        pytest.param(
            "calendar.toml",
            "joint_leave = true",
            "joint_leave = true\n[[days_off]]\ndate = 2026-02-31\nreason = 'x'\nsource = 'y'",
            "calendar.toml: this is not TOML: Invalid date or datetime",
            id="31 February",
        ),
    ],
)
def test_a_slip_in_the_files_is_named_with_file_and_key(
    desk: Desk, file: str, old: str, new: str, sentence: str
) -> None:
    new_office(desk.room / "kantor")
    slipped = desk.room / "kantor" / file
    slipped.write_text(slipped.read_text().replace(old, new))
    assert desk.types("due 2026-12-23", config_dir=desk.room / "kantor").sentence.startswith(sentence)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "delapan"])
def test_a_port_that_is_none_is_named_with_its_setting(desk: Desk, port: str) -> None:
    told = desk.types("serve", web_port=port)
    assert told.sentence == f"environment, ADUAN_WEB_PORT: must be a port between 1 and 65535, and is {port}"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://aduan:sandi-rahasia@db/aduan", id="another database"),
        pytest.param("postgresql://aduan:sandi-rahasia@[::1/aduan", id="a bracket left open"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(desk: Desk, url: str) -> None:
    told = desk.types("doctor", database_url=url)
    assert told.sentence.startswith("environment, ADUAN_DATABASE_URL: ")
    assert "sandi-rahasia" not in told.trouble


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("smtp://aduan:sandi#rahasia@surel.test:587", id="a hash in the password"),
        pytest.param("smtp://surel.test:lima", id="a word for a port"),
    ],
)
def test_an_address_whose_port_is_none_is_refused_too(desk: Desk, url: str) -> None:
    told = desk.types("due 2026-12-23", smtp_relay_url=url)
    assert told.sentence.startswith("environment, ADUAN_SMTP_RELAY_URL: ")
    assert "sandi" not in told.trouble


async def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(for_people(), match="ADUAN_DATABASE_URL") as refused:
        await apply_config(Settings(database_url=NOWHERE, data_dir=tmp_path))  # type: ignore[arg-type]
    assert "sandi-rahasia" not in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"password": "sandi-rahasia"}, "refuses the user name or password", id="a wrong password"),
        pytest.param({"database": "tidak_ada"}, "has no such user or database", id="a database that is not there"),
    ],
)
async def test_a_database_that_refuses_us_is_told_by_what_to_correct(
    database_url: str, tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    url = make_url(database_url).set(**changed).render_as_string(hide_password=False)
    with pytest.raises(for_people(), match=f"{sentence}: .*ADUAN_DATABASE_URL") as refused:
        await apply_config(Settings(database_url=url, data_dir=tmp_path))  # type: ignore[arg-type]
    assert "sandi-rahasia" not in str(refused.value)


async def test_tables_of_a_newer_program_are_left_alone(database_url: str, tmp_path: Path) -> None:
    with psycopg.connect(plain(database_url)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(for_people(), match="another version of the program"):
        await apply_config(Settings(database_url=database_url, data_dir=tmp_path))  # type: ignore[arg-type]


def test_files_that_this_account_may_not_read_are_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "listdir", closed)
    with pytest.raises(for_people(), match="let the account that runs this program read there"):
        load_office(tmp_path)


def test_a_data_directory_that_is_not_ours_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def closed(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "secret.key"))

    monkeypatch.setattr(os, "open", closed)
    with pytest.raises(
        for_people(), match=r"secret\.key.* cannot be used \(Permission denied\): give .* to the account"
    ):
        open_keys(tmp_path, None)


def test_a_host_that_is_not_this_machine_is_said_in_a_sentence() -> None:
    with pytest.raises(for_people(), match="ADUAN_WEB_HOST"):
        listening("203.0.113.5", free_port())


async def test_a_mail_host_that_is_not_this_machine_is_said_in_a_sentence() -> None:
    async def nothing(delivery: Delivery) -> None:
        raise AssertionError("nobody can come in")

    with pytest.raises(for_people(), match="ADUAN_SMTP_HOST"):
        await open_door("203.0.113.5", free_port(), receive=nothing, accepts=bool, now=utc_now)


def test_a_data_directory_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(for_people(), match="ADUAN_DATA_DIR"):
        open_keys(tmp_path / "data", None)


def test_a_key_that_is_broken_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "seal.key").write_text("bukan kunci")
    with pytest.raises(for_people(), match=r"seal\.key"):
        open_keys(tmp_path, None)


def test_a_place_where_no_office_can_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("")
    with pytest.raises(for_people(), match=r"surat\.txt"):
        new_office(tmp_path / "surat.txt" / "kantor")
