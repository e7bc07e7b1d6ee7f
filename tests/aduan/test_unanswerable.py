"""Messages that bring the bot to a fall are kept, tried again, and in the end put before a person."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from bots import dialogue
from bots.talk import Office, Said, Talk, Turn
from core.rules.trying_again import MOST_FAILURES
from core.store import alarms, conversations
from tests.aduan.reports import COMPLETE, NAMELESS
from tests.office import OfficeUnderTest

POISON = "Izin saya ditolak RACUN."


class Fall:
    """A bug in the dialogue that one word brings out, until it is mended."""

    def __init__(self, rightly: Callable[[Talk, Said, Office], Turn]) -> None:
        self.rightly = rightly
        self.mended = False
        self.falls = 0

    def __call__(self, talk: Talk, said: Said, office: Office) -> Turn:
        if "RACUN" in said.text and not self.mended:
            self.falls += 1
            raise KeyError(said.text)
        return self.rightly(talk, said, office)


@pytest.fixture
def fall(monkeypatch: pytest.MonkeyPatch) -> Fall:
    fall = Fall(dialogue.next_turn)
    monkeypatch.setattr(dialogue, "next_turn", fall)
    return fall


async def test_it_is_kept_and_answered_once_the_fault_is_mended(office: OfficeUnderTest, fall: Fall) -> None:
    siti = office.citizen()
    assert not await siti.says(POISON, provider_id="racun@warga.test")
    assert await office.rows("SELECT text, handled FROM messages") == [(POISON, False)]
    assert not await siti.says(POISON, provider_id="racun@warga.test")  # known: it need not come again
    fall.mended = True
    office.later(minutes=2)
    await office.clockwork()
    assert "Laporan Anda sudah tercatat" in siti.last_reply
    assert await office.value("SELECT count(*) FROM messages WHERE NOT handled") == 0


async def test_the_tries_have_an_end_and_the_end_names_the_message(office: OfficeUnderTest, fall: Fall) -> None:
    await office.citizen().says(POISON)
    for _ in range(20):
        office.later(hours=3)
        await office.clockwork()
    assert fall.falls == 1 + MOST_FAILURES
    message = await office.value("SELECT id FROM messages")
    assert await office.rows("SELECT kind, subject FROM alarms") == [("message_unanswered", str(message))]
    assert await office.value("SELECT count(*) FROM messages WHERE NOT handled") == 1


async def test_whoever_wrote_in_the_same_instant_is_answered(office: OfficeUnderTest, fall: Fall) -> None:
    citizens = [office.citizen(handle=f"w{n}@warga.test") for n in range(8)]
    mails = [citizen.writes(POISON if n == 3 else COMPLETE) for n, citizen in enumerate(citizens)]
    kept = await asyncio.gather(*(office.parts.intake.receive(mail, now=office.now) for mail in mails))
    assert all(kept)
    await office.send_what_is_due()
    assert [len(citizen.replies) for citizen in citizens] == [1, 1, 1, 0, 1, 1, 1, 1]


async def test_what_else_the_same_citizen_says_is_answered(office: OfficeUnderTest, fall: Fall) -> None:
    siti = office.citizen("telegram", "4711")
    await siti.says("RACUN")
    await siti.says(COMPLETE)
    for _ in range(3):
        office.later(minutes=2)
        await office.clockwork()
    assert "26-00001-59" in siti.last_reply
    waiting = await office.rows("SELECT text FROM messages WHERE NOT handled")
    assert waiting == [("RACUN",)]


async def test_words_the_classifier_cannot_bear_are_kept(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falls(words: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(office.parts.intake, "_classify", falls)
    assert await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    assert await office.rows("SELECT text, handled, failures FROM messages") == [(COMPLETE, False, 1)]


async def test_while_the_database_is_away_the_mail_is_turned_away(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a lot at once, without knocking again for each; the sender keeps the mail and comes again."""
    calls = []

    async def away(*_: object) -> None:
        calls.append(1)
        raise OperationalError("", {}, ConnectionError())

    monkeypatch.setattr(conversations, "arrive", away)
    mails = [office.citizen(handle=f"w{n}@warga.test").writes(COMPLETE) for n in range(9)]
    refused = await asyncio.gather(
        *(office.parts.intake.receive(mail, now=office.now) for mail in mails), return_exceptions=True
    )
    assert [type(trouble) for trouble in refused] == [OperationalError] * 9
    assert len(calls) <= 3


async def test_silence_is_not_counted_while_a_message_lies_unanswered(office: OfficeUnderTest, fall: Fall) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    await siti.says("RACUN")
    office.later(days=9)
    await office.clockwork()
    assert await office.value("SELECT legal_kind FROM cases") == "complaint"


async def test_a_message_given_up_is_settled_when_an_officer_ends_its_alarm(
    office: OfficeUnderTest, fall: Fall
) -> None:
    await office.citizen().says(POISON)
    for _ in range(8):
        office.later(hours=3)
        await office.clockwork()
    message = str(await office.value("SELECT id FROM messages"))
    async with office.parts.engine.begin() as db:
        assert await alarms.end_alarm(db, "message_unanswered", message, None, office.now, why="sudah ditelepon")
    office.later(minutes=2)
    await office.clockwork()
    assert await office.value("SELECT handled FROM messages")
    assert await office.rows("SELECT ended_why FROM alarms") == [("sudah ditelepon",)]
