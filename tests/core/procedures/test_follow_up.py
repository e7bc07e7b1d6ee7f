"""Who settles a case, from tier to tier, and when others join."""

import pytest

from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.follow_up import Category
from core.rules.roles import Role
from tests.core.procedures.officers import OfficerAtWork, complained, missing, officer
from tests.office import OfficeUnderTest


@pytest.fixture
async def budi(office: OfficeUnderTest) -> OfficerAtWork:
    return await officer(office, await complained(office))


async def kepala_of(budi: OfficerAtWork) -> OfficerAtWork:
    return await officer(budi.office, budi.number, "hasan", Role.KEPALA, "kepala")


async def accuse(office: OfficeUnderTest, accused: OfficerAtWork) -> None:
    await office.rows(
        """INSERT INTO complained_about (case_id, officer_id, author, at)
        SELECT id, :officer, 'aduan', now() FROM cases RETURNING id""",
        officer=accused.viewer.officer_id,
    )


async def test_a_case_leaves_its_tier_only_with_the_written_report(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.moves_to("pengelola")
    assert missing(refusal) == ["follow_up.written_report"]
    await budi.reports("Sudah diperiksa, menunggu keputusan.")
    await budi.moves_to("pengelola")
    assert await office.value("SELECT tier FROM cases") == "pengelola"


async def test_the_report_and_the_step_up_go_together(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    rina = await officer(office, budi.number, "rina", tier="pengelola")
    await budi.reports(and_move=True)
    assert await office.rows("SELECT tier, holder_id FROM cases") == [("pengelola", rina.viewer.officer_id)]
    assert await office.rows("SELECT from_tier, to_tier FROM reports_upward") == [("pelaksana", "pengelola")]


async def test_a_tier_left_again_needs_a_new_report(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    await budi.reports(and_move=True)
    office.later(hours=1)
    await budi.moves_to("pelaksana")
    office.later(hours=1)
    with pytest.raises(NotReady):
        await budi.moves_to("pengelola")


async def test_the_superior_complained_about_is_passed_over(office: OfficeUnderTest, budi: OfficerAtWork) -> None:
    rina = await officer(office, budi.number, "rina", tier="pengelola")
    await accuse(office, rina)
    await budi.reports()
    with pytest.raises(NotReady) as refusal:
        await budi.moves_to("pengelola")
    assert missing(refusal) == ["follow_up.complained_about"]
    await budi.moves_to("kepala_bidang")


async def test_an_agency_that_takes_part_sees_the_case_and_no_longer_when_it_does_not(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.chooses(Category.WITH_AGENCY)
    assert missing(refusal) == ["follow_up.agency"]
    await budi.chooses(Category.WITH_AGENCY, agency="Dinas PUPR")
    assert await office.rows("SELECT party, ended_at FROM shares") == [("Dinas PUPR", None)]
    await budi.chooses(Category.INTERNAL)
    assert await office.rows("SELECT party, ended_at FROM shares") == [("Dinas PUPR", office.now)]


async def test_apip_is_refused_first_and_joins_when_the_kepala_agrees(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    with pytest.raises(NotReady) as refusal:
        await budi.chooses(Category.WITH_APIP)
    assert missing(refusal) == ["follow_up.approval_or_regulation"]
    kepala = await kepala_of(budi)
    await budi.asks_for_apip()
    asked = await office.value("SELECT id FROM approvals")
    await kepala.decides(asked, granted=True)
    assert await office.rows("SELECT category FROM cases") == [("with_apip",)]
    assert await office.rows("SELECT party FROM shares WHERE ended_at IS NULL") == [("apip",)]
    with pytest.raises(ChangedMeanwhile):
        await kepala.decides(asked, granted=False)


async def test_the_kepala_refuses_with_a_reason_and_the_case_stays_inside(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    kepala = await kepala_of(budi)
    await budi.asks_for_apip()
    asked = await office.value("SELECT id FROM approvals")
    with pytest.raises(NotReady) as refusal:
        await kepala.decides(asked, granted=False, reason="")
    assert missing(refusal) == ["approval.reason"]
    await kepala.decides(asked, granted=False, reason="Selesaikan dulu di dalam.")
    with pytest.raises(NotReady):
        await budi.chooses(Category.WITH_APIP)


async def test_a_kepala_complained_about_is_not_asked_and_a_regulation_leads_past(
    office: OfficeUnderTest, budi: OfficerAtWork
) -> None:
    kepala = await kepala_of(budi)
    await budi.asks_for_apip()
    await accuse(office, kepala)
    with pytest.raises(NoSuchCase):
        await kepala.decides(await office.value("SELECT id FROM approvals"), granted=False)
    with pytest.raises(NotReady) as refusal:
        await budi.asks_for_apip()
    assert "follow_up.regulation" in missing(refusal)
    await budi.chooses(Category.WITH_APIP, regulation="PP 12/2017 Pasal 25")
    assert await office.value("SELECT regulation FROM cases") == "PP 12/2017 Pasal 25"
