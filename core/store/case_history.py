"""What happened to a case: decisions, groupings, entries of its ledger, and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.reviews import NAME_OF_AUTHOR
from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with its words; `verdict_reason` is the note an officer wrote with the verdict."""

    id: int
    rule: str
    clause: str
    clause_text: str
    force: str
    legal_kind: str
    because: str
    facts: Mapping[str, str]
    at: datetime
    verdict: str
    verdict_by: str
    verdict_reason: str

    @property
    def open(self) -> bool:
        return self.force == "may" and not self.verdict


@dataclass(frozen=True, slots=True)
class TagLine:
    """One grouping of the text, by the classifier or by an officer."""

    author: str
    author_name: str
    kind: str
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    confidence: Mapping[str, float]
    evidence: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str
    payload: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    author_name: str
    text: str
    at: datetime


async def decisions_of(db: AsyncConnection, case_id: int) -> tuple[DecisionLine, ...]:
    query = text("""
        SELECT decisions.id, rule, clause, clause_text, force, legal_kind, because, facts, decisions.at,
            coalesce(verdict, ''),
            coalesce((SELECT name FROM officers WHERE verdict_by = 'officer:' || officers.id), verdict_by, ''),
            coalesce((SELECT notes.text FROM notes WHERE notes.case_id = decisions.case_id
                AND notes.author = verdict_by AND notes.at = verdict_at LIMIT 1), '')
        FROM decisions WHERE case_id = :id ORDER BY decisions.id
    """)
    return tuple(DecisionLine(*row) for row in await db.execute(query, {"id": case_id}))


async def tags_of(db: AsyncConnection, case_id: int) -> tuple[TagLine, ...]:
    """The newest first."""
    query = text(f"""
        SELECT author, coalesce({NAME_OF_AUTHOR}, ''), kind, sector, components, unsure, confidence, evidence, at
        FROM tags WHERE case_id = :id ORDER BY id DESC LIMIT 10
    """)
    return tuple([_tag_line(*row) for row in await db.execute(query, {"id": case_id})])


def _tag_line(*row: Any) -> TagLine:
    cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    return TagLine(*cells)


async def entries_of(db: AsyncConnection, viewer: Viewer, case_id: int) -> tuple[Entry, ...]:
    """What happened, without a word of other cases that this person may not see."""
    query = text(f"""
        SELECT kind, payload, at FROM ledger WHERE case_id = :id AND NOT EXISTS (
            SELECT 1 FROM cases WHERE cases.number = payload ->> 'other' AND NOT {visible_to(viewer)}
        ) ORDER BY seq
    """)
    return tuple(Entry(*row) for row in await db.execute(query, {**values_of(viewer), "id": case_id}))


async def notes_of(db: AsyncConnection, case_id: int) -> tuple[Note, ...]:
    query = text(f"SELECT coalesce({NAME_OF_AUTHOR}, author), text, at FROM notes WHERE case_id = :id ORDER BY id")
    return tuple(Note(*row) for row in await db.execute(query, {"id": case_id}))
