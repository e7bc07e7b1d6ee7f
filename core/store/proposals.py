"""Proposals of the rules that wait for an officer's word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Proposal:
    id: int
    rule: str
    clause: str
    legal_kind: str
    because: str
    facts: Mapping[str, str] = field(default_factory=dict)


async def open_on(db: AsyncConnection, case_id: int) -> list[Proposal]:
    """What nobody has confirmed or refused yet."""
    query = text("""
        SELECT id, rule, clause, legal_kind, because, facts FROM decisions
        WHERE case_id = :id AND force = 'may' AND verdict IS NULL ORDER BY id
    """)
    return [Proposal(*row) for row in await db.execute(query, {"id": case_id})]
