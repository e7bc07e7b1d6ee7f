"""What counts as setting something right, and what is only said beside it."""

from dataclasses import replace
from datetime import date

import pytest

from bots.corrections import corrected
from bots.reading import read
from bots.talk import Question, Said, Talk, Turn, UpdateCase
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report
from tests.bots.transcript import office

ON = date(2026, 3, 20)
UNSURE = Tags(Kind.COMPLAINT, "umum", unsure=frozenset({"kind"}))
REPORT = Report(
    matter="Sertifikat hosting salah alamat",
    name="Bambang",
    identity=Identity.NAMED,
    receipt=Receipt.RECEIVED,
    received_on=date(2026, 1, 5),
)
TALK = Talk(
    report=REPORT,
    tags=Tags(Kind.COMPLAINT, "umum", ("produk",)),
    has_case=True,
    complete=True,
    noticed=True,
)


def correct(text: str, talk: Talk = TALK) -> Turn | None:
    return corrected(talk, Said(text, UNSURE, ON), read(text, ON, office()), office())


def report_after(text: str) -> Report:
    turn = correct(text)
    assert turn is not None
    assert turn.talk.report is not None
    return turn.talk.report


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bukan Bambang, nama saya Bambang Irawan", "Bambang Irawan"),
        ("bukan bambang tp bambang irawan", "Bambang Irawan"),
        ("ralat, Bambang Irawan", "Bambang Irawan"),
        ("Bambang Irawan maksudnya", "Bambang Irawan"),
        ("saya Bambang Irawan", "Bambang Irawan"),
        ("salah nama pak, harusnya Hari Wibowo", "Hari Wibowo"),
        ("nama saya salah, yang benar Hari Wibowo", "Hari Wibowo"),
        ("tolong ganti nama saya jadi Hari Wibowo", "Hari Wibowo"),
        ("eh namaku Hari", "Hari"),
        ("nami abdi sanes Bambang, tapi Bambang Irawan", "Bambang Irawan"),
        ("sorry my name is Hari Wibowo", "Hari Wibowo"),
        ("please change my name to Hari Wibowo", "Hari Wibowo"),
    ],
)
def test_the_right_name_replaces_the_first(text: str, name: str) -> None:
    assert report_after(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        *("nama saya salah di sertifikat", "nama di sertifikat bukan Bambang tapi Bambank", "petugasnya namanya Dedi"),
        *("nama saya Bambang", "Terima kasih. Bambang", "bukan begitu pak", "bukan saya yang salah, tapi petugasnya"),
        *("maaf pak, kapan selesainya?", "nama saya jangan disebut", "saya Rina anaknya", "nama toko saya Berkah"),
    ],
)
def test_what_speaks_of_another_name_changes_nothing(text: str) -> None:
    assert correct(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ralat, yang benar 5 Maret", date(2026, 3, 5)),
        ("bukan tgl 5 tapi 15 Maret", date(2026, 3, 15)),
        ("tanggalnya salah, harusnya 5 Maret", date(2026, 3, 5)),
        ("yang benar tanggal 3 bulan kemarin", date(2026, 2, 3)),
        ("eh maaf kemarin", date(2026, 3, 19)),
        ("5 Maret", date(2026, 3, 5)),
        ("kaping 5 Maret nu leres", date(2026, 3, 5)),
        ("not 5 January but 5 March", date(2026, 3, 5)),
        ("mohon diubah tanggalnya jadi 5 maret", date(2026, 3, 5)),
    ],
)
def test_the_right_day_replaces_the_first(text: str, day: date) -> None:
    report = report_after(text)
    assert (report.receipt, report.received_on) == (Receipt.RECEIVED, day)


@pytest.mark.parametrize(
    "text", ["BELUM", "belum saya terima", "teu acan nampi", "not yet", "eh bukan, BELUM saya terima"]
)
def test_never_received_is_a_correction_too(text: str) -> None:
    report = report_after(text)
    assert (report.receipt, report.received_on) == (Receipt.NEVER, None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "belum ada kabar pak",
            "belum dijawab",
            "kemarin petugas marah lagi",
            "tadi saya ke loket lagi",
            "3 hari lagi ya?",
        ),
        *("5 Maret saya ke kantor lagi dan loketnya tutup", "kapan dijawab?", "sudah 2 bulan", "belum puas"),
        *("izin saya yang lain belum keluar", "2 orang petugas", "besok saya ke sana"),
    ],
)
def test_a_day_told_beside_something_else_changes_nothing(text: str) -> None:
    assert correct(text) is None


def test_a_day_that_cannot_be_is_said_and_changes_nothing() -> None:
    turn = correct("ralat, 31 Februari")
    assert turn is not None
    assert ([say.key for say in turn.says], turn.deeds, turn.talk) == (["date_impossible"], (), TALK)


