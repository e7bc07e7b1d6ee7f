"""The case's own row, for whoever may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case's own row with its reporter and holder. `read_lately`: this viewer gave a reason a short while ago."""

    id: int
    number: str
    conversation_id: int
    version: int
    state: str
    legal_kind: str
    kind: str
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    language: str
    channel: str
    matter: str
    service: str
    receipt: str
    received_on: date | None
    received_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    holder_id: int | None
    holder_name: str
    tier: str
    category: str
    agency: str
    regulation: str
    person_id: int | None
    identity: str
    name: str
    on_behalf_of: str
    consent: bool
    read_lately: bool


HEAD = """
SELECT cases.id, number, conversation_id, version, state, legal_kind, kind, sector, components, unsure, language,
    channel, matter, service, receipt, received_on, received_at, answered_at, closed_at, holder_id,
    coalesce(holder.name, ''), cases.tier, category, cases.agency, regulation, reporters.person_id,
    coalesce(reporters.identity, 'unknown'), coalesce(reporters.name, ''), coalesce(on_behalf_of, ''),
    coalesce((SELECT consent FROM forwardings WHERE forwardings.case_id = cases.id ORDER BY id DESC LIMIT 1), false),
    EXISTS (SELECT 1 FROM identity_reads WHERE identity_reads.case_id = cases.id AND reader = :reader
        AND identity_reads.at > CAST(:now AS timestamptz) - interval '15 minutes')
FROM cases LEFT JOIN officers AS holder ON holder.id = cases.holder_id
    LEFT JOIN reporters ON reporters.case_id = cases.id
"""


async def head(db: AsyncConnection, viewer: Viewer, number: str, now: datetime) -> CaseHead | None:
    """The case with this number, if this person may see it."""
    query = text(f"{HEAD} WHERE cases.number = :number AND {visible_to(viewer)}")
    values = {**values_of(viewer), "number": number, "reader": viewer.author, "now": now}
    row = (await db.execute(query, values)).one_or_none()
    if row is None:
        return None
    found = list(row)
    found[8], found[9] = tuple(found[8]), tuple(found[9])
    return CaseHead(*found)
