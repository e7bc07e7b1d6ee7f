"""Who wants their data erased is heard: on record, before an officer, with what the law keeps."""

import pytest

from bots.erasure import asks_to_erase
from tests.aduan.reports import COMPLETE
from tests.office import OfficeUnderTest


async def test_beside_a_case_it_is_on_record_and_an_alarm_is_up(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    reply = await siti.says("Tolong hapus data saya")
    assert "sudah kami catat pada laporan 26-00001-59 dan kami sampaikan kepada petugas" in reply
    assert "5 tahun" in reply
    assert await office.rows("SELECT kind, subject FROM alarms") == [("erasure_asked", "26-00001-59")]
    assert await office.value("SELECT count(*) FROM ledger WHERE kind = 'erasure_asked'") == 1


async def test_alone_it_is_a_request_with_a_number_and_a_last_day(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("hapus data saya")
    assert "26-00001-59" in reply
    assert "paling lambat Senin, 9 Maret 2026" in reply
    assert "365 hari" in reply
    assert await office.rows("SELECT kind, subject FROM alarms") == [("erasure_asked", "26-00001-59")]
    assert await office.value("SELECT legal_kind FROM cases") == "information"


@pytest.mark.parametrize(
    "wish",
    [
        "hapus data saya",
        "Hapus semua data saya!",
        "tolong data saya dihapus ya pak",
        "saya minta data pribadi saya dihapus",
        "mohon penghapusan data pribadi saya",
        "mau hapus nomor saya dari sini",
        "please delete my data",
        "erase all my messages",
        "hapuskeun data abdi",
    ],
)
def test_such_wishes_are_understood(wish: str) -> None:
    assert asks_to_erase(wish)


@pytest.mark.parametrize(
    "matter",
    [
        "petugas menghapus data saya dari OSS",
        "data saya di OSS terhapus",
        "data izin saya hilang",
        "tolong data NIB saya dihapus, salah KBLI",
        "kenapa data saya dihapus oleh admin",
        "data saya salah",
        "hapus pungli di kantor ini",
        "tolong perbaiki data saya",
        "hapus denda saya",
    ],
)
def test_a_matter_about_data_stays_a_matter(matter: str) -> None:
    assert not asks_to_erase(matter)
