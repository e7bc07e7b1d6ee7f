"""Proposals of the rules that wait for an officer's word."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Proposal:
    id: int
    rule: str
    clause: str
    legal_kind: str
    because: str


async def open_on(db: AsyncConnection, case_id: int) -> list[Proposal]:
    """What nobody has confirmed or refused yet."""
    query = text("""
        SELECT id, rule, clause, legal_kind, because FROM decisions
        WHERE case_id = :id AND force = 'may' AND verdict IS NULL ORDER BY id
    """)
    return [Proposal(*row) for row in await db.execute(query, {"id": case_id})]
