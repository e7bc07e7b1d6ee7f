"""When a case may be closed, and what is missing until then."""

import pytest

from core.messages import CannotSend
from core.procedures.not_ready import NotReady
from core.rules.follow_up import Category
from tests.core.procedures.officers import OfficerAtWork, complained, missing, officer, settle_tags
from tests.office import OfficeUnderTest


@pytest.fixture
async def budi(office: OfficeUnderTest) -> OfficerAtWork:
    """An officer with a complaint that may be answered."""
    number = await complained(office)
    await settle_tags(office, number)
    budi = await officer(office, number)
    await budi.examines()
    await budi.chooses(Category.INTERNAL)
    return budi


async def test_nothing_is_closed_before_citizen_and_superior_have_the_result(budi: OfficerAtWork) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.closes()
    assert missing(refusal) == ["closing.result", "closing.citizen_informed", "closing.superior_report"]


async def test_an_answer_read_and_replied_to_has_arrived(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.answers()
    await budi.reports()
    await office.send_what_is_due()
    office.later(hours=1)
    await office.citizen(name="Siti Aminah").says("Terima kasih banyak pak")
    await budi.closes()
    assert await office.value("SELECT state FROM cases") == "closed"


async def test_a_mail_that_came_back_is_no_proof_and_enough_failed_tries_close(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    office.post["email"].refuses = [CannotSend("550 no such user"), CannotSend("550 no such user")]
    await budi.answers()
    await budi.reports()
    await office.send_what_is_due()
    office.later(days=3)
    with pytest.raises(NotReady) as refusal:
        await budi.closes()
    assert missing(refusal) == ["closing.citizen_informed"]
    await budi.sends_again()
    await office.send_what_is_due()
    await budi.closes()
    assert await office.value("SELECT state FROM cases") == "closed"


async def test_an_interim_answer_is_no_result(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.answers("Masih diperiksa.", interim=True, next_step="Periksa", next_step_on=office.now.date())
    with pytest.raises(NotReady) as refusal:
        await budi.closes()
    assert "closing.result" in missing(refusal)


async def test_a_closed_case_is_not_worked_on(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.answers()
    await budi.reports()
    await budi.hands_over_to("Siti Aminah")
    await budi.closes()
    with pytest.raises(NotReady) as refusal:
        await budi.answers("Sekali lagi.")
    assert missing(refusal) == ["case.at_work"]


async def test_a_handover_names_who_received_the_answer(budi: OfficerAtWork) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.hands_over_to(" ")
    assert missing(refusal) == ["closing.result", "handover.received_by"]
