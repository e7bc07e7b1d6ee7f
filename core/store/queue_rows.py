"""What a row of the queue says of its case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.decision import LegalKind
from core.store.queue_filters import PRESSES
from core.store.search import NAME_WORDS
from core.store.viewers import Viewer, values_of, visible_to


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
    promised_on: date | None
    steps: tuple[str, ...]
    proposals: tuple[str, ...]


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
    (SELECT min(clocks.promised_on) FROM clocks WHERE clocks.case_id = cases.id AND {PRESSES}),
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
    opened: bool


async def deliveries(db: AsyncConnection, ids: Sequence[int]) -> dict[int, Delivered]:
    """The last answer of each of these cases. One that was never sent has no receipts."""
    query = text("""
        SELECT DISTINCT ON (answers.case_id) answers.case_id, coalesce(outbox.channel, cases.channel),
            ARRAY(SELECT state FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
            ARRAY(SELECT at FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
            EXISTS (SELECT 1 FROM messages WHERE messages.case_id = cases.id AND author = 'citizen'
                AND messages.received_at > outbox.sent_at),
            EXISTS (SELECT 1 FROM handovers WHERE handovers.case_id = cases.id AND handovers.at >= answers.at),
            answers.opened_at IS NOT NULL
        FROM answers JOIN cases ON cases.id = answers.case_id LEFT JOIN outbox ON outbox.id = answers.outbox_id
        WHERE answers.case_id = ANY(:ids) AND NOT interim ORDER BY answers.case_id, answers.id DESC
    """)
    found = await db.execute(query, {"ids": list(ids)})
    return {
        case: Delivered(channel, tuple(zip(states, moments, strict=True)), replied, signed, opened)
        for case, channel, states, moments, replied, signed, opened in found
    }
