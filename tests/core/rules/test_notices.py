"""The notice board: an answer stays an answer when everybody is taken out of it (K6.8)."""

import pytest

from core.rules.notices import masked, without_names

OWN = ("telepon 137, www.ombudsman.go.id", "Jalan Veteran Nomor 139", "(0264) 8224794 ext.103")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Yth. Siti Aminah, sudah terbit.", "Yth. [nama], sudah terbit.", id="the reporter"),
        pytest.param("SITI kami undang.", "[nama] kami undang.", id="the reporter in capitals"),
        pytest.param("Pak Dadang Suhendar ditegur.", "Pak [nama] ditegur.", id="somebody nobody knows"),
        pytest.param("Bapak Kepala Dinas setuju.", "Bapak Kepala Dinas setuju.", id="an office, not a person"),
        pytest.param("di Jl. Anggrek No. 12 RT 03/RW 05", "di [alamat]", id="a street"),
        pytest.param("warga Kp. Cikopo, Desa Munjul", "warga [alamat]", id="a village"),
        pytest.param("hubungi 0812-3456-789 atau +62 812 3456 789", "hubungi [nomor] atau [nomor]", id="phone numbers"),
        pytest.param("NIK 3214015503900001", "NIK [nomor]", id="a NIK"),
        pytest.param("kirim ke siti@warga.test", "kirim ke [surel]", id="a mail address"),
        pytest.param("milik PT Maju Jaya", "milik [perusahaan]", id="a company"),
        pytest.param("mobil T 1234 AB", "mobil [nomor]", id="a number plate"),
    ],
)
def test_people_places_and_numbers_are_taken_out(text: str, shown: str) -> None:
    assert masked(text, names=["Siti Aminah"], kept=OWN) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Laporan 26-00001-59 tanggal 2 Maret 2026.",
        "Biaya Rp 1.500.000 dikembalikan pada 27/3/2026.",
        "KBLI 63112 menurut PP Nomor 5 Tahun 2021.",
        "Datang ke Jalan Veteran Nomor 139, telepon (0264) 8224794 ext.103.",
        "Ombudsman (telepon 137, www.ombudsman.go.id), tanpa biaya.",
        "Sertifikat Standar Anda sudah terbit dalam 7 hari kerja (K3).",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    assert masked(text, names=["Siti Aminah"], kept=OWN) == text


def test_masking_twice_changes_nothing() -> None:
    once = masked("Yth. Siti Aminah di Jl. Anggrek 3, 0812 3456 789", names=["Siti Aminah"])
    assert masked(once, names=["Siti Aminah"]) == once


def test_who_has_the_code_reads_everything_but_the_names() -> None:
    text = "Yth. Siti Aminah, datang ke Jl. Anggrek 3."
    assert without_names(text, ["Siti Aminah"]) == "Yth. [nama], datang ke Jl. Anggrek 3."
    assert without_names("Pak Dadang sudah menerbitkan izinnya.", []) == "Pak [nama] sudah menerbitkan izinnya."
