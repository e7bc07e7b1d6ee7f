"""Every sentence, in every language, in full and as an SMS of one part with the longest words it can get."""

import itertools

import pytest

from bots.talk import Question, Say
from bots.wording import MissingFact, UnknownSentence, Wording, plain_letters
from core.rules.decision import LegalKind, Reason
from core.rules.sms import ONE_PART, fits_one_part, septets
from tests.bots.transcript import office_files, wording

LANGUAGES = ("id", "su", "en")
KEYS = sorted(office_files().wording["id"])
# As long as they get; the office's short words for a matter have at most sixteen letters.
LONGEST = {
    "number": "26-1234567-71",
    "received": "23/12 23.59 WIB",
    "due": "23/12/2026",
    "matter": "jumlah petugas.."[:16],
    "clause": "K6.5c2",
    "clause_text": "x" * 400,
    "reason": "y" * 80,
    "facts": "z" * 200,
    "name": "Raden Ayu Siti Aminah Kusumawardhani",
    "company": "PT Sumber Makmur Sejahtera Abadi Purwakarta",
    "service": "Sertifikat Standar (Risiko Menengah Tinggi) KBLI 63112 Aktivitas Hosting dan YBDI",
    "called": "Sertifikat Standar Hosting",
    "component": "Sistem, Mekanisme, dan Prosedur",
    "answer": "Skala usaha kecil atau menengah; " * 30,
    "said": "tanggal 31 Februari 2026",
    "office": "DPMPTSP Kabupaten Purwakarta",
    "link": "https://aduan.purwakartakab.go.id/lacak",
    "code": "K7QF-2M9X-4TBW",
    **dict.fromkeys(("on", "since", "answered", "sent", "closed", "next_on", "service_on"), "23/12/2026"),
    "kind": "request for information",
    "days": "9999",
    "day": "30 September 2026",
    "case_years": "99",
    "message_days": "9999",
    "to": "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Purwakarta",
    "missing": "nama Anda",
}
# What the dialogue can put into one reply: an opening, and what is asked with it.
NECESSARY = ("question_name", "question_confirm_name", "question_name_confidential")
DETAILS = ("question_received", "question_which_service")
PAIRS = [
    ("recorded_first", "question_name"),
    *itertools.product(
        ("recorded_briefly",), ("question_confirm_name", "question_name_confidential", "question_secrecy")
    ),
    *itertools.product(("name_changed", "received_changed"), (*NECESSARY, *DETAILS)),
    ("complaint_after_all", "question_name"),
    ("recorded_unread", "question_matter"),
    ("recorded_information", "question_which_service"),
    *itertools.product(("acknowledgment_complaint",), DETAILS),
    *itertools.product(("reminder",), (*NECESSARY, "question_secrecy", "question_matter", "question_which_service")),
    *itertools.product(("added",), (*NECESSARY, *DETAILS)),
    *itertools.product(("kept_going",), (*NECESSARY, *DETAILS)),
    *itertools.product(("skipped",), DETAILS),
    ("confidential_promised", "question_matter"),
    ("name_not_identity", "question_name"),
    ("answer_from_standard", "information_closed"),
    *itertools.product(("reopened",), (*NECESSARY, *DETAILS)),
    *itertools.product(("no_such_choice",), ("question_secrecy", "question_add_or_new")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_sentence_can_be_said(language: str, key: str) -> None:
    forms = office_files().wording[language][key]
    assert wording().say(language, key, LONGEST)
    assert bool(wording().say(language, key, LONGEST, sms=True)) is ("sms" in forms)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_an_sms_has_one_part_whatever_fills_it(language: str, key: str) -> None:
    text = wording().say(language, key, LONGEST, sms=True)
    assert text.isascii()
    assert fits_one_part(text), f"{septets(text)} septets: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_number_and_question_share_one_sms(language: str, first: str, last: str) -> None:
    facts = {**LONGEST, "name": "Siti Aminah Kusumawardhani"}
    own = {"answer_from_standard": {"answer": facts["answer"]}, "question_confirm_name": {"name": facts["name"]}}
    own |= {"name_changed": {"name": facts["name"]}}
    says = [Say(first, own.get(first, {})), Say("privacy"), Say(last, own.get(last, {}))]
    text = wording().reply(language, says, facts, sms=True)
    assert fits_one_part(text)
    assert text.endswith(wording().say(language, last, facts, sms=True)[-12:])
    if "number" in office_files().wording[language][first]["sms"]:
        assert facts["number"] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", Question)
def test_every_question_has_its_sentence(language: str, question: Question) -> None:
    assert wording().say(language, f"question_{question}", LONGEST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_kind_has_its_words(language: str) -> None:
    for key in (*(f"reason_{reason}" for reason in Reason), *(f"kind_{kind}" for kind in LegalKind)):
        assert wording().say(language, key, {})


def test_the_first_sms_of_a_report() -> None:
    facts = {"number": "26-00123-81", "received": "20/3 23.50 WIB", "due": "14/4/2026", "matter": "waktu izin"}
    assert wording().reply("id", [Say("recorded_first"), Say("privacy"), Say("question_name")], facts, sms=True) == (
        "Laporan 26-00123-81 tercatat 20/3 23.50 WIB. Soal: waktu izin. Jawaban paling lambat 14/4/2026 bila nama ada. "
        "Siapa nama Anda?"
    )


SENTENCES = {
    "id": {"hello": {"text": "Halo, {name}.", "sms": "Halo {name}."}, "long": {"text": "Panjang."}},
    "en": {"hello": {"text": "Hello, {name}.", "sms": "Hello {name}."}},
}


def test_a_missing_fact_is_named() -> None:
    with pytest.raises(MissingFact, match=r"the sentence hello \(en\) needs \{name\}"):
        Wording(SENTENCES).say("en", "hello", {})


def test_an_unknown_sentence_is_refused() -> None:
    with pytest.raises(UnknownSentence, match="goodbye"):
        Wording(SENTENCES).say("id", "goodbye", {})


@pytest.mark.parametrize("language", ["su", "ms", ""])
def test_what_a_language_lacks_is_said_in_indonesian(language: str) -> None:
    assert Wording(SENTENCES).say(language, "hello", {"name": "Siti"}) == "Halo, Siti."


def test_sentences_follow_each_other_as_paragraphs() -> None:
    says = [Say("hello", {"name": "Siti"}), Say("long")]
    assert Wording(SENTENCES).reply("id", says, {"name": "nobody"}) == "Halo, Siti.\n\nPanjang."


def test_what_an_sms_never_carries_is_left_out() -> None:
    says = [Say("hello"), Say("long")]
    assert Wording(SENTENCES).reply("id", says, {"name": "Siti"}, sms=True) == "Halo Siti."


def test_braces_in_a_citizens_words_are_only_words() -> None:
    assert Wording(SENTENCES).say("id", "hello", {"name": "{number}"}) == "Halo, {number}."


def test_the_reason_comes_from_the_decision() -> None:
    facts = {**LONGEST, "because": "no_reporter"}
    del facts["reason"]
    assert "nama pelapor tidak ada" in wording().reply("id", [Say("reasons_rule")], facts)


def test_a_matter_that_nobody_could_tag_has_words_too() -> None:
    assert "hal yang Anda sampaikan" in wording().reply("id", [Say("recorded_first")], {**LONGEST, "matter": ""})


@pytest.mark.parametrize(
    ("words", "plain"),
    [("Réngsé", "Rengse"), ("“Siti” – Budi…", '"Siti" - Budi...'), ("Müller 🌸", "Muller"), ("a\n  b", "a b")],
)
def test_an_sms_is_written_in_plain_letters(words: str, plain: str) -> None:
    assert plain_letters(words) == plain


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("[a]", 5), ("é", 1), ("ê", None), ("’", None), ("€", 2), ("x" * 160, 160)],
)
def test_septets(text: str, length: int | None) -> None:
    assert septets(text) == length


def test_one_part_holds_160() -> None:
    assert fits_one_part("x" * ONE_PART)
    assert not fits_one_part("x" * ONE_PART + "x")
