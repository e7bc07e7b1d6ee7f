"""A talk survives being stored, also by an older program than this one."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bots.talk import Question, Talk
from bots.talk_record import from_record, to_record
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report

days = st.none() | st.dates()
tags = st.none() | st.builds(
    Tags,
    kind=st.sampled_from(Kind),
    sector=st.sampled_from(["umum", "perindustrian"]),
    components=st.lists(st.sampled_from(["waktu", "biaya"]), unique=True).map(tuple),
    language=st.sampled_from(["id", "su", "en"]),
    confidence=st.dictionaries(st.sampled_from(["kind", "sector"]), st.floats(0, 1)),
    unsure=st.frozensets(st.sampled_from(["kind", "sector", "components"])),
    top=st.dictionaries(st.just("kind"), st.lists(st.text()).map(tuple)),
    evidence=st.lists(st.text()).map(tuple),
)
reports = st.none() | st.builds(
    Report,
    matter=st.text(),
    name=st.text(),
    identity=st.sampled_from(Identity),
    on_behalf_of=st.text(),
    service=st.text(),
    receipt=st.sampled_from(Receipt),
    received_on=days,
    unread=st.booleans(),
)
talks = st.builds(
    Talk,
    language=st.sampled_from(["id", "su", "en"]),
    report=reports,
    pending=st.none() | st.sampled_from(Question),
    asked=st.lists(st.sampled_from(Question)).map(tuple),
    friendly_on=days,
    thanked_on=days,
    meant=st.text(),
    tags=tags,
    before=st.none() | st.sampled_from(Question),
    held_tags=tags,
    held_on=days,
)


@given(talks)
def test_a_stored_talk_is_the_same_talk(talk: Talk) -> None:
    assert from_record(json.loads(json.dumps(to_record(talk)))) == talk


def test_a_talk_that_has_not_begun_takes_no_room() -> None:
    assert to_record(Talk()) == {"language": "id"}
    assert from_record({}) == Talk()


def test_an_older_record_is_read_with_what_it_has() -> None:
    older = {"report": {"matter": "izin lama"}, "has_case": True, "pending": "name", "friendly_on": "2026-03-20"}
    talk = from_record(older)
    assert talk.report == Report(matter="izin lama")
    assert (talk.has_case, talk.pending, talk.friendly_on) == (True, Question.NAME, date(2026, 3, 20))


def test_words_nobody_knows_any_more_are_forgotten() -> None:
    record = {
        "pending": "favourite_colour",
        "asked": ["name", "favourite_colour"],
        "report": {"matter": "x", "identity": "royal", "received_on": "yesterday"},
        "tags": {"kind": "riddle"},
        "mood": "sunny",
    }
    talk = from_record(record)
    assert (talk.pending, talk.asked, talk.tags) == (None, (Question.NAME,), None)
    assert talk.report == Report(matter="x")
