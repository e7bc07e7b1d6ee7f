"""What a search finds, in the order of the queue."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.queue_filters import DUE, PRESSES, Filters
from core.store.search import EACH, FOUND, LISTABLE, Sought
from core.store.viewers import Viewer

# Everything found is put in order before its cases are read, and no more cases are read than the page shows.
IN_ORDER = """
WITH found AS MATERIALIZED (SELECT case_id FROM ({found}) AS everything LIMIT :listable),
clocks AS MATERIALIZED (SELECT case_id, min(due_on) AS due_on FROM clocks WHERE {presses} GROUP BY case_id),
hits AS (
    SELECT found.case_id, clocks.due_on, CASE WHEN clocks.due_on IS NULL THEN -case_id ELSE case_id END AS place
    FROM found LEFT JOIN clocks USING (case_id) WHERE (SELECT count(*) FROM found) < :listable AND {due}
)
SELECT (SELECT count(*) FROM found), ARRAY(
    SELECT hit.case_id FROM (SELECT * FROM hits ORDER BY due_on, place) AS hit
        CROSS JOIN LATERAL (SELECT FROM cases WHERE cases.id = hit.case_id AND {where} OFFSET 0) AS seen
    ORDER BY hit.due_on, hit.place LIMIT :most
)
"""


async def found_by_urgency(
    db: AsyncConnection,
    viewer: Viewer,
    sought: Sought,
    filters: Filters,
    where: str,
    values: Mapping[str, Any],
    most: int,
) -> list[int] | None:
    """Ids of cases, the strictest unmet clock first, then the newest; None when too much is found to be listed."""
    await db.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))  # a plan for any words suits no words
    due = DUE.get(filters.clock, "true")
    query = text(IN_ORDER.format(found=FOUND, presses=PRESSES, due=due, where=where))
    asked = {**values, **sought.values(viewer), "listable": LISTABLE + 1, "most": most}
    many, ids = (await db.execute(query, asked)).one()
    return list(ids) if many <= LISTABLE else None


def asked_one_by_one(viewer: Viewer, sought: Sought) -> tuple[str, dict[str, Any]]:
    """A condition on `cases` for what very many fit: whoever goes through them by urgency meets enough on the way."""
    return EACH, sought.values(viewer)
