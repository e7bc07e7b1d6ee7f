"""Taking a case, giving it to a colleague, returning it: never two holders, and all of it on the record."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from core.procedures import holding
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.roles import Role
from core.store.viewers import Viewer
from tests.core.procedures.scene import CaseUnderTest, officer
from tests.office import OfficeUnderTest


async def does(office: OfficeUnderTest, deed: Any, *values: Any) -> Any:
    async with office.parts.engine.begin() as db:
        return await deed(db, *values, now=office.now)


async def complained_about(office: OfficeUnderTest, case: CaseUnderTest, officer_id: int) -> None:
    query = (
        "INSERT INTO complained_about (case_id, officer_id, author, at) VALUES (:case, :who, 'x', now()) RETURNING 1"
    )
    await office.rows(query, case=await case.row("id"), who=officer_id)


async def refused(deed: Awaitable[Any]) -> str:
    with pytest.raises(NotReady) as refusal:
        await deed
    return refusal.value.missing[0].what


@pytest.fixture
async def budi(office: OfficeUnderTest) -> Viewer:
    return await officer(office, "Budi")


@pytest.fixture
async def rina(office: OfficeUnderTest) -> Viewer:
    return await officer(office, "Rina")


@pytest.fixture
async def case(office: OfficeUnderTest) -> CaseUnderTest:
    return await CaseUnderTest.of(office)


async def test_whoever_takes_a_case_holds_it(office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer) -> None:
    before = await case.version()
    await does(office, holding.take, budi, case.number, before)
    assert await case.row("holder_id") == budi.officer_id
    assert await case.version() == before + 1
    assert await case.row("changed_at") == office.now
    kind, payload = (await office.rows("SELECT kind, payload FROM ledger ORDER BY id DESC LIMIT 1"))[0]
    assert (kind, payload) == ("taken", {"holder": budi.officer_id, "by": budi.author})


async def test_the_slower_of_two_is_told(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    seen = await case.version()
    await does(office, holding.take, budi, case.number, seen)
    with pytest.raises(ChangedMeanwhile):
        await does(office, holding.take, rina, case.number, seen)
    with pytest.raises(ChangedMeanwhile):
        await does(office, holding.take, rina, case.number, await case.version())
    assert await case.row("holder_id") == budi.officer_id


async def test_two_who_ask_for_the_next_in_the_same_instant_get_two_cases(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    office.later(days=1)
    other = await CaseUnderTest.of(office, "Saya Asep. Loket tutup sebelum waktunya.", handle="asep@warga.test")
    got = await asyncio.gather(*(does(office, holding.take_next, who) for who in (budi, rina)))
    assert set(got) == {case.number, other.number}
    assert await does(office, holding.take_next, budi) is None


async def test_the_next_case_is_the_most_urgent_one(office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer) -> None:
    office.later(days=1)
    await CaseUnderTest.of(office, "Saya Asep. Loket tutup sebelum waktunya.", handle="asep@warga.test")
    assert await does(office, holding.take_next, budi) == case.number


async def test_the_holder_gives_a_case_to_a_colleague(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    await does(office, holding.take, budi, case.number, await case.version())
    await does(office, holding.give, budi, case.number, rina.officer_id, await case.version())
    assert await case.row("holder_id") == rina.officer_id


async def test_only_the_holder_and_whoever_leads_may_pass_it_on(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    leader = await officer(office, "Dewi", Role.TEAM_LEADER)
    await does(office, holding.take, budi, case.number, await case.version())
    told = await refused(does(office, holding.give, rina, case.number, rina.officer_id, await case.version()))
    assert told == "holding.not_yours"
    assert await refused(does(office, holding.give_back, rina, case.number, await case.version())) == told
    await does(office, holding.give, leader, case.number, rina.officer_id, await case.version())
    assert await case.row("holder_id") == rina.officer_id


async def test_nobody_is_given_a_case_who_is_complained_about_in_it_or_does_not_hold_cases(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    inspector = await officer(office, "Itda", Role.INSPECTORATE)
    await does(office, holding.take, budi, case.number, await case.version())
    await complained_about(office, case, rina.officer_id)
    for colleague in (rina, inspector):
        told = await refused(does(office, holding.give, budi, case.number, colleague.officer_id, await case.version()))
        assert told == "holding.colleague"


async def test_whoever_is_complained_about_cannot_take_it_nor_learn_that_it_exists(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer
) -> None:
    await complained_about(office, case, budi.officer_id)
    with pytest.raises(NoSuchCase):
        await does(office, holding.take, budi, case.number, await case.version())
    assert await does(office, holding.take_next, budi) is None


async def test_a_returned_case_waits_for_anybody(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Viewer, rina: Viewer
) -> None:
    await does(office, holding.take, budi, case.number, await case.version())
    await does(office, holding.give_back, budi, case.number, await case.version())
    assert await case.row("holder_id") is None
    assert await does(office, holding.take_next, rina) == case.number
