"""A backup is one file; what comes back from it is what was there."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from aduan import backup, backup_file, dumping, seal_mark
from aduan.backup_file import BackupTrouble, reading
from aduan.database import Database, running
from tests.aduan.commands import Desk
from tests.aduan.conftest import clear
from tests.aduan.reports import COMPLETE
from tests.databases import copy_of, plain
from tests.office import OfficeUnderTest

FLIPPED = 300


@pytest.fixture
async def kept(office: OfficeUnderTest, tmp_path: Path) -> Path:
    """A backup of an office with cases, with its keys."""
    await worked(office)
    target = tmp_path / "aduan.zip"
    said = await backup.make(office.parts.settings, target, with_keys=True)
    assert str(target) in said
    return target


@pytest.fixture
def empty(server: Database) -> Iterator[str]:
    """The address of a database with nothing in it."""
    with copy_of(server, "template1", "nothing_yet") as url:
        yield url


async def worked(office: OfficeUnderTest) -> None:
    for number in range(5):
        await office.citizen(handle=f"w{number}@warga.test").says(COMPLETE)
    await office.clockwork()


async def test_what_was_there_comes_back_in_an_empty_machine_and_is_verified(
    office: OfficeUnderTest, kept: Path, room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another data directory with a server of its own."""
    before = await everything(office)
    told = Desk(monkeypatch, capsys, room).types(f"restore {kept}")
    assert told.status == 0, told.trouble
    assert "Everything fits." in told.out
    with running(room / "data") as other, psycopg.connect(plain(other.url)) as db:
        for table, rows in before.items():
            assert db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() == rows, table
    assert looked_into(room / "data" / "seal.key") == looked_into(office.parts.settings.data_dir / "seal.key")
    clear(room / "data")


async def test_the_next_case_number_goes_on_after_a_restore(
    office: OfficeUnderTest, kept: Path, empty: str, tmp_path: Path
) -> None:
    settings = office.parts.settings.model_copy(update={"database_url": secret(empty), "data_dir": tmp_path / "new"})
    assert await backup.restore(settings, kept, lambda _: None)
    async with OfficeUnderTest.at_work(empty, tmp_path / "new") as again:
        await again.citizen(handle="baru@warga.test").says(COMPLETE, provider_id="baru")
        numbers = [row[0] for row in await again.rows("SELECT number FROM cases ORDER BY id")]
    assert [number[:8] for number in numbers] == [f"26-0000{n}" for n in range(1, 7)]


async def test_the_file_is_for_its_owner_alone_and_never_written_over(office: OfficeUnderTest, kept: Path) -> None:
    content, mode = looked_into(kept)
    assert mode == 0o600
    with pytest.raises(BackupTrouble, match="is there already"):
        await backup.make(office.parts.settings, kept)
    assert looked_into(kept) == (content, mode)


async def test_keys_are_in_it_only_when_asked_for(office: OfficeUnderTest, kept: Path, tmp_path: Path) -> None:
    await backup.make(office.parts.settings, tmp_path / "without.zip")
    with reading(kept) as (packed, manifest):
        assert "seal.key" in manifest.keys
        assert "seal.key" in packed.namelist()
    with reading(tmp_path / "without.zip") as (packed, manifest):
        assert manifest.keys == ()
        assert not {"seal.key", "secret.key"} & set(packed.namelist())


async def test_any_damaged_byte_is_found_before_anything_is_written(
    office: OfficeUnderTest, kept: Path, empty: str, tmp_path: Path
) -> None:
    whole, damaged = looked_into(kept)[0], tmp_path / "damaged.zip"
    seed = random.randrange(2**32)
    print("seed", seed)
    for place in random.Random(seed).sample(range(len(whole)), FLIPPED):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupTrouble, match="damaged"), reading(damaged):
            pass
    settings = office.parts.settings.model_copy(update={"database_url": secret(empty), "data_dir": tmp_path / "new"})
    with pytest.raises(BackupTrouble, match="Nothing was written"):
        await backup.restore(settings, damaged, print)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("size", [0, 50, 5000], ids=["empty", "shorter than its checksum", "cut off"])
