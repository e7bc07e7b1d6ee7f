"""Another office is made by editing files, not code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.load import OfficeFiles, load_office, new_office, read_files
from config.reading import ConfigError
from core.rules.deadlines import deadline

Edit = Callable[[str, str, str], None]


@pytest.fixture
def kota_contoh(directory: Path, edit: Edit) -> OfficeFiles:
    """An invented town: ten days to answer, a market day off, a standard of its own."""
    edit("office.toml", "DPMPTSP Kabupaten Purwakarta", "DPMPTSP Kota Contoh")
    edit("office.toml", 'main_standard = "69"', 'main_standard = "12"')
    (directory / "standards" / "69.toml").rename(directory / "standards" / "12.toml")
    edit("standards/12.toml", 'id = "69"', 'id = "12"')
    edit("standards/12.toml", "answer_days = 14", "answer_days = 10")
    edit("standards/12.toml", "14 (empat belas) hari kerja", "10 (sepuluh) hari kerja")
    edit(
        "calendar.toml",
        "joint_leave = true",
        "joint_leave = true\n[[days_off]]\ndate = 2026-11-25\nreason = 'Hari Pasar'\nsource = 'SE Wali Kota 7/2026'",
    )
    return load_office(directory)


def test_the_other_office_has_its_own_name_law_and_days(kota_contoh: OfficeFiles) -> None:
    assert kota_contoh.office.name == "DPMPTSP Kota Contoh"
    assert kota_contoh.main.id == "12"
    assert kota_contoh.main.clause("K6.4").text.endswith("10 (sepuluh) hari kerja sejak diterimanya pengaduan;")
    assert kota_contoh.doubts == ()


def test_the_other_office_counts_ten_days_and_rests_on_its_market_day(kota_contoh: OfficeFiles) -> None:
    promise = deadline(date(2026, 11, 23), kota_contoh.main.numbers.answer_days, kota_contoh.calendar)
    assert promise.due == date(2026, 12, 8)
    assert "Hari Pasar" in [day.reason for day in promise.skipped]


def test_the_other_office_has_its_own_versions(kota_contoh: OfficeFiles, purwakarta: OfficeFiles) -> None:
    assert kota_contoh.version != purwakarta.version
    assert kota_contoh.main.version != purwakarta.main.version
    assert kota_contoh.main.version == kota_contoh.hashes["standards/12.toml"]


def test_a_new_office_starts_as_an_exact_copy(directory: Path, purwakarta: OfficeFiles) -> None:
    assert read_files(directory).items() <= purwakarta.files.items()
    assert load_office(directory).version == purwakarta.version


def test_the_files_to_record_are_whole(purwakarta: OfficeFiles) -> None:
    assert "7. Memiliki server yang berlokasi di dalam negeri." in purwakarta.files["standards/69.toml"]
    assert "2026-12-24 joint leave: Cuti Bersama Hari Raya Natal" in purwakarta.files["calendar.days"]
    assert purwakarta.hashes.keys() == purwakarta.files.keys()


def test_a_new_office_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "kantor").mkdir()
    new_office(tmp_path / "kantor")
    with pytest.raises(ConfigError, match="is not empty: name a new directory, so that nothing is overwritten"):
        new_office(tmp_path / "kantor")


def test_an_office_may_count_late_messages_on_the_next_day(directory: Path, edit: Edit) -> None:
    assert load_office(directory).office.receipt_closes is None
    edit("office.toml", '# receipt_closes = "16.00"', 'receipt_closes = "16.00"')
    closes = load_office(directory).office.receipt_closes
    assert closes is not None
    assert closes.hour == 16


def test_an_office_may_keep_several_standards(directory: Path, edit: Edit) -> None:
    text = (directory / "standards" / "69.toml").read_text()
    text = text.replace('id = "69"', 'id = "70"').replace("Hosting", "Portal Web").replace("63112", "63122")
    text = text.replace("hosting", "portal web").replace('"YBDI"', '"portal"').replace("dan YBDI", "")
    text = text.replace('"izin data center"', '"izin portal"').replace('"izin pusat data"', '"izin situs"')
    (directory / "standards" / "70.toml").write_text(text)
    office = load_office(directory)
    assert set(office.standards) == {"69", "70"}
    assert office.main.id == "69"
