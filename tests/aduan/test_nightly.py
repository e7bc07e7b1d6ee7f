"""The clockwork makes a backup every night, and says when it cannot."""

from datetime import timedelta
from pathlib import Path

import pytest

from aduan import backup, doctor, nightly
from aduan.backup_file import BackupTrouble, reading
from aduan.nightly import Nightly, backups
from aduan.wiring import utc_now
from tests.aduan.reports import COMPLETE
from tests.office import OfficeUnderTest

UP = "SELECT kind, detail FROM alarms WHERE ended_at IS NULL AND kind LIKE 'backup%' ORDER BY kind"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


async def test_one_is_made_at_once_and_then_one_each_night(office: OfficeUnderTest, folder: Path) -> None:
    await office.citizen().says(COMPLETE)
    clock = Nightly(office.parts, folder)
    made = []
    for _ in range(3 * 24):
        made.append(await clock.look(office.now))
        office.later(hours=1)
    assert made[0]
    assert sum(made) == 4
    assert len(list(backups(folder))) == 4
    with reading(max(backups(folder))) as (_, manifest):
        assert manifest.keys == ()
    assert await office.rows(UP) == []


async def test_the_newest_fourteen_are_kept_and_other_files_left_alone(office: OfficeUnderTest, folder: Path) -> None:
    for day in range(1, 21):
        (folder / f"aduan-202602{day:02}T183000Z.zip").touch()
    others = {"catatan.txt", "aduan-lama.zip"}
    for name in others:
        (folder / name).touch()
    (folder / ".aduan-20260220T183000Z.zip-x8d").touch()
    assert await Nightly(office.parts, folder).look(office.now)
    names = names_in(folder)
    assert others < names
    assert names - others == {f"aduan-202602{day:02}T183000Z.zip" for day in range(8, 21)} | {
        "aduan-20260302T050000Z.zip"
    }


async def test_a_failure_is_an_alarm_until_one_succeeds_and_is_tried_again_after_an_hour(
    office: OfficeUnderTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    async def fails(*_: object) -> str:
        tried.append(office.now)
        raise BackupTrouble("The disk that holds it is full.")

    clock = Nightly(office.parts, folder)
    with monkeypatch.context() as full:
        full.setattr(backup, "make", fails)
        for _ in range(100):
            assert not await clock.look(office.now)
            office.later(minutes=1)
    assert len(tried) == 2
    assert await office.rows(UP) == [("backup_failed", "The disk that holds it is full.")]
    office.later(hours=1)
    assert await clock.look(office.now)
    assert await office.rows(UP) == []


async def test_a_directory_that_is_gone_is_an_alarm_and_is_not_made(office: OfficeUnderTest, folder: Path) -> None:
    """A disk that is not mounted must not be replaced by a folder on the machine's own."""
    gone = folder / "mounted"
    assert not await Nightly(office.parts, gone).look(office.now)
    ((kind, detail),) = await office.rows(UP)
    assert kind == "backup_failed"
    assert "is its disk mounted" in detail
    assert names_in(folder) == set()


async def test_none_for_thirty_six_hours_is_an_alarm(
    office: OfficeUnderTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Nightly(office.parts, folder)
    with monkeypatch.context() as away:
        away.setattr(clock, "_is_due", lambda _: False)
        await clock.look(office.now)
        office.later(hours=35)
        await clock.look(office.now)
        assert await office.rows(UP) == []
        office.later(hours=1)
        await clock.look(office.now)
        assert [row[0] for row in await office.rows(UP)] == ["backup_missing"]
    assert await clock.look(office.now)
    assert await office.rows(UP) == []


async def test_two_workers_with_one_directory_make_one_backup(office: OfficeUnderTest, folder: Path) -> None:
    one, other = Nightly(office.parts, folder), Nightly(office.parts, folder)
    assert [await one.look(office.now), await other.look(office.now)] == [True, False]


async def test_the_doctor_tells_the_age_of_the_newest(office: OfficeUnderTest, folder: Path) -> None:
    settings = office.parts.settings.model_copy(update={"backup_dir": folder})
    assert "none yet" in doctor.backups(settings).trouble
    old = utc_now() - timedelta(days=3)
    (folder / f"{old:{nightly.STAMPED}}").touch()
    assert "3 days old" in doctor.backups(settings).trouble
    fresh = utc_now() - timedelta(hours=5)
    (folder / f"{fresh:{nightly.STAMPED}}").touch()
    assert doctor.backups(settings).note == "the newest is 5 hours old"
    assert doctor.backups(settings).trouble == ""


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
