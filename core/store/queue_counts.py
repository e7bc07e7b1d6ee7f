"""How much waits at the desk, of what: the figures beside lanes and filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.holders import WAITING
from core.store.queue_filters import MINE, PRESSES, Filters, conditions
from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases wait in each lane, and in the lane looked at with each value of each filter.

    `values` is None where they were not counted.
    """

    lanes: Mapping[str, int]
    values: Mapping[str, Mapping[str, int]] | None = None


async def counts(db: AsyncConnection, viewer: Viewer, lane: str, today: date) -> Counts:
    """Figures for lanes and filters, of what waits and this person may see."""
    return Counts(await lanes(db, viewer), await _values(db, viewer, lane, today))


async def lanes(db: AsyncConnection, viewer: Viewer) -> dict[str, int]:
    """Figures for the lanes alone."""
    query = text(f"""
        SELECT count(*) FILTER (WHERE complaint AND proposed.case_id IS NULL),
            count(*) FILTER (WHERE kind = 'information'), count(*) FILTER (WHERE kind = 'suggestion'),
            count(*) FILTER (WHERE complaint AND proposed.case_id IS NOT NULL), count(*) FILTER (WHERE mine)
        FROM (
            SELECT cases.id, cases.legal_kind AS kind, cases.legal_kind = 'complaint' AS complaint,
                cases.holder_id = :viewer_id AS mine
            FROM cases WHERE {WAITING} AND {visible_to(viewer)}
        ) AS waiting LEFT JOIN (
            SELECT DISTINCT case_id FROM decisions
            WHERE force = 'may' AND verdict IS NULL AND because = 'not_our_matter'
        ) AS proposed ON proposed.case_id = waiting.id
    """)
    found = (await db.execute(query, {**values_of(viewer), "viewer_id": viewer.officer_id})).one()
    return dict(zip(("queue", "information", "suggestions", "forward", MINE), found, strict=True))


async def _values(db: AsyncConnection, viewer: Viewer, lane: str, today: date) -> dict[str, dict[str, int]]:
    where, values = conditions(viewer, Filters(lane=lane), today)
    query = text(f"""
        WITH waiting AS MATERIALIZED (
            SELECT cases.id, state, sector, channel, language, components, holder_id FROM cases WHERE {where}
        ), due AS (
            SELECT min(due_on) AS due_on FROM clocks JOIN waiting ON waiting.id = clocks.case_id
            WHERE {PRESSES} GROUP BY case_id
        ), spans AS (
            SELECT count(*) FILTER (WHERE due_on < :today) AS late, count(*) FILTER (WHERE due_on = :today) AS today,
                count(*) FILTER (WHERE due_on BETWEEN :today AND :sunday) AS week FROM due
        )
        SELECT CASE WHEN grouping(state) = 0 THEN 'state' WHEN grouping(sector) = 0 THEN 'sector'
                WHEN grouping(channel) = 0 THEN 'channel' WHEN grouping(language) = 0 THEN 'language'
                ELSE 'holder' END,
            coalesce(state, sector, channel, language, CAST(holder_id AS text), 'none'), count(*)
        FROM waiting GROUP BY GROUPING SETS ((state), (sector), (channel), (language), (holder_id))
        UNION ALL
        SELECT 'component', component, CAST(sum(many) AS bigint)
        FROM (SELECT components, count(*) AS many FROM waiting GROUP BY components) AS alike,
            unnest(components) AS component GROUP BY component
        UNION ALL
        SELECT 'clock', span, many
        FROM spans, LATERAL (VALUES ('late', late), ('today', today), ('week', week)) AS each (span, many)
        WHERE many > 0
    """)
    figures: dict[str, dict[str, int]] = {}
    for name, value, number in await db.execute(query, values):
        figures.setdefault(name, {})[value] = number
    return figures
