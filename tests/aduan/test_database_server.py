"""The embedded PostgreSQL as the office finds it: its settings, its role, its secrets."""

import stat
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from aduan.database import running
from tests.aduan.servers import answers, ask, connect, log_of, office_conf


def test_a_fresh_directory_gets_a_database_for_sqlalchemy(directory: Path) -> None:
    with running(directory) as fresh:
        engine = create_engine(fresh.url)
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION pg_trgm"))
            connection.execute(text("CREATE EXTENSION unaccent"))
            connection.execute(text("CREATE TABLE cases (number text)"))
            assert connection.scalar(text("SELECT current_user || '@' || current_database()")) == "aduan@aduan"
            assert connection.scalar(text("SELECT unaccent('Purwakartá')")) == "Purwakarta"
            assert connection.scalar(text("SELECT 'é' < 'f' COLLATE \"default\"")) is False, "order by code point"
            assert connection.scalar(text("SELECT to_tsvector('simple', 'ÉCOLE—surat')")) == "'surat':2 'école':1"
        engine.dispose()


def test_the_server_is_set_up_for_an_office(served: str) -> None:
    expected = {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "server_encoding": "UTF8",
        "timezone": "UTC",
        "jit": "off",
        "shared_buffers": "256MB",
    }
    assert {setting: ask(served, f"SHOW {setting}") for setting in expected} == expected


def test_the_server_is_not_newer_than_what_we_know(served: str) -> None:
    assert int(ask(served, "SHOW server_version_num")) < 190000


def test_the_role_owns_its_database_but_is_no_superuser(served: str) -> None:
    assert ask(served, "SELECT rolcreatedb AND NOT rolsuper FROM pg_roles WHERE rolname = current_user")


def test_nobody_comes_in_without_the_password(served: str) -> None:
    assert not answers(served.replace("aduan:", "aduan:x"))
    assert not answers(served.replace("aduan:", "postgres:x"))


def test_only_the_owner_reads_the_password_and_reaches_the_socket(data_dir: Path) -> None:
    modes = {name: stat.S_IMODE((data_dir / "postgres" / name).stat().st_mode) for name in ("password", "run", "log")}
    assert modes == {"password": 0o600, "run": 0o700, "log": 0o700}


def test_the_password_does_not_show_when_a_database_is_printed(data_dir: Path) -> None:
    with running(data_dir) as used:
        assert (data_dir / "postgres/password").read_text() not in repr(used)


def test_the_office_can_set_its_own_settings(data_dir: Path) -> None:
    with office_conf(data_dir, "work_mem = 9MB"), running(data_dir) as used:
        assert ask(used.url, "SHOW work_mem") == "9MB"


def test_names_of_citizens_stay_out_of_the_log(data_dir: Path) -> None:
    with running(data_dir) as used, connect(used.url) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES (%s)", ["Siti Aminah"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES (%s)", ["Siti Aminah"])
        connection.execute("SELECT pg_sleep(1.01) WHERE %s <> ''", ["Siti Aminah"])
    assert "duplicate key" in log_of(data_dir)
    assert "pg_sleep" in log_of(data_dir)
    assert "Siti" not in log_of(data_dir)
