"""Who reports a case, and whom it complains about."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Reporter:
    person_id: int | None
    identity: str
    name: str
    on_behalf_of: str


async def reporter_of(db: AsyncConnection, case_id: int) -> Reporter | None:
    query = text("SELECT person_id, identity, name, on_behalf_of FROM reporters WHERE case_id = :id")
    row = (await db.execute(query, {"id": case_id})).one_or_none()
    return Reporter(*row) if row else None


async def is_officer(db: AsyncConnection, officer_id: int) -> bool:
    query = text("SELECT EXISTS (SELECT 1 FROM officers WHERE id = :id)")
    return bool((await db.execute(query, {"id": officer_id})).scalar_one())


async def is_complained_about(db: AsyncConnection, case_id: int, officer_id: int) -> bool:
    query = text("SELECT EXISTS (SELECT 1 FROM complained_about WHERE case_id = :case AND officer_id = :officer)")
    return bool((await db.execute(query, {"case": case_id, "officer": officer_id})).scalar_one())


async def who_named(db: AsyncConnection, case_id: int, officer_id: int) -> str | None:
    """Who wrote down that this officer is complained about; None when nobody did."""
    query = text("""
        SELECT author FROM complained_about WHERE case_id = :case AND officer_id = :officer ORDER BY id LIMIT 1
    """)
    author: str | None = (await db.execute(query, {"case": case_id, "officer": officer_id})).scalar()
    return author


async def no_longer_complained_about(db: AsyncConnection, case_id: int, officer_id: int) -> None:
    query = text("DELETE FROM complained_about WHERE case_id = :case AND officer_id = :officer")
    await db.execute(query, {"case": case_id, "officer": officer_id})


async def choices(db: AsyncConnection) -> list[tuple[int, str]]:
    """Everybody who works or worked here, by name: anybody can be complained about."""
    query = text("SELECT id, name FROM officers ORDER BY active DESC, lower(name), id")
    return [(row[0], row[1]) for row in await db.execute(query)]
