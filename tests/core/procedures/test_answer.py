"""From a citizen's mail to the answer and the lawful close."""

import asyncio
from datetime import date, timedelta

import pytest

from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.follow_up import Category
from tests.core.procedures.officers import WHOLE, OfficerAtWork, complained, missing, officer, settle_tags
from tests.office import OfficeUnderTest


@pytest.fixture
async def budi(office: OfficeUnderTest) -> OfficerAtWork:
    """An officer with a complaint whose examination and category stand."""
    number = await complained(office)
    await settle_tags(office, number)
    budi = await officer(office, number)
    await budi.examines()
    await budi.chooses(Category.INTERNAL)
    return budi


async def test_a_complaint_by_mail_is_examined_answered_and_closed_with_proof(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    await budi.answers("Sertifikat Anda terbit kemarin.", clauses=("Jangka waktu: 7 hari kerja (K3)",))
    await budi.reports()
    await office.send_what_is_due()
    letter = office.citizen().replies[-1]
    assert "Sertifikat Anda terbit kemarin." in letter.text
    assert "Jangka waktu: 7 hari kerja (K3)" in letter.text
    assert "Ombudsman Republik Indonesia" in letter.text
    with pytest.raises(NotReady) as refusal:
        await budi.closes()
    assert missing(refusal) == ["closing.citizen_informed"]
    office.later(days=2, minutes=1)
    await budi.closes()
    assert await office.rows("SELECT state, closed_at IS NOT NULL FROM cases") == [("closed", True)]


async def test_an_answer_goes_into_the_citizens_own_mail_thread(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.answers()
    await office.send_what_is_due()
    letter = office.citizen().replies[-1]
    last = await office.value("SELECT provider_id FROM messages WHERE author = 'citizen' ORDER BY id DESC LIMIT 1")
    assert letter.subject == f"[{budi.number}] Re: Izin hosting"
    assert letter.answers == (last,)
    assert not letter.automatic
    assert letter.token


async def test_the_answer_stops_the_clock_of_fourteen_days(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.answers()
    assert await office.rows("SELECT met_at, ended_as FROM clocks WHERE rule = 'answer-due'") == [
        (office.now, "answered")
    ]
    assert await office.rows("SELECT state, answered_at FROM cases") == [("answered", office.now)]
    assert await office.value("SELECT kind FROM ledger ORDER BY seq DESC LIMIT 1") == "answered"


async def test_an_unexamined_complaint_gets_no_answer_and_the_list_of_what_is_missing(office: OfficeUnderTest) -> None:
    number = await complained(office)
    await settle_tags(office, number)
    budi = await officer(office, number)
    before = await office.value("SELECT count(*) FROM outbox")
    with pytest.raises(NotReady) as refusal:
        await budi.answers("")
    steps = [f"review.{step}" for step in WHOLE]
    assert missing(refusal) == [*steps, "follow_up.choose_category", "letter.findings"]
    assert await office.value("SELECT count(*) FROM outbox") == before


async def test_two_officers_never_both_answer(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    rina = await officer(office, budi.number, "rina")
    await budi.opens_the_page()
    await rina.opens_the_page()
    await budi.answers()
    with pytest.raises(ChangedMeanwhile):
        await rina.answers()
    assert await office.value("SELECT count(*) FROM answers") == 1


async def test_of_two_answers_in_the_same_instant_one_is_sent(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    rina = await officer(office, budi.number, "rina")
    await budi.opens_the_page()
    await rina.opens_the_page()
    outcomes = await asyncio.gather(budi.answers("Dari Budi."), rina.answers("Dari Rina."), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "NoneType"]
    assert await office.value("SELECT count(*) FROM outbox WHERE purpose = 'answer'") == 1


async def test_what_the_citizen_adds_does_not_end_the_promise_of_a_next_step(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    await budi.answers("Masih diperiksa.", interim=True, next_step="Periksa", next_step_on=date(2026, 3, 10))
    siti = office.citizen(name="Siti Aminah")
    await siti.says("Tambahan: nama usaha saya PT Maju. Ralat, nama saya Siti Aminah Dewi.")
    assert await office.value("SELECT met_at FROM clocks WHERE rule = 'next-step'") is None


async def test_an_interim_answer_names_its_next_step_and_a_clock_keeps_its_day(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.answers("Berkas ada pada verifikator.", interim=True)
    assert missing(refusal) == ["letter.next_step", "letter.next_step_on"]
    day = date(2026, 3, 10)
    await budi.answers(
        "Berkas ada pada verifikator.", interim=True, next_step="Kami periksa ulang", next_step_on=day
    )  # fmt: skip
    await office.send_what_is_due()
    assert "Langkah berikutnya: Kami periksa ulang. Kami kabari paling lambat Selasa, 10 Maret 2026." in (
        office.citizen().last_reply
    )
    running = await office.rows("SELECT rule, due_on FROM clocks WHERE met_at IS NULL AND rule <> 'silence'")
    assert running == [("next-step", day)]
    assert await office.value("SELECT state FROM cases") == "open"
    await budi.answers()
    assert await office.value("SELECT count(*) FROM clocks WHERE met_at IS NULL") == 0


async def test_while_an_officer_talks_the_bot_keeps_quiet_and_takes_over_when_told(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    siti = office.citizen(name="Siti Aminah")
    await budi.asks("Tanggal berapa berkas Anda kirim?")
    await office.send_what_is_due()
    assert siti.last_reply == f"Tentang laporan {budi.number}: Tanggal berapa berkas Anda kirim?"
    assert await siti.says("Tanggal 5 Februari pak") == ""
    await budi.gives_the_bot_the_word()
    assert await siti.says("STATUS") != ""


async def test_a_promise_is_moved_with_its_reason_and_the_citizen_hears_it(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    promised = await office.value("SELECT promised_on FROM clocks WHERE rule = 'answer-due'")
    with pytest.raises(NotReady) as refusal:
        await budi.promises(promised, reason="")
    assert missing(refusal) == ["new_day.reason", "new_day.later"]
    await budi.promises(promised + timedelta(days=7))
    await office.send_what_is_due()
    assert "menunggu dinas teknis" in office.citizen().last_reply
    due_on, moved = (await office.rows("SELECT due_on, promised_on FROM clocks WHERE rule = 'answer-due'"))[0]
    assert (due_on, moved) == (promised, promised + timedelta(days=7))


async def test_an_answer_that_has_no_way_out_waits_to_be_handed_over(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    await office.rows("UPDATE addresses SET channel = 'counter' RETURNING id")
    await budi.answers()
    assert await office.value("SELECT outbox_id FROM answers") is None
    await budi.reports()
    await budi.hands_over_to("Siti Aminah")
    await budi.closes()
    assert await office.value("SELECT state FROM cases") == "closed"