async def test_half_a_file_is_no_backup(kept: Path, size: int, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(looked_into(kept)[0][:size])
    with pytest.raises(BackupTrouble, match="damaged"), reading(tmp_path / "half.zip"):
        pass


async def test_a_database_with_anything_in_it_is_not_restored_into(office: OfficeUnderTest, kept: Path) -> None:
    with pytest.raises(BackupTrouble, match="is not empty"):
        await backup.restore(office.parts.settings, kept, print)
    assert await office.value("SELECT count(*) FROM cases") == 5


async def test_other_keys_are_not_written_over(office: OfficeUnderTest, kept: Path, empty: str, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "seal.key").write_text("another")
    settings = office.parts.settings.model_copy(update={"database_url": secret(empty), "data_dir": tmp_path / "new"})
    with pytest.raises(BackupTrouble, match="another key"):
        await backup.restore(settings, kept, print)
    assert (tmp_path / "new" / "seal.key").read_text() == "another"


async def test_a_backup_of_a_newer_program_is_refused(
    office: OfficeUnderTest, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(backup_file, "FORMAT", 2)
        newer.setattr(backup_file.Manifest.__init__, "__defaults__", ((), 2))
        await backup.make(office.parts.settings, tmp_path / "newer.zip")
    with pytest.raises(BackupTrouble, match="newer version"), reading(tmp_path / "newer.zip"):
        pass


async def test_a_full_disk_is_said_and_leaves_no_file(
    office: OfficeUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(dumping, "dump", full)
    with pytest.raises(BackupTrouble, match=r"is full: make room; no backup was made"):
        await backup.make(office.parts.settings, folder / "aduan.zip")
    assert list(folder.iterdir()) == []


async def test_a_server_newer_than_every_pg_dump_here_is_told_by_its_version(office: OfficeUnderTest) -> None:
    with pytest.raises(BackupTrouble, match="PostgreSQL 99"):
        dumping.tool("pg_dump", 99)


async def test_a_dump_that_breaks_off_halfway_leaves_an_empty_database(
    office: OfficeUnderTest, kept: Path, empty: str, tmp_path: Path
) -> None:
    with reading(kept) as (packed, _), packed.open("database.sql") as dump:
        half = tmp_path / "half.sql"
        lines = dump.readlines()
        half.write_bytes(b"".join(lines[: len(lines) // 2]) + b"\\.\nSELECT 1/0;\n")
    with half.open("rb") as source, pytest.raises(BackupTrouble, match="nothing was kept"):
        dumping.load(empty, 18, source)
    with psycopg.connect(plain(empty)) as db:
        assert db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


async def test_no_file_can_make_psql_run_a_command_of_the_machine(empty: str, tmp_path: Path) -> None:
    evil = tmp_path / "evil.sql"
    for escape in (rf"\! touch {tmp_path}/done", f"\\unrestrict aduan\n\\! touch {tmp_path}/done"):
        evil.write_text(f"\\restrict aduan\n{escape}\n")
        with evil.open("rb") as source, pytest.raises(BackupTrouble):
            dumping.load(empty, 18, source)
    assert not (tmp_path / "done").exists()


async def test_an_older_backup_sets_aside_what_the_machine_remembers(
    office: OfficeUnderTest, kept: Path, empty: str, tmp_path: Path
) -> None:
    await office.citizen(handle="later@warga.test").says(COMPLETE)
    office.later(minutes=2)
    await office.clockwork()
    home = tmp_path / "again"
    home.mkdir()
    shutil.copy(office.parts.settings.data_dir / seal_mark.NAME, home)
    settings = office.parts.settings.model_copy(update={"database_url": secret(empty), "data_dir": home})
    said: list[str] = []
    assert await backup.restore(settings, kept, said.append)
    assert "newer than the backup" in "\n".join(said)
    assert [path.name for path in home.glob("seal.last.until-*")]


async def everything(office: OfficeUnderTest) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that tells of a case."""
    tables = ("cases", "clocks", "decisions", "ledger", "seals", "seal_keys", "messages", "outbox", "blobs")
    return {t: [tuple(row) for row in await office.rows(f"SELECT * FROM {t} ORDER BY 1")] for t in tables}


def looked_into(file: Path) -> tuple[bytes, int]:
    """Content and mode."""
    return file.read_bytes(), file.stat().st_mode & 0o777


def secret(url: str) -> SecretStr:
    return SecretStr(url)
