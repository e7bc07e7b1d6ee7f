"""The queue: what waits at the desk, the most urgent first, and how much of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.decision import LegalKind
from core.store.holders import WAITING
from core.store.search import NAME_WORDS, Sought, condition
from core.store.viewers import Viewer, values_of, visible_to

MINE, EVERYTHING, NOBODY = "mine", "all", "none"
"""Two lanes beside those of `core.rules.decision.Lane`, and the holder of a case that nobody has taken."""

PROPOSED = """EXISTS (
    SELECT 1 FROM decisions WHERE decisions.case_id = cases.id AND decisions.force = 'may'
        AND decisions.verdict IS NULL AND decisions.because = 'not_our_matter'
)"""
LANES = {
    "queue": f"cases.legal_kind = 'complaint' AND NOT {PROPOSED}",
    "information": "cases.legal_kind = 'information'",
    "suggestions": "cases.legal_kind = 'suggestion'",
    "forward": f"cases.legal_kind = 'complaint' AND {PROPOSED}",
    MINE: "cases.holder_id = :viewer_id",
    EVERYTHING: "true",
}
PRESSES = "clocks.met_at IS NULL AND clocks.rule <> 'silence'"
STRICTEST = f"""{PRESSES} AND NOT EXISTS (
    SELECT 1 FROM clocks AS other WHERE other.case_id = clocks.case_id AND other.met_at IS NULL
        AND other.rule <> 'silence' AND (other.due_on, other.rule <> 'answer-due', other.id)
            < (clocks.due_on, clocks.rule <> 'answer-due', clocks.id)
)"""
DUE = {
    "late": "clocks.due_on < :today",
    "today": "clocks.due_on = :today",
    "week": "clocks.due_on BETWEEN :today AND :sunday",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to; empty means everything. `holder` is an officer's id or NOBODY, `clock` of DUE."""

    lane: str = "queue"
    state: str = ""
    sector: str = ""
    component: str = ""
    channel: str = ""
    holder: str = ""
    language: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the queue. `matter` has no name in it that this person may not read."""

    id: int
    number: str
    version: int
    state: str
    legal_kind: LegalKind
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    language: str
    channel: str
    matter: str
    confidential: bool
    category: str
    holder_id: int | None
    holder: str
    due_on: date | None
    steps: tuple[str, ...]
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of the queue; `more` when it goes on."""

    rows: tuple[Waiting, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases wait in each lane, and in the lane looked at with each value of each filter."""

    lanes: Mapping[str, int]
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


async def by_urgency(
    db: AsyncConnection,
    viewer: Viewer,
    filters: Filters,
    today: date,
    *,
    sought: Sought | None = None,
    size: int = 50,
    page: int = 1,
) -> Stretch:
    """What this person may see of the queue, the strictest unmet clock first; then what no clock presses, newest first.

    With something sought and no state chosen, cases that are done are found too.
    """
    where, values = _conditions(viewer, filters, today, searching=sought is not None)
    if sought is not None:
        found, more = await condition(db, viewer, sought)
        where, values = f"{where} AND {found}", values | more
    reach = page * size + 1
    ids = await _pressed(db, where, values, filters, reach)
    if len(ids) < reach and not filters.clock:
        ids += await _unpressed(db, where, values, reach - len(ids))
    shown = ids[(page - 1) * size : page * size]
    return Stretch(await rows(db, viewer, shown), more=len(ids) == reach)


async def most_urgent_unheld(db: AsyncConnection, viewer: Viewer) -> str | None:
    """The number of the most urgent case that nobody holds and this person may see."""
    query = text(f"""
        SELECT cases.number FROM clocks JOIN cases ON cases.id = clocks.case_id
        WHERE {STRICTEST} AND cases.holder_id IS NULL AND {WAITING} AND {visible_to(viewer)}
        ORDER BY clocks.due_on, cases.id LIMIT 1
    """)
    return (await db.execute(query, values_of(viewer))).scalar_one_or_none()


async def is_there(db: AsyncConnection, viewer: Viewer, number: str) -> bool:
    """Whether this person may see a case with this number."""
    query = text(f"SELECT EXISTS (SELECT 1 FROM cases WHERE cases.number = :number AND {visible_to(viewer)})")
    return bool((await db.execute(query, {**values_of(viewer), "number": number})).scalar_one())


async def counts(db: AsyncConnection, viewer: Viewer, lane: str, today: date) -> Counts:
    """Figures for lanes and filters, of what waits and this person may see."""
    return Counts(await _lanes(db, viewer), await _values(db, viewer, lane, today))


async def version(db: AsyncConnection) -> tuple[int, str]:
    """The newest entry of the ledger, and a mark that changes whenever anything happens to any case.

    Entries get their number before they are committed, so a lower one may appear later: the mark covers the newest 64.
    """
    query = text("""
        SELECT coalesce(max(id), 0), coalesce(sum(id), 0)
        FROM (SELECT id FROM ledger ORDER BY id DESC LIMIT 64) AS newest
    """)
    newest, mark = (await db.execute(query)).one()
    return int(newest), f"{newest}.{mark}"


async def changed_since(
    db: AsyncConnection, viewer: Viewer, filters: Filters, today: date, *, entry: int, most: int = 100
) -> int:
    """How many cases of this view are new, or had something happen to them, since that entry of the ledger."""
    where, values = _conditions(viewer, filters, today)
    pressed = f"EXISTS (SELECT 1 FROM clocks WHERE case_id = cases.id AND {PRESSES} AND {DUE.get(filters.clock)})"
    query = text(f"""
        SELECT count(*) FROM (
            SELECT 1 FROM cases WHERE cases.id IN (SELECT case_id FROM ledger WHERE ledger.id > :entry)
                AND {where} AND {pressed if filters.clock else "true"} LIMIT :most
        ) AS changed
    """)
    return int((await db.execute(query, {**values, "entry": entry, "most": most})).scalar_one())


# --- which cases, in which order --------------------------------------------------------------------------------------


def _conditions(
    viewer: Viewer, filters: Filters, today: date, *, searching: bool = False
) -> tuple[str, dict[str, Any]]:
    """What must hold of `cases`, and the values for it. Nothing from outside becomes part of the statement."""
    chosen = filters.lane if filters.lane in LANES else "queue"
    parts = [visible_to(viewer), LANES[chosen]]
    values = {**values_of(viewer), "viewer_id": viewer.officer_id, "today": today, "sunday": _sunday(today)}
    equal = {name: getattr(filters, name) for name in ("state", "sector", "channel", "language")}
    parts += [f"cases.{name} = :{name}" for name, value in equal.items() if value]
    values |= {name: value for name, value in equal.items() if value}
    if not filters.state and not searching:
        parts.append(WAITING)
    if filters.component:
        parts.append(":component = ANY(cases.components)")
        values["component"] = filters.component
    if filters.holder == NOBODY:
        parts.append("cases.holder_id IS NULL")
    elif filters.holder.isdecimal():
        parts.append("cases.holder_id = :holder")
        values["holder"] = int(filters.holder)
    return " AND ".join(f"({part})" for part in parts), values


async def _pressed(
    db: AsyncConnection, where: str, values: Mapping[str, Any], filters: Filters, most: int
) -> list[int]:
    due = f"AND {DUE[filters.clock]}" if filters.clock in DUE else ""
    query = text(f"""
        SELECT cases.id FROM clocks JOIN cases ON cases.id = clocks.case_id
        WHERE {STRICTEST} AND {where} {due} ORDER BY clocks.due_on, cases.id LIMIT :most
    """)
    return list((await db.execute(query, {**values, "most": most})).scalars())


async def _unpressed(db: AsyncConnection, where: str, values: Mapping[str, Any], most: int) -> list[int]:
    query = text(f"""
        SELECT cases.id FROM cases
        WHERE {where} AND NOT EXISTS (SELECT 1 FROM clocks WHERE clocks.case_id = cases.id AND {PRESSES})
        ORDER BY cases.id DESC LIMIT :most
    """)
    return list((await db.execute(query, {**values, "most": most})).scalars())


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


# --- what a row says --------------------------------------------------------------------------------------------------

FIRST_LETTERS = 240
# Every word of a hidden name disappears from the first words, however it is written.
ROW = f"""
SELECT cases.id, cases.number, cases.version, cases.state, cases.legal_kind, cases.sector, cases.components,
    cases.unsure, cases.language, cases.channel,
    CASE WHEN hidden.it AND cases.holder_id IS DISTINCT FROM :viewer_id AND {NAME_WORDS} <> ''
        THEN left(regexp_replace(
            left(cases.matter, 4 * {FIRST_LETTERS}), '(\\y(' || {NAME_WORDS} || ')\\y\\s*)+', '… ', 'gi'
        ), {FIRST_LETTERS})
        ELSE left(cases.matter, {FIRST_LETTERS}) END,
    hidden.it, cases.category, cases.holder_id, coalesce(officers.name, ''),
    (SELECT min(clocks.due_on) FROM clocks WHERE clocks.case_id = cases.id AND {PRESSES}),
    ARRAY(SELECT DISTINCT step FROM examination_steps WHERE examination_steps.case_id = cases.id),
    ARRAY(
        SELECT because FROM decisions WHERE decisions.case_id = cases.id AND force = 'may' AND verdict IS NULL
        ORDER BY decisions.id
    )
FROM cases LEFT JOIN officers ON officers.id = cases.holder_id
    LEFT JOIN reporters ON reporters.case_id = cases.id
    CROSS JOIN LATERAL (SELECT coalesce(reporters.identity = 'confidential', false) AS it) AS hidden
WHERE cases.id = ANY(:ids)
"""


async def rows(db: AsyncConnection, viewer: Viewer, ids: Sequence[int]) -> tuple[Waiting, ...]:
    """These cases as rows of the queue, in this order; those that the person may not see are left out."""
    query = text(f"{ROW} AND {visible_to(viewer)}")
    values = {**values_of(viewer), "viewer_id": viewer.officer_id, "ids": list(ids)}
    found = {row[0]: _row(*row) for row in await db.execute(query, values)} if ids else {}
    return tuple(found[case] for case in ids if case in found)


def _row(*columns: Any) -> Waiting:
    row = Waiting(*columns)
    listed = {name: tuple(getattr(row, name)) for name in ("components", "unsure", "steps", "proposals")}
    kind = LegalKind(row.legal_kind)
    return Waiting(**{**{name: getattr(row, name) for name in Waiting.__slots__}, **listed, "legal_kind": kind})


@dataclass(frozen=True, slots=True)
class Delivered:
    """How the last answer to a case went out, and what came back: for the rules to say whether it arrived."""

    channel: str
    receipts: tuple[tuple[str, datetime], ...]
    replied: bool
    signed: bool


async def deliveries(db: AsyncConnection, ids: Sequence[int]) -> dict[int, Delivered]:
    """The last answer of each of these cases. One that was never sent has no receipts."""
    query = text("""
        SELECT DISTINCT ON (answers.case_id) answers.case_id, coalesce(outbox.channel, cases.channel),
            ARRAY(SELECT state FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
            ARRAY(SELECT at FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
            EXISTS (SELECT 1 FROM messages WHERE messages.case_id = cases.id AND author = 'citizen'
                AND messages.received_at > outbox.sent_at),
            EXISTS (SELECT 1 FROM handovers WHERE handovers.case_id = cases.id AND handovers.at >= answers.at)
        FROM answers JOIN cases ON cases.id = answers.case_id LEFT JOIN outbox ON outbox.id = answers.outbox_id
        WHERE answers.case_id = ANY(:ids) AND NOT interim ORDER BY answers.case_id, answers.id DESC
    """)
    found = await db.execute(query, {"ids": list(ids)})
    return {
        case: Delivered(channel, tuple(zip(states, moments, strict=True)), replied, signed)
        for case, channel, states, moments, replied, signed in found
    }


# --- how many ---------------------------------------------------------------------------------------------------------


async def _lanes(db: AsyncConnection, viewer: Viewer) -> dict[str, int]:
    query = text(f"""
        SELECT count(*) FILTER (WHERE complaint AND NOT proposed), count(*) FILTER (WHERE kind = 'information'),
            count(*) FILTER (WHERE kind = 'suggestion'), count(*) FILTER (WHERE complaint AND proposed),
            count(*) FILTER (WHERE mine)
        FROM (
            SELECT cases.legal_kind AS kind, cases.legal_kind = 'complaint' AS complaint, {PROPOSED} AS proposed,
                cases.holder_id = :viewer_id AS mine
            FROM cases WHERE {WAITING} AND {visible_to(viewer)}
        ) AS waiting
    """)
    found = (await db.execute(query, {**values_of(viewer), "viewer_id": viewer.officer_id})).one()
    return dict(zip(("queue", "information", "suggestions", "forward", MINE), found, strict=True))


async def _values(db: AsyncConnection, viewer: Viewer, lane: str, today: date) -> dict[str, dict[str, int]]:
    where, values = _conditions(viewer, Filters(lane=lane), today)
    query = text(f"""
        WITH waiting AS MATERIALIZED (
            SELECT cases.id, state, sector, channel, language, components,
                coalesce(CAST(holder_id AS text), 'none') AS holder
            FROM cases WHERE {where}
        ), due AS (
            SELECT min(due_on) AS due_on FROM clocks JOIN waiting ON waiting.id = clocks.case_id
            WHERE {PRESSES} GROUP BY case_id
        )
        SELECT CASE WHEN grouping(state) = 0 THEN 'state' WHEN grouping(sector) = 0 THEN 'sector'
                WHEN grouping(channel) = 0 THEN 'channel' WHEN grouping(language) = 0 THEN 'language'
                ELSE 'holder' END,
            coalesce(state, sector, channel, language, holder), count(*)
        FROM waiting GROUP BY GROUPING SETS ((state), (sector), (channel), (language), (holder))
        UNION ALL
        SELECT 'component', component, count(*) FROM waiting, unnest(components) AS component GROUP BY component
        UNION ALL
        SELECT 'clock', span, count(*) FROM due, unnest(ARRAY[
            CASE WHEN due_on < :today THEN 'late' END, CASE WHEN due_on = :today THEN 'today' END,
            CASE WHEN due_on BETWEEN :today AND :sunday THEN 'week' END
        ]) AS span WHERE span IS NOT NULL GROUP BY span
    """)
    figures: dict[str, dict[str, int]] = {}
    for name, value, number in await db.execute(query, values):
        figures.setdefault(name, {})[value] = number
    return figures
