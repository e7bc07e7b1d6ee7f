"""Cases as they are examined and settled: the worksheet's steps, the tiers, the reports to the superior."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.review import Step
from core.rules.secrecy import OUTSIDE
from core.store import cases, conversations
from core.store.cases import Case
from core.store.conversations import Arrival
from core.store.viewers import Viewer, values_of, visible_to

NAME_OF_AUTHOR = "(SELECT officers.name FROM officers WHERE author = 'officer:' || officers.id)"


@dataclass(frozen=True, slots=True)
class Settling:
    """How far a case has come in the house. An empty `tier` is the lowest."""

    version: int
    channel: str
    tier: str
    category: str
    agency: str
    regulation: str
    holder_id: int | None
    entered_tier_at: datetime | None


async def of_number(db: AsyncConnection, viewer: Viewer, number: str) -> tuple[Case, Settling] | None:
    """A case to look at, without holding it; None for one this person may not see."""
    columns = cases.CASE_COLUMNS
    query = text(f"SELECT {columns} FROM cases WHERE number = :number AND {visible_to(viewer)}")
    row = (await db.execute(query, {"number": number, **values_of(viewer)})).mappings().one_or_none()
    if row is None:
        return None
    listed = {name: tuple(row[name]) for name in ("components", "unsure")}
    return Case(**{**row, **listed}), await settling(db, row["id"])


async def conversation_of(db: AsyncConnection, viewer: Viewer, number: str) -> tuple[int, int] | None:
    """(case, conversation) of a case that this person may see."""
    query = text(f"SELECT id, conversation_id FROM cases WHERE number = :number AND {visible_to(viewer)}")
    row = (await db.execute(query, {"number": number, **values_of(viewer)})).one_or_none()
    return (row[0], row[1]) if row else None


async def locked(db: AsyncConnection, viewer: Viewer, number: str) -> tuple[Arrival, Case, Settling] | None:
    """Conversation and case, locked in this order; None for a case this person may not see."""
    found = await conversation_of(db, viewer, number)
    if found is None:
        return None
    case_id, conversation_id = found
    arrival = await conversations.locked(db, conversation_id)
    case = await cases.locked(db, case_id)
    return arrival, case, await settling(db, case_id)


async def settling(db: AsyncConnection, case_id: int) -> Settling:
    query = text("""
        SELECT version, channel, tier, category, agency, regulation, holder_id,
            (SELECT max(at) FROM ledger WHERE case_id = cases.id AND kind = 'tier_changed')
        FROM cases WHERE id = :id
    """)
    return Settling(*(await db.execute(query, {"id": case_id})).one())


@dataclass(frozen=True, slots=True)
class StepOnRecord:
    """A step of the examination as it was last written."""

    step: Step
    text: str
    details: Mapping[str, Any]
    author_name: str
    at: datetime


async def steps_of(db: AsyncConnection, case_id: int) -> dict[Step, StepOnRecord]:
    """The examination so far, each step in its newest wording."""
    query = text(f"""
        SELECT DISTINCT ON (step) step, text, details, coalesce({NAME_OF_AUTHOR}, author), at
        FROM examination_steps WHERE case_id = :id ORDER BY step, id DESC
    """)
    found = [StepOnRecord(Step(row[0]), *row[1:]) for row in await db.execute(query, {"id": case_id})]
    return {one.step: one for one in found}


async def steps_seen_by(db: AsyncConnection, viewer: Viewer, case_id: int) -> dict[Step, StepOnRecord]:
    """The examination as this person may read it: earlier cases that they may not see are left out."""
    steps = await steps_of(db, case_id)
    earlier = steps.get(Step.EARLIER_DOCUMENTS)
    named = list(earlier.details.get("cases", ())) if earlier else []
    if earlier and named:
        query = text(f"SELECT number FROM cases WHERE number = ANY(:named) AND NOT {visible_to(viewer)}")
        hidden = set((await db.execute(query, {**values_of(viewer), "named": named})).scalars())
        shown = {**earlier.details, "cases": [number for number in named if number not in hidden]}
        steps[Step.EARLIER_DOCUMENTS] = replace(earlier, details=shown)
    return steps


@dataclass(frozen=True, slots=True)
class Report:
    """A written report to the superior (K6.7)."""

    id: int
    from_tier: str
    to_tier: str
    text: str
    author_name: str
    at: datetime


async def reports_of(db: AsyncConnection, case_id: int) -> Sequence[Report]:
    """Every report upward, the newest first."""
    query = text(f"""
        SELECT id, from_tier, to_tier, text, coalesce({NAME_OF_AUTHOR}, author), at
        FROM reports_upward WHERE case_id = :id ORDER BY id DESC
    """)
    return [Report(*row) for row in await db.execute(query, {"id": case_id})]


async def tiers_complained_about(db: AsyncConnection, case_id: int) -> frozenset[str]:
    """Tiers whose every officer is complained about in this case: nobody there may take it."""
    query = text("""
        SELECT tier FROM officers
        LEFT JOIN complained_about ON complained_about.officer_id = officers.id AND complained_about.case_id = :id
        WHERE officers.active AND tier <> '' GROUP BY tier
        HAVING bool_and(complained_about.id IS NOT NULL)
    """)
    return frozenset((await db.execute(query, {"id": case_id})).scalars())


async def kepala_complained_about(db: AsyncConnection, case_id: int) -> bool:
    """Whether the Kepala is one of those complained about, and so approves nothing here (K6.7c)."""
    query = text("""
        SELECT EXISTS (
            SELECT 1 FROM complained_about JOIN officers ON officers.id = complained_about.officer_id
            WHERE complained_about.case_id = :id AND officers.role = 'kepala'
        )
    """)
    return bool((await db.execute(query, {"id": case_id})).scalar_one())


async def only_officer_of(db: AsyncConnection, tier: str, case_id: int) -> int | None:
    """Who takes the case at this tier, when there is just one person who can; else the queue has it."""
    query = text("""
        SELECT min(id), count(*) FROM officers WHERE active AND tier = :tier AND NOT EXISTS (
            SELECT 1 FROM complained_about WHERE case_id = :id AND officer_id = officers.id
        )
    """)
    officer_id, how_many = (await db.execute(query, {"tier": tier, "id": case_id})).one()
    return int(officer_id) if how_many == 1 else None


@dataclass(frozen=True, slots=True)
class Share:
    id: int
    party: str


async def shares_of(db: AsyncConnection, case_id: int) -> Sequence[Share]:
    """To whom outside the office the case stands open."""
    query = text("SELECT id, party FROM shares WHERE case_id = :id AND ended_at IS NULL ORDER BY id")
    return [Share(*row) for row in await db.execute(query, {"id": case_id})]


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier case on the same subject."""

    number: str
    matter: str
    state: str
    received_at: datetime


