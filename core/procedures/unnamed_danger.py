"""Raises an alarm for unnamed reports of illegal levies or danger: suggestions in law, yet not to be left lying."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.decision import LegalKind
from core.rules.report import Identity
from core.store import alarms, case_people
from core.store.cases import Case

DANGEROUS = frozenset({"pengawasan", "biaya", "jaminan_keamanan"})
UNNAMED = frozenset({Identity.UNKNOWN, Identity.REFUSED})
KIND = "unnamed_danger"


async def raise_if_any(db: AsyncConnection, case: Case, *, now: datetime) -> bool:
    """Whether this case is such a report. What was gathered must be saved first; an alarm already up stays one."""
    reporter = await case_people.reporter_of(db, case.id)
    identity = Identity(reporter.identity) if reporter else Identity.UNKNOWN
    return await raise_for(db, case, identity, now=now)


async def raise_for(db: AsyncConnection, case: Case, identity: Identity, *, now: datetime) -> bool:
    """The same for a case in hand whose reporter's identity is known."""
    found = DANGEROUS & set(case.components)
    if case.legal_kind != LegalKind.SUGGESTION or not found or identity not in UNNAMED:
        return False
    await alarms.raise_alarm(db, KIND, case.number, ", ".join(sorted(found)), now)
    return True
