"""When the service was received: days, "belum", and "sudah 2 bulan", which is neither."""

from datetime import date

import pytest

from bots.answers import as_question
from bots.dates import date_in
from bots.reading import read
from bots.service_received import received_in_answer
from core.rules.grouping import Kind, Tags
from core.rules.report import Receipt
from tests.bots.transcript import office

ON = date(2026, 3, 20)
"""A Friday."""


@pytest.mark.parametrize(
    "answer",
    ["sudah 2 bulan", "udah 2 bln pak", "geus 2 bulan", "tos tilu minggu", "already 2 months", "hampir 3 minggu"],
)
def test_how_long_it_takes_is_no_day_of_receipt(answer: str) -> None:
    assert received_in_answer(answer, ON, awaited=True) == (Receipt.NEVER, None)
    assert received_in_answer(answer, ON) == (Receipt.UNKNOWN, None)


@pytest.mark.parametrize(
    ("answer", "day"),
    [
        ("2 bulan", date(2026, 1, 20)),
        ("sudah 2 bulan yang lalu", date(2026, 1, 20)),
        ("sudah terbit 2 bulan", date(2026, 1, 20)),
        ("tanggal 3 bulan kemarin", date(2026, 2, 3)),
        ("saya terima 5 Maret tapi belum lengkap", date(2026, 3, 5)),
        ("Kamis minggu lalu", date(2026, 3, 12)),
        ("I got it on 5 March", date(2026, 3, 5)),
        ("sabulan katukang", date(2026, 2, 20)),
    ],
)
def test_a_day_of_receipt(answer: str, day: date) -> None:
    receipt, said = received_in_answer(answer, ON, awaited=True)
    assert receipt is Receipt.RECEIVED
    assert said is not None
    assert said.on == day


@pytest.mark.parametrize(
    "answer",
    [
        *("tdk keluar keluar", "ga turun2", "can kaluar wae", "teu kaluar-kaluar", "gak jadi jadi", "ga keluar juga"),
        *("sudah 2 bulan belum ada", "udah lama belum", "blm dapet", "ga pernah dapat", "dari 5 maret belum"),
        *("still waiting", "haven't got it", "not received", "masih di meja tim teknis", "sampai skrg blm pak"),
    ],
)
def test_never_received_in_any_tongue(answer: str) -> None:
    assert received_in_answer(answer, ON) == (Receipt.NEVER, None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tanggal 3 bulan kemarin", date(2026, 2, 3)),
        ("tgl 3 bln lalu", date(2026, 2, 3)),
        ("kaping 3 sasih kamari", date(2026, 2, 3)),
        ("the 3rd of last month", date(2026, 2, 3)),
        ("tgl 3 bulan ini", date(2026, 3, 3)),
        ("tanggal 3 bulan 2", date(2026, 2, 3)),
        ("awal bulan kemarin", date(2026, 2, 10)),
        ("akhir bulan lalu", date(2026, 2, 28)),
    ],
)
def test_a_day_of_the_month_before(words: str, day: date) -> None:
    said = date_in(words, ON)
    assert said is not None
    assert said.on == day


@pytest.mark.parametrize(
    ("text", "receipt", "day"),
    [
        ("kemarin petugas loket 2 membentak saya", Receipt.RECEIVED, date(2026, 3, 19)),
        (
            "Waktu mengurus izin minggu lalu ada petugas yang bilang siapkan 500 ribu",
            Receipt.RECEIVED,
            date(2026, 3, 13),
        ),
        ("saya ajukan 5 Februari, terbit 10 Maret tapi salah nama", Receipt.RECEIVED, date(2026, 3, 10)),
        ("sertifikat saya dapat tgl 5 maret, alamatnya salah", Receipt.RECEIVED, date(2026, 3, 5)),
        ("Yesterday the officer shouted at me", Receipt.RECEIVED, date(2026, 3, 19)),
        ("nib ga turun2", Receipt.NEVER, None),
        ("Where is my permit? I have been waiting 3 months", Receipt.NEVER, None),
        ("gimana izin saya ini udah 2 bulan", Receipt.NEVER, None),
        ("Kapan sebenarnya survei dilakukan? Sudah 5 bulan tidak pernah ada.", Receipt.NEVER, None),
        ("janji selesai tanggal 5 Maret, ternyata salah ketik", Receipt.UNKNOWN, None),
        ("masih berlaku sampai 5 Maret", Receipt.UNKNOWN, None),
        ("lahir 5 Maret 1990 tapi ditulis 1991", Receipt.UNKNOWN, None),
        ("sertifikat 5 Januari salah nama", Receipt.UNKNOWN, None),
    ],
)
def test_a_day_told_in_the_story_is_not_asked_for_again(text: str, receipt: Receipt, day: date | None) -> None:
    reading = read(text, ON, office())
    assert (reading.receipt, reading.received_on) == (receipt, day)


@pytest.mark.parametrize(
    "text",
    [
        "Kapan sebenarnya survei dilakukan? Sudah 5 bulan tidak pernah ada.",
        "Tim survei dua kali tidak datang sesuai jadwal. Kapan sebenarnya?",
        "Where is my permit? I have been waiting 3 months",
        "How long must I wait? It has been 4 months.",
        "sampai kapan saya harus nunggu? udah 3 bulan",
        "iraha ijin abdi kaluar? tos 3 sasih teu aya wartos",
        "kenapa saya dibentak petugas?",
    ],
)
def test_a_question_that_tells_a_grievance_is_a_complaint(text: str) -> None:
    tags = as_question(text, Tags(Kind.QUESTION, "umum"))
    assert (tags.kind, tags.unsure) == (Kind.COMPLAINT, {"kind"})


@pytest.mark.parametrize(
    "text",
    [
        "berapa lama izin hosting selesai?",
        "How long do I have to wait for a hosting permit?",
        "kalau tidak ada kabar setelah 7 hari harus hubungi siapa?",
        "kalau izin belum keluar dalam 7 hari bagaimana?",
        "saya sudah 2 tahun buka warung, apakah wajib punya NIB?",
        "saya sudah 2 tahun punya izin, apakah perlu perpanjang?",
        "saya belum punya NIB, cara daftarnya bagaimana?",
        "abdi teu acan gaduh NIB, kumaha carana?",
        "I have not applied yet, what documents do I need?",
        "sudah bayar 2 hari lalu, bukti bayarnya dikirim ke mana?",
    ],
)
def test_a_real_question_stays_one(text: str) -> None:
    assert as_question(text, Tags(Kind.QUESTION, "umum")).kind is Kind.QUESTION