async def similar_to(db: AsyncConnection, viewer: Viewer, case: Case, *, most: int = 5) -> Sequence[Similar]:
    """Earlier cases of the same sector that touch one of the same components, the newest first.

    The words of a report may name its writer: those of a confidential one are for its holder, and no other office
    reads those of any.
    """
    query = text(f"""
        SELECT number,
            CASE WHEN :outside OR (identity = 'confidential' AND holder_id IS DISTINCT FROM :viewer_id) THEN ''
                ELSE matter END,
            state, received_at
        FROM cases LEFT JOIN reporters ON reporters.case_id = cases.id
        WHERE sector = :sector AND components && CAST(:components AS text[]) AND id < :id AND {visible_to(viewer)}
        ORDER BY id DESC LIMIT :most
    """)
    values = {"sector": case.sector, "components": list(case.components), "id": case.id, "most": most}
    values["outside"] = viewer.role in OUTSIDE
    return [Similar(*row) for row in await db.execute(query, {**values, **values_of(viewer)})]


async def reporter_name(db: AsyncConnection, case_id: int, viewer: Viewer) -> str:
    """The citizen's name where this person may write it; a hidden one only the holder may."""
    query = text("""
        SELECT name FROM reporters JOIN cases ON cases.id = reporters.case_id
        WHERE case_id = :id AND (identity = 'named' OR (identity = 'confidential' AND holder_id = :viewer))
    """)
    name: str | None = (await db.execute(query, {"id": case_id, "viewer": viewer.officer_id})).scalar()
    return name or ""
