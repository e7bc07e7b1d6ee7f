"""When the database goes away under an officer's deed, the deed was never done, and can be done again."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.follow_up import Category
from core.rules.review import Finding, Step
from tests.core.procedures.officers import OfficerAtWork, complained, officer, settle_tags
from tests.office import OfficeUnderTest

ANOTHER = {Step.CORE_PROBLEM: Finding("Berkas hilang di loket.")}
RECORD = (
    "SELECT id, state, version, ledger_seq, ledger_hash, category, tier FROM cases ORDER BY id",
    "SELECT id, hash FROM ledger ORDER BY id",
    "SELECT id, message_id FROM outbox ORDER BY id",
    "SELECT id, promised_on, met_at FROM clocks ORDER BY id",
)


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda budi: budi.writes(ANOTHER), id="examining"),
        pytest.param(lambda budi: budi.chooses(Category.INTERNAL), id="choosing the category"),
        pytest.param(lambda budi: budi.reports(), id="reporting upward"),
        pytest.param(lambda budi: budi.answers(), id="answering"),
        pytest.param(lambda budi: budi.asks("Nomor izinnya berapa?"), id="asking the citizen"),
        pytest.param(lambda budi: budi.promises(date(2026, 4, 10)), id="promising a later day"),
    ],
)
async def test_what_was_not_committed_was_not_done_and_is_done_the_second_time(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch, deed: Callable[[OfficerAtWork], Awaitable[Any]]
) -> None:
    number = await complained(office)
    await settle_tags(office, number)
    budi = await officer(office, number)
    await budi.examines()
    await budi.chooses(Category.INTERNAL)
    before = await record(office)
    with monkeypatch.context() as machine:
        machine.setattr(budi, "does", broken_off(office))
        with pytest.raises(DBAPIError):
            await deed(budi)
    assert await record(office) == before
    await deed(budi)
    assert await record(office) != before


def broken_off(office: OfficeUnderTest) -> Callable[[Callable[[AsyncConnection], Awaitable[Any]]], Awaitable[Any]]:
    """A deed whose connection dies when everything is written and nothing committed."""

    async def does(deed: Callable[[AsyncConnection], Awaitable[Any]]) -> Any:
        async with office.parts.engine.begin() as db:
            await deed(db)
            own = (await db.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            await office.rows("SELECT pg_terminate_backend(:own, 5000)", own=own)

    return does


async def record(office: OfficeUnderTest) -> list[Any]:
    return [await office.rows(query) for query in RECORD]