@pytest.mark.parametrize(
    "text",
    [
        "ralat, nama saya Bambang Irawan dan tanggalnya 5 Maret",
        "tanggalnya 5 Maret, nama saya Bambang Irawan",
        "bukan Bambang tapi Bambang Irawan, terimanya tgl 5 Maret",
        "sorry, my name is Bambang Irawan and the date was 5 March",
    ],
)
def test_a_name_and_a_day_in_one_message_are_both_set_right(text: str) -> None:
    report = report_after(text)
    assert (report.name, report.received_on) == ("Bambang Irawan", date(2026, 3, 5))


def test_beside_a_day_that_cannot_be_the_name_is_still_set_right() -> None:
    turn = correct("nama saya Bambang Irawan, tanggalnya 31 Februari")
    assert turn is not None
    assert [say.key for say in turn.says] == ["name_changed", "date_impossible"]
    (deed,) = turn.deeds
    assert isinstance(deed, UpdateCase)
    assert deed.report == turn.talk.report == replace(REPORT, name="Bambang Irawan")


def test_a_day_beside_the_name_answers_the_question_for_it() -> None:
    unknown = replace(REPORT, receipt=Receipt.UNKNOWN, received_on=None)
    asked = replace(TALK, report=unknown, pending=Question.RECEIVED, asked=(Question.RECEIVED,))
    turn = correct("nama saya Bambang Irawan, saya terima 5 Maret", asked)
    assert turn is not None
    assert turn.talk.report is not None
    assert (turn.talk.pending, turn.talk.report.received_on) == (None, date(2026, 3, 5))
    assert [say.key for say in turn.says] == ["name_changed", "received_changed"]


@pytest.mark.parametrize(
    "text", ["cuma tanya pak", "ini bukan pengaduan, cuma pertanyaan", "just asking", "pertanyaan saja, bukan keluhan"]
)
def test_what_may_be_no_complaint_becomes_a_question_when_the_citizen_says_so(text: str) -> None:
    unsure = Talk(report=Report(matter="Kena denda?"), tags=UNSURE, has_case=True, pending=Question.NAME)
    turn = correct(text, unsure)
    assert turn is not None
    assert turn.talk.tags is not None
    assert (turn.talk.tags.kind, turn.talk.pending) == (Kind.QUESTION, None)
    assert [say.key for say in turn.says] == ["acknowledgment_information"]


@pytest.mark.parametrize("text", ["cuma tanya kok lama", "cuma tanya, kapan izin saya terbit?", "tanya petugas"])
def test_a_question_that_tells_more_leaves_the_kind_unsure(text: str) -> None:
    unsure = Talk(report=Report(matter="Kena denda?"), tags=UNSURE, has_case=True, pending=Question.NAME)
    assert correct(text, unsure) is None


def test_a_sure_complaint_stays_one_whatever_is_said_beside() -> None:
    assert correct("cuma tanya pak") is None


def test_what_was_being_asked_stays_asked() -> None:
    waiting = Talk(report=TALK.report, tags=TALK.tags, has_case=True, complete=True, pending=Question.WHICH_SERVICE)
    turn = correct("nama saya Bambang Irawan", waiting)
    assert turn is not None
    assert [say.key for say in turn.says] == ["name_changed", "question_which_service"]


def test_a_name_beside_the_choice_about_it_is_left_to_the_choice() -> None:
    choosing = Talk(report=TALK.report, tags=TALK.tags, has_case=True, complete=True, pending=Question.SECRECY)
    assert correct("1, nama saya Bambang Irawan", choosing) is None


@pytest.mark.parametrize("text", ["KELUHAN", "ini keluhan pak, bukan pertanyaan", "this is a complaint", "ieu kaluhan"])
def test_a_question_may_turn_out_a_complaint(text: str) -> None:
    asked = Talk(report=Report(matter="Lampu mati?"), tags=Tags(Kind.QUESTION, "umum"), has_case=True, complete=True)
    turn = correct(text, asked)
    assert turn is not None
    assert [say.key for say in turn.says] == ["complaint_after_all", "question_name"]
    assert turn.talk.tags is not None
    assert turn.talk.tags.kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text", ["keluhan diajukan ke mana?", "kalau syaratnya?", "pengaduan saya yang kemarin sudah sampai mana"]
)
def test_a_further_question_leaves_it_a_question(text: str) -> None:
    asked = Talk(report=Report(matter="Lampu mati?"), tags=Tags(Kind.QUESTION, "umum"), has_case=True, complete=True)
    assert correct(text, asked) is None
