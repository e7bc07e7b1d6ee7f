"""Which question comes next, and what short answers mean."""

from dataclasses import replace

import pytest

from bots.answers import answer_to, as_question, asked_components
from bots.questions import add_or_new, ask, asks_why_name, choice_of, next_question, says_no, says_yes, secrecy_choice
from bots.talk import Question, Talk
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report
from tests.bots.transcript import office

ABOUT_TIME = Tags(Kind.COMPLAINT, "perindustrian", ("waktu",))
NAMED = Report(
    matter="Izin hosting saya lama", name="Siti", identity=Identity.NAMED, service="x", receipt=Receipt.NEVER
)


def talk(report: Report, tags: Tags = ABOUT_TIME, asked: tuple[Question, ...] = ()) -> Talk:
    return Talk(report=report, tags=tags, has_case=True, asked=asked)


@pytest.mark.parametrize(
    ("report", "question"),
    [
        pytest.param(NAMED, None, id="nothing is missing"),
        pytest.param(replace(NAMED, matter=""), Question.MATTER, id="what happened comes first"),
        pytest.param(replace(NAMED, name="", identity=Identity.UNKNOWN), Question.NAME, id="then who reports"),
        pytest.param(replace(NAMED, identity=Identity.OFFERED), Question.CONFIRM_NAME, id="a profile name is offered"),
        pytest.param(replace(NAMED, identity=Identity.CONFIDENTIAL), None, id="a hidden name is a name"),
        pytest.param(replace(NAMED, identity=Identity.REFUSED), None, id="a refusal is not asked again"),
        pytest.param(replace(NAMED, service="", matter="izin saya lama"), Question.WHICH_SERVICE, id="which permit"),
        pytest.param(replace(NAMED, service="", matter="petugas kasar"), None, id="no permit, no question which"),
        pytest.param(replace(NAMED, receipt=Receipt.UNKNOWN), Question.RECEIVED, id="when it was received"),
    ],
)
def test_only_what_is_missing_is_asked(report: Report, question: Question | None) -> None:
    assert next_question(talk(report), office()) is question


def test_a_matter_that_is_no_service_of_ours_raises_no_further_question() -> None:
    roads = Tags(Kind.COMPLAINT, "pupr")
    assert next_question(talk(replace(NAMED, receipt=Receipt.UNKNOWN), roads), office()) is None


def test_three_questions_are_enough() -> None:
    report = replace(NAMED, receipt=Receipt.UNKNOWN)
    asked = (Question.NAME, Question.NAME, Question.WHICH_SERVICE)
    assert next_question(talk(report, asked=asked), office()) is None


def test_a_wish_for_secrecy_is_always_answered_by_the_choice() -> None:
    asked = (Question.NAME, Question.NAME, Question.WHICH_SERVICE)
    assert next_question(talk(NAMED, asked=asked), office(), wish=True) is Question.SECRECY


def test_nothing_is_asked_while_an_officer_speaks() -> None:
    report = replace(NAMED, name="", identity=Identity.UNKNOWN)
    assert next_question(replace(talk(report), quiet=True), office()) is None


def test_a_word_that_asks_back_keeps_the_open_question_in_mind() -> None:
    waiting = replace(talk(NAMED), pending=Question.NAME, asked=(Question.NAME,))
    asked, say = ask(waiting, Question.CANCEL)
    assert (asked.pending, asked.before, asked.asked) == (Question.CANCEL, Question.NAME, (Question.NAME,))
    assert say.key == "question_cancel"


@pytest.mark.parametrize(
    "text", ["ya", "Ya.", "iya betul", "iya pak", "betul itu nama saya", "leres", "yes", "ok", "iya sudah terbit"]
)
def test_yes(text: str) -> None:
    assert says_yes(text)
    assert not says_no(text)


@pytest.mark.parametrize("text", ["tidak", "gak", "bukan", "nggak pak", "henteu", "no", "jangan", "tidak jadi"])
def test_no(text: str) -> None:
    assert says_no(text)
    assert not says_yes(text)


