"""What must hold whatever people write, in whatever order."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.commands import recognise
from bots.dialogue import after_silence, next_turn, next_turns, reminder
from bots.questions import CONTROL
from bots.talk import AddToCase, OpenCase, Question, Said, Talk, Turn, UpdateCase, WithdrawCase
from bots.talk_record import from_record, to_record
from core.rules.grouping import COMPONENTS, Kind, Tags
from core.rules.report import Identity, Report
from core.rules.sms import fits_one_part
from tests.bots.test_wording import LONGEST
from tests.bots.transcript import office, wording

ON = date(2026, 3, 20)
LATE = Tags(Kind.COMPLAINT, "perindustrian", ("waktu",))
RUDE = Tags(Kind.COMPLAINT, "umum", ("kompetensi",))

PHRASES = """
izin hosting saya belum terbit|izin saya belum jadi2 pak|saya Siti Aminah|siti|nama saya budi|Hamba Allah|PT Maju Jaya
petugas kasar|biaya izin hosting?|biaya izin reklame?|berapa biaya izin?|hosting|reklame|jangan sebut nama saya
anonim ya|1|2|ya|tidak|bukan, saya Rina|kemarin|31 Februari|5 Maret 2027|belum|makasih pak|halo|tes|👍|.|ok|mau lapor
mau lapor lagi pak|tambahan: ini|baru|0812345678|gausah|lupa|BANTUAN|STATUS|KENAPA|BATAL|LEWATI|ANONIM|RAHASIA|SELESAI
PETUGAS|STATUS 26-00123-81|stop|kenapa harus nama?|izin ayah saya belum keluar|usul ada colokan|kapan dijawab?
ijin abdi teu acan rengse|my permit is late|Izin a.n. Budi belum jadi|eh bentar|ini fotonya
"""
PHRASES = PHRASES.replace("\n", "|").strip("|").split("|")

tags = st.builds(
    Tags,
    kind=st.sampled_from(Kind),
    sector=st.sampled_from(["umum", "perindustrian", "kesehatan"]),
    components=st.lists(st.sampled_from(COMPONENTS), max_size=2, unique=True).map(tuple),
    language=st.sampled_from(["id", "id", "su", "en", "ms"]),
    unsure=st.frozensets(st.sampled_from(["kind", "sector", "components"]), max_size=2),
)
texts = (
    st.sampled_from(PHRASES)
    | st.text(max_size=80)
    | st.lists(st.sampled_from(PHRASES), min_size=2, max_size=3).map("\n".join)
)
messages = st.builds(
    Said,
    text=texts,
    tags=tags,
    on=st.dates(ON, ON + timedelta(days=3)),
    display_name=st.sampled_from(["", "", "Siti Aminah", "Toko Berkah", "🌸"]),
    unread_attachments=st.sampled_from([False, False, False, True]),
)
events = messages | st.sampled_from([reminder, after_silence])


@dataclass
class Watch:
    """Follows a talk and its open case."""

    talk: Talk = field(default_factory=Talk)
    asked: Counter[str] = field(default_factory=Counter)

    def see(self, event: object) -> Turn:
        before = self.talk
        turn = next_turn(before, event, office()) if isinstance(event, Said) else event(before)  # type: ignore[operator]
        self.talk = turn.talk
        check_deeds(before, turn)
        check_words(turn)
        check_questions(before, turn, isinstance(event, Said) and recognise(event.text) is not None)
        assert from_record(to_record(turn.talk)) == turn.talk
        return turn


def check_deeds(before: Talk, turn: Turn) -> None:
    """One case at most, and only a talk that has one speaks of one."""
    opened = [deed for deed in turn.deeds if isinstance(deed, OpenCase)]
    assert len(opened) <= 1
    has_case = before.has_case
    for deed in turn.deeds:
        has_case = has_case or isinstance(deed, OpenCase)
        if isinstance(deed, UpdateCase | AddToCase | WithdrawCase):
            assert has_case, f"{deed} without a case"
    if turn.talk.has_case:
        assert has_case
        assert turn.talk.report is not None
        assert turn.talk.tags is not None


def check_words(turn: Turn) -> None:
    """Whatever is said can be said, in full and in one SMS."""
    if turn.says:
        assert wording().reply(turn.talk.language, turn.says, LONGEST)
        assert fits_one_part(wording().reply(turn.talk.language, turn.says, LONGEST, sms=True))


def check_questions(before: Talk, turn: Turn, ordered: bool) -> None:
    """One question at a time, the one that is pending; at most three, the choice about the name apart."""
    put = [say.key for say in turn.says if say.key.startswith("question_")]
    assert len(put) <= 1
    if put and turn.talk.pending:
        assert put[0].startswith(f"question_{turn.talk.pending}")
    counted = [question for question in turn.talk.asked if question is not Question.SECRECY]
    if not ordered:
        assert len(counted) <= office().most_questions
    assert turn.talk.before is None or turn.talk.pending in CONTROL


@settings(max_examples=300, deadline=None)
@given(st.lists(events, min_size=1, max_size=8))
def test_whatever_people_write_the_office_keeps_its_manners(happenings: list[object]) -> None:
    watch = Watch()
    for happening in happenings:
        watch.see(happening)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=3000), tags, st.booleans())
def test_no_text_is_too_strange(text: str, said_tags: Tags, unread: bool) -> None:
    Watch().see(Said(text, said_tags, ON, "", unread))


@given(messages)
def test_the_same_talk_and_message_always_give_the_same_turn(said: Said) -> None:
    assert next_turn(Talk(), said, office()) == next_turn(Talk(), said, office())


def say(talk: Talk, text: str, tags: Tags = LATE, *, on: date = ON, unread: bool = False) -> Turn:
    return next_turn(talk, Said(text, tags, on, "", unread), office())


def keys(turn: Turn) -> list[str]:
    return [say.key for say in turn.says]


def test_the_first_matter_makes_a_case_and_the_number_comes_before_the_question() -> None:
    turn = say(Talk(), "izin hosting saya belum terbit")
    assert [type(deed) for deed in turn.deeds] == [OpenCase]
    assert keys(turn) == ["recorded_first", "privacy", "question_name"]


def test_the_privacy_notice_stands_in_the_first_reply_only() -> None:
    first = say(Talk(), "izin hosting saya belum terbit")
    second = say(first.talk, "siti")
    assert "privacy" in keys(first)
    assert "privacy" not in keys(second)


@pytest.mark.parametrize("text", ["makasih pak", "terima kasih banyak", "nuhun"])
def test_thanks_neither_open_nor_reopen(text: str) -> None:
    done = say(say(Talk(), "izin hosting saya belum terbit").talk, "siti").talk
    for talk in (Talk(), done):
        assert say(talk, text).deeds == ()


def test_a_correction_does_not_start_twice() -> None:
    turn = say(Talk(), "izin hosting saya belum terbit")
    again = say(turn.talk, "eh maksudnya izin reklame")
    assert [type(deed) for deed in again.deeds] == [UpdateCase]


def test_a_message_with_an_attachment_nobody_has_read_is_never_thrown_away() -> None:
    turn = say(Talk(), "makasih", Tags(Kind.THANKS, "umum"), unread=True)
    assert isinstance(turn.deeds[0], OpenCase)
    assert turn.deeds[0].report.unread


def test_a_command_under_a_picture_is_obeyed_and_the_picture_kept() -> None:
    talk = say(Talk(), "izin hosting saya belum terbit, saya Siti").talk
    turn = say(talk, "STATUS", unread=True)
    assert [type(deed).__name__ for deed in turn.deeds] == ["UpdateCase", "ShowStatus"]
    assert turn.talk.report is not None
    assert turn.talk.report.unread


def test_nothing_is_said_while_an_officer_speaks_but_a_first_matter_gets_its_number() -> None:
    quiet = say(Talk(), "PETUGAS").talk
    first = say(quiet, "izin hosting saya belum terbit")
    assert [type(deed) for deed in first.deeds] == [OpenCase]
    assert keys(first) == ["recorded_first"]
    assert say(first.talk, "sudah 3 minggu pak").says == ()


def test_after_silence_nothing_happens_while_an_officer_speaks() -> None:
    talk = say(say(Talk(), "izin hosting saya belum terbit").talk, "PETUGAS").talk
    assert after_silence(talk).deeds == ()
    assert reminder(talk).says == ()


def test_an_acknowledged_report_is_not_reminded_of() -> None:
    talk = say(Talk(), "izin saya belum terbit, saya Siti").talk
    assert talk.pending is Question.WHICH_SERVICE
    assert reminder(talk).says == ()
    assert after_silence(talk) == Turn(replace(talk, pending=None))


def test_a_reminder_waits_behind_a_word_that_asked_back() -> None:
    talk = say(say(Talk(), "izin hosting saya belum terbit").talk, "BATAL").talk
    turn = reminder(talk)
    assert keys(turn) == ["reminder", "question_name"]
    assert turn.talk.pending is Question.NAME


def test_a_known_name_is_carried_to_the_next_report_and_nothing_else() -> None:
    talk = say(Talk(), "izin hosting ayah saya belum terbit, saya Siti").talk
    turn = say(talk, "mau lapor lagi pak, petugas loket 2 kasar kemarin di kantor", RUDE)
    opened = turn.deeds[0]
    assert isinstance(opened, OpenCase)
    assert (opened.report.name, opened.report.on_behalf_of, opened.report.service) == ("Siti", "", "")


def test_of_what_was_withdrawn_only_the_name_stays() -> None:
    talk = say(Talk(), "izin hosting saya belum terbit, saya Siti").talk
    turn = say(say(talk, "BATAL").talk, "BATAL")
    assert [type(deed) for deed in turn.deeds] == [WithdrawCase]
    assert turn.talk == Talk(report=Report(name="Siti", identity=Identity.NAMED), noticed=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(messages, min_size=2, max_size=4))
def test_a_burst_ends_where_its_messages_would_one_by_one(burst: list[Said]) -> None:
    talk = Talk()
    for one in burst:
        talk = next_turn(talk, one, office()).talk
    whole = next_turns(Talk(), burst, office())
    assert whole.talk == talk
    asked = [say.key.startswith("question_") for say in whole.says]
    assert not any(asked[:-1])
    assert len(set(map(repr, whole.says))) == len(whole.says)


def test_no_name_at_all_forgets_the_name() -> None:
    talk = say(Talk(), "izin hosting saya belum terbit, saya Siti").talk
    turn = say(say(talk, "ANONIM").talk, "2")
    assert turn.talk.report is not None
    assert (turn.talk.report.name, turn.talk.report.identity) == ("", Identity.REFUSED)


def test_the_language_stays_with_the_citizen() -> None:
    english = Tags(Kind.COMPLAINT, "perindustrian", ("waktu",), language="en")
    talk = say(Talk(), "my hosting permit has not been issued yet", english).talk
    assert say(talk, "John Miller").talk.language == "en"
    malay = Tags(Kind.COMPLAINT, "perindustrian", ("waktu",), language="ms")
    assert say(Talk(), "izin hosting saya belum juga terbit", malay).talk.language == "id"


def test_a_question_never_needs_a_name() -> None:
    turn = say(Talk(), "Hari Sabtu kantor buka tidak?", Tags(Kind.QUESTION, "umum"))
    assert turn.talk.pending is None
    assert turn.deeds[0] == OpenCase(Report(matter="Hari Sabtu kantor buka tidak?"), Tags(Kind.QUESTION, "umum"))


def test_a_talk_of_an_older_program_without_tags_goes_on() -> None:
    older = Talk(report=Report(matter="izin hosting lama"), has_case=True, pending=Question.NAME)
    turn = say(older, "siti")
    assert keys(turn)[1] == "acknowledgment_complaint"


def test_who_asks_not_to_be_named_is_taken_for_a_complainant() -> None:
    turn = say(Talk(), "petugas loket 2 kasar, jangan sebut nama saya ya?", Tags(Kind.QUESTION, "umum"))
    opened = turn.deeds[0]
    assert isinstance(opened, OpenCase)
    assert (opened.tags.kind, opened.tags.unsure) == (Kind.COMPLAINT, {"kind"})
    assert turn.talk.pending is Question.SECRECY


def test_a_hidden_name_is_said_to_be_hidden() -> None:
    talk = say(say(Talk(), "izin hosting saya belum terbit").talk, "RAHASIA").talk
    assert "confidential_noted" in keys(say(talk, "siti"))


def test_a_date_asked_about_is_reckoned_from_the_day_of_the_answer() -> None:
    talk = say(
        Talk(), "sertifikat hosting saya salah alamat, saya Siti", Tags(Kind.COMPLAINT, "umum", ("produk",))
    ).talk
    turn = say(talk, "kemarin", on=ON + timedelta(days=2))
    assert turn.talk.report is not None
    assert turn.talk.report.received_on == ON + timedelta(days=1)
