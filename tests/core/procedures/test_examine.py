"""The examination, step by step."""

import pytest

from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile
from core.rules.review import CarriedOut, Finding, Plan, Step
from core.rules.roles import Role
from core.store import reviews
from tests.core.procedures.officers import WHOLE, complained, officer
from tests.office import OfficeUnderTest

STEPS = "SELECT step FROM examination_steps ORDER BY id"


async def test_each_step_is_recorded_once_with_its_clause(office: OfficeUnderTest) -> None:
    budi = await officer(office, await complained(office))
    await budi.examines()
    await budi.examines()
    assert [row[0] for row in await office.rows(STEPS)] == list(WHOLE)
    entries = await office.rows("SELECT payload->>'clause' FROM ledger WHERE kind = 'examined' ORDER BY seq")
    assert [row[0] for row in entries] == ["K6.6a", "K6.6b", "K6.6c", "K6.6d", "K6.6e"]


async def test_a_step_half_written_is_named_and_the_others_are_kept(office: OfficeUnderTest) -> None:
    budi = await officer(office, await complained(office))
    half = {Step.CORE_PROBLEM: WHOLE[Step.CORE_PROBLEM], Step.PLAN: Finding(plans=(Plan.CLARIFY,))}
    missing = await budi.writes(half)
    assert [gap.what for gap in missing] == ["review.plan.text"]
    assert [row[0] for row in await office.rows(STEPS)] == ["core_problem"]


async def test_what_is_written_comes_back_as_it_was(office: OfficeUnderTest) -> None:
    budi = await officer(office, await complained(office))
    await budi.examines()
    case_id = await office.value("SELECT id FROM cases")
    found = await budi.does(lambda db: reviews.steps_of(db, case_id))
    assert found[Step.PLAN].details == {"plans": ["clarify"]}
    assert found[Step.CARRIED_OUT].author_name == "Budi"


async def test_carried_out_with_others_names_them(office: OfficeUnderTest) -> None:
    budi = await officer(office, await complained(office))
    finding = Finding("Ditinjau bersama.", carried_out=CarriedOut.WITH_AGENCY, on=office.now.date())
    missing = await budi.writes({Step.CARRIED_OUT: finding})
    assert [gap.what for gap in missing] == ["review.carried_out.party"]


async def test_an_agency_adds_findings_and_examines_nothing(office: OfficeUnderTest) -> None:
    number = await complained(office)
    await office.rows("UPDATE cases SET state = 'open' RETURNING id")
    inspector = await officer(office, number, "irma", Role.APIP, tier="")
    with pytest.raises(NoSuchCase):
        await inspector.examines()
    await office.rows(
        "INSERT INTO shares (case_id, party, author, at) SELECT id, 'apip', 'aduan', now() FROM cases RETURNING id"
    )
    await inspector.examines()
    assert [row[0] for row in await office.rows(STEPS)] == ["carried_out"]


async def test_a_colleague_who_was_faster_is_not_overwritten(office: OfficeUnderTest) -> None:
    number = await complained(office)
    budi, rina = await officer(office, number), await officer(office, number, "rina")
    await budi.opens_the_page()
    await rina.examines()
    with pytest.raises(ChangedMeanwhile):
        await budi.examines()


async def test_an_earlier_case_against_oneself_is_neither_read_nor_taken_away(office: OfficeUnderTest) -> None:
    number = await complained(office)
    budi, rina = await officer(office, number), await officer(office, number, "rina")
    await office.citizen(handle="dewi@warga.test").says("Saya Dewi. Petugas Rina minta uang waktu izin hosting saya.")
    other = await office.value("SELECT number FROM cases WHERE number <> :n", n=number)
    await budi.writes({Step.EARLIER_DOCUMENTS: Finding("Pernah ada.", cases=(other,))})
    await office.rows(
        "INSERT INTO complained_about (case_id, officer_id, author, at)"
        " SELECT id, :who, 'x', now() FROM cases WHERE number = :n RETURNING 1",
        who=rina.viewer.officer_id,
        n=other,
    )
    case_id = await office.value("SELECT id FROM cases WHERE number = :n", n=number)
    seen = await rina.does(lambda db: reviews.steps_seen_by(db, rina.viewer, case_id))
    assert seen[Step.EARLIER_DOCUMENTS].details["cases"] == []
    await rina.writes({Step.EARLIER_DOCUMENTS: Finding("Pernah ada, menurut arsip.")})
    kept = await budi.does(lambda db: reviews.steps_seen_by(db, budi.viewer, case_id))
    assert kept[Step.EARLIER_DOCUMENTS].text == "Pernah ada, menurut arsip."
    assert kept[Step.EARLIER_DOCUMENTS].details["cases"] == [other]