@pytest.mark.parametrize(
    "text", ["ya tapi nanti dulu", "iya?", "kenapa", "", "ya gimana ya tunggu", "izin belum terbit"]
)
def test_neither_yes_nor_no(text: str) -> None:
    assert not says_yes(text)
    assert not says_no(text)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1", (1, "")),
        ("2.", (2, "")),
        ("satu", (1, "")),
        ("yang pertama aja pak", (1, "")),
        ("nomor 2", (2, "")),
        ("pilih 1, nama saya Siti", (1, "nama saya Siti")),
        ("hiji", (1, "")),
        ("2 minggu lalu", (0, "")),
        ("12", (0, "")),
        ("entah", (0, "")),
    ],
)
def test_a_choice_of_two(text: str, choice: tuple[int, str]) -> None:
    assert choice_of(text) == choice


@pytest.mark.parametrize(
    ("text", "choice"), [("petugas saja", 1), ("rahasiakan aja", 1), ("tanpa nama", 2), ("no name", 2), ("bingung", 0)]
)
def test_the_choice_about_the_name_in_words(text: str, choice: int) -> None:
    assert secrecy_choice(text)[0] == choice


@pytest.mark.parametrize(
    ("text", "choice"),
    [("tambahan", 1), ("masih yang sama pak", 1), ("1", 1), ("baru", 2), ("laporan baru", 2), ("beda", 2), ("eh", 0)],
)
def test_addition_or_new(text: str, choice: int) -> None:
    assert add_or_new(text) == choice


@pytest.mark.parametrize(
    "text", ["kenapa harus nama?", "nama buat apa ya", "untuk apa nama saya", "why do you need my name"]
)
def test_asking_why_a_name(text: str) -> None:
    assert asks_why_name(text)


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("biaya izin hosting?", (4,)),
        ("berapa lama izin hosting", (3,)),
        ("syarat dan biaya izin hosting", (1, 4)),
        ("cara ngurus izin hosting gimana", (2,)),
        ("dasar hukumnya apa", (7,)),
        ("sabaraha waragad ijin hosting", (4,)),
        ("how long does it take", (3,)),
        ("petugas kasar", ()),
    ],
)
def test_which_component_is_asked_about(text: str, components: tuple[int, ...]) -> None:
    assert asked_components(text) == components


@pytest.mark.parametrize(
    ("text", "context", "clause"),
    [
        ("biaya izin hosting?", "", "K4"),
        ("kalau syaratnya?", "hosting", "K1"),
        ("kalau syaratnya?", "", None),
        ("biaya izin reklame?", "hosting", None),
        ("biaya izin?", "", None),
        ("biaya izin hosting dan izin reklame?", "", None),
        ("izin hosting itu apa?", "", None),
    ],
)
def test_an_answer_comes_from_the_named_services_own_standard(text: str, context: str, clause: str | None) -> None:
    answer = answer_to(text, office(), context=office().main.service if context else "")
    assert (answer.clause if answer else None) == clause


def test_the_answer_is_the_standards_own_text() -> None:
    answer = answer_to("biaya izin hosting?", office())
    assert answer is not None
    facts = answer.says[0].facts
    assert (facts["answer"], facts["clause"]) == ("Gratis", "K4")


@pytest.mark.parametrize(
    ("text", "kind", "unsure", "becomes"),
    [
        ("biaya izin hosting berapa?", Kind.COMPLAINT, True, Kind.QUESTION),
        ("biaya izin hosting berapa?", Kind.OTHER, False, Kind.QUESTION),
        ("biaya izin hosting berapa?", Kind.COMPLAINT, False, Kind.COMPLAINT),
        ("kok biaya izin hosting mahal?", Kind.COMPLAINT, True, Kind.COMPLAINT),
    ],
)
def test_a_plain_question_is_one_whatever_the_doubt(text: str, kind: Kind, unsure: bool, becomes: Kind) -> None:
    tags = Tags(kind, "umum", unsure=frozenset({"kind"}) if unsure else frozenset())
    assert as_question(text, tags).kind is becomes
