"""Cases that somebody should have in hand, and who could."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.roles import Action, Role, may

# A question or a suggestion is done once it is answered; a complaint waits until it is closed (K6.8).
WAITING = """(
    cases.state IN ('incomplete', 'open', 'forwarded') OR cases.state = 'answered' AND cases.legal_kind = 'complaint'
)"""
"""A condition on `cases`: somebody at the desk still has something to do with it."""

HOLDING_ROLES = [role.value for role in Role if may(role, Action.HOLD_CASE)]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody a case can be given to."""

    id: int
    name: str


async def who_may_hold(db: AsyncConnection, case_id: int | None = None) -> list[Colleague]:
    """Everybody active whose role holds cases, by name; for a case, without those it complains about."""
    query = text("""
        SELECT id, name FROM officers
        WHERE active AND role = ANY(:roles) AND NOT EXISTS (
            SELECT 1 FROM complained_about
            WHERE complained_about.case_id = CAST(:case AS bigint) AND complained_about.officer_id = officers.id
        )
        ORDER BY lower(name), id
    """)
    found = await db.execute(query, {"roles": HOLDING_ROLES, "case": case_id})
    return [Colleague(*row) for row in found]
