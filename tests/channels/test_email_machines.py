"""Machines that hide: automatic replies without a header that says so are known by their subject."""

import pytest

from core.messages import Automatic
from tests.channels.test_email_reading import read

AWAY = "Terima kasih atas email Anda. Saya sedang cuti sampai tanggal 9 Maret."
COMPLAINT = "Izin hosting saya belum terbit, sudah 3 minggu. Petugas sedang tidak di tempat."


def automatic(subject: str, text: str, *headers: str) -> Automatic | None:
    lines = ["From: Siti <siti@surel.test>", f"Subject: {subject}", *headers, "", text]
    found = read("\r\n".join(lines).encode())
    return found.automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: [26-00001-59] Re: izin hosting",
        "Auto-Reply: izin hosting",
        "AUTOREPLY",
        "Auto response: izin",
        "Balasan otomatis",
        "Balasan otomatis: izin hosting",
        "Jawaban Otomatis: Re: izin",
        "Respons otomatis: izin",
        "Out of Office AutoReply: izin",
        "Automatische Antwort: izin",
        "Réponse automatique : izin",
    ],
)
def test_a_subject_that_only_machines_write_gets_no_reply(subject: str) -> None:
    assert automatic(subject, AWAY) is Automatic.AUTO_REPLY


@pytest.mark.parametrize("subject", ["Di luar kantor", "Sedang cuti", "Tidak di tempat", "Out of office", "On leave"])
def test_whoever_is_away_gets_no_reply(subject: str) -> None:
    assert automatic(subject, "Hubungi rekan saya.", "In-Reply-To: <a@aduan.test>") is Automatic.AUTO_REPLY
    assert automatic(f"{subject}: [26-00001-59] izin", "Hubungi rekan saya.") is Automatic.AUTO_REPLY
    assert automatic(subject, AWAY) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatic reply: izin hosting",
        "Re: Balasan otomatis",
        "Balasan otomatis dari kantor tidak membantu",
        "Kenapa hanya balasan otomatis?",
        "Di luar kantor",
        "Di luar kantor ada pungli",
        "Petugas sedang cuti",
        "Out of office hours",
        "Cuti bersama",
        "Auto",
    ],
)
def test_what_citizens_write_is_answered(subject: str) -> None:
    assert automatic(subject, COMPLAINT) is None


def test_a_citizens_answer_to_a_mail_about_absence_is_answered() -> None:
    assert automatic("Re: Di luar kantor", COMPLAINT, "In-Reply-To: <a@aduan.test>") is None
