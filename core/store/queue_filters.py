"""Which cases a lane of the queue holds, and what it is narrowed to, as conditions for queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.store.holders import WAITING
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


def conditions(viewer: Viewer, filters: Filters, today: date, *, searching: bool = False) -> tuple[str, dict[str, Any]]:
    """What must hold of `cases`, and the values for it. Nothing from outside becomes part of the statement."""
    chosen = filters.lane if filters.lane in LANES else "queue"
    parts = [visible_to(viewer), LANES[chosen]]
    values = {**values_of(viewer), "viewer_id": viewer.officer_id, "today": today, "sunday": sunday(today)}
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


def sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())
