"""Decisions: what the standard said of a case, with clause and facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class DecisionOnRecord:
    """One decision as it was taken; `verdict` is an officer's word on a proposal."""

    rule: str
    clause: str
    clause_text: str
    force: str
    legal_kind: str
    because: str
    facts: Mapping[str, str]
    at: datetime
    verdict: str | None


@dataclass(frozen=True, slots=True)
class KindByOfficer:
    """An officer's word on what a case is in law; `because` is their reason, or the rule's they agreed with."""

    legal_kind: str
    because: str
    at: datetime


async def kinds_by_officers(db: AsyncConnection, case_id: int) -> list[KindByOfficer]:
    """What officers made of the case, in order."""
    query = text("""
        SELECT legal_kind, because, at FROM legal_kinds WHERE case_id = :id AND author LIKE 'officer:%' ORDER BY id
    """)
    return [KindByOfficer(*row) for row in await db.execute(query, {"id": case_id})]


async def of_case(db: AsyncConnection, case_id: int) -> list[DecisionOnRecord]:
    """Every decision on the case, in the order they were taken."""
    query = text("""
        SELECT rule, clause, clause_text, force, legal_kind, because, facts, at, verdict
        FROM decisions WHERE case_id = :id ORDER BY id
    """)
    return [DecisionOnRecord(*row) for row in await db.execute(query, {"id": case_id})]
