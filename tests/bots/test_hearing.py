"""What providers hand over as ids can be anything; the record holds it, and tells two from each other."""

from dataclasses import replace
from datetime import UTC, datetime

from bots.hearing import LONGEST_ID, hear
from bots.steps import UNSURE
from core.messages import Address, Inbound
from tests.office import OfficeUnderTest

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PLAIN = Inbound(Address("telegram", "4711"), "m1", "Halo", NOON)


def heard(message: Inbound) -> Inbound:
    return hear(message, lambda words: UNSURE).message


def test_an_ordinary_id_stays_as_it_is() -> None:
    plain = replace(PLAIN, provider_id="CAF3k1+x=@mail.surel.test 705833", answers=("a@b.test",), token="1f-abcd")
    assert heard(plain).provider_id == plain.provider_id
    assert heard(plain).sender == plain.sender
    assert (heard(plain).answers, heard(plain).token) == (plain.answers, plain.token)


def test_ids_that_no_database_takes_are_spelt_out_and_stay_apart() -> None:
    strange = ["m\0", "m\\x01", "m", "m\ud83d", "m\udcff", "m\ufffd"]
    kept = [heard(replace(PLAIN, provider_id=one)).provider_id for one in strange]
    assert len(set(kept)) == len(strange)
    assert all("\0" not in one and one.encode() for one in kept)


def test_ids_too_long_for_an_index_keep_apart_by_their_hash() -> None:
    long = [heard(replace(PLAIN, provider_id="é" * 5_000 + end)).provider_id for end in "ab"]
    assert long[0] != long[1]
    assert all(len(one.encode()) <= LONGEST_ID for one in long)


async def test_a_message_with_impossible_ids_is_answered(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "47\x0011\ud83d")
    message = siti.writes("STATUS", provider_id="m\0\udcff" + "x" * 9_000, answers=("a\0",), token="\ud83d")
    assert await office.parts.intake.receive(message, now=office.now)
    assert not await office.parts.intake.receive(message, now=office.now)
    office.later(seconds=3)
    await office.clockwork()
    assert "Belum ada laporan" in office.post["telegram"].sent[-1].text
