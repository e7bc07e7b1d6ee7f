"""Complaint boxes: when each was opened last, and the minutes of an opening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer, values_of, visible_to


async def last_openings(db: AsyncConnection) -> Mapping[str, datetime]:
    """Of each box that was ever opened, the last time."""
    rows = await db.execute(text("SELECT box, max(opened_at) FROM box_openings GROUP BY box"))
    return {row[0]: row[1] for row in rows}


async def at_work_since(db: AsyncConnection) -> datetime | None:
    """When the office began to work with this program: boxes are watched from then on."""
    found: datetime | None = (await db.execute(text("SELECT min(valid_from) FROM config_versions"))).scalar()
    return found


@dataclass(frozen=True, slots=True)
class NewOpening:
    """An opening about to be recorded."""

    form_id: str
    box: str
    opened_at: datetime
    opener: str
    witness: str
    found: str
    counted: int
    author: str
    typed_at: datetime


async def add_opening(db: AsyncConnection, new: NewOpening) -> int:
    query = text("""
        INSERT INTO box_openings (form_id, box, opened_at, opener, witness, found, counted, author, typed_at)
        VALUES (:form_id, :box, :opened_at, :opener, :witness, :found, :counted, :author, :typed_at) RETURNING id
    """)
    values = {name: getattr(new, name) for name in NewOpening.__slots__}
    return int((await db.execute(query, values)).scalar_one())


@dataclass(frozen=True, slots=True)
class Opened:
    id: int
    box: str
    opened_at: datetime
    opener: str
    witness: str
    found: str
    counted: int
    typed_at: datetime


OPENED = "id, box, opened_at, opener, witness, found, counted, typed_at"


async def opening(db: AsyncConnection, opening_id: int) -> Opened | None:
    row = (
        await db.execute(text(f"SELECT {OPENED} FROM box_openings WHERE id = :id"), {"id": opening_id})
    ).one_or_none()  # fmt: skip
    return Opened(*row) if row else None


async def opening_of_form(db: AsyncConnection, form_id: str) -> int | None:
    found: int | None = (
        await db.execute(text("SELECT id FROM box_openings WHERE form_id = :form"), {"form": form_id})
    ).scalar()
    return found


async def lately(db: AsyncConnection, *, most: int = 5) -> Sequence[Opened]:
    """The newest openings."""
    query = text(f"SELECT {OPENED} FROM box_openings ORDER BY opened_at DESC, id DESC LIMIT :most")
    return [Opened(*row) for row in await db.execute(query, {"most": most})]


@dataclass(frozen=True, slots=True)
class Letter:
    """One paper out of the box; without a number it was a word of thanks."""

    number: str
    legal_kind: str
    slip: str
    scans: int


async def letters_of(db: AsyncConnection, viewer: Viewer, opening_id: int) -> Sequence[Letter]:
    """The papers of an opening that this person may know of."""
    query = text(f"""
        SELECT coalesce(cases.number, ''), coalesce(cases.legal_kind, ''), slip,
            (SELECT count(*) FROM attachments WHERE attachments.message_id = papers.message_id)
        FROM papers LEFT JOIN cases ON cases.id = papers.case_id
        WHERE opening_id = :opening AND (papers.case_id IS NULL OR {visible_to(viewer)}) ORDER BY place
    """)
    return [Letter(*row) for row in await db.execute(query, {**values_of(viewer), "opening": opening_id})]
