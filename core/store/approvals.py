"""What was put before the Kepala, and what the Kepala decided (K6.7c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class Approval:
    """A request to call in APIP. `granted` is None while nobody has decided; `request` is what the asker wrote."""

    id: int
    number: str
    matter: str
    asked_by: str
    asked_name: str
    asked_at: datetime
    request: str
    decided_name: str
    decided_at: datetime | None
    granted: bool | None
    reason: str


APPROVALS = """
    SELECT approvals.id, cases.number, cases.matter, asked_by,
        coalesce((SELECT name FROM officers WHERE asked_by = 'officer:' || officers.id), asked_by), asked_at,
        request,
        coalesce((SELECT name FROM officers WHERE decided_by = 'officer:' || officers.id), decided_by, ''),
        decided_at, granted, reason
    FROM approvals JOIN cases ON cases.id = approvals.case_id
"""


async def of_case(db: AsyncConnection, case_id: int) -> Sequence[Approval]:
    """Every request on this case, the newest first."""
    query = text(f"{APPROVALS} WHERE approvals.case_id = :id ORDER BY approvals.id DESC")
    return [Approval(*row) for row in await db.execute(query, {"id": case_id})]


async def waiting(db: AsyncConnection, viewer: Viewer) -> Sequence[Approval]:
    """What waits for the Kepala's word, of the cases this person may see; the oldest first."""
    query = text(f"{APPROVALS} WHERE granted IS NULL AND {visible_to(viewer)} ORDER BY approvals.id")
    return [Approval(*row) for row in await db.execute(query, values_of(viewer))]


async def number_of(db: AsyncConnection, approval_id: int) -> str | None:
    """The case that a request is about. Who may see the case is for the caller to check."""
    query = text("""
        SELECT number FROM approvals JOIN cases ON cases.id = approvals.case_id WHERE approvals.id = :id
    """)
    number: str | None = (await db.execute(query, {"id": approval_id})).scalar()
    return number
