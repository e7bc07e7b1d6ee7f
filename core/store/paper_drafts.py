"""Drafts of papers: what an officer typed and has not recorded yet, with the pictures that were handed in already."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Attachment
from core.store import messages


@dataclass(frozen=True, slots=True)
class DraftScan:
    """A picture kept with a draft. `place` is the row it belongs to, 0 for the whole form."""

    id: int
    place: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Draft:
    form_id: str
    kind: str
    fields: Mapping[str, str]
    at: datetime


PICTURES = """
    draft_scans JOIN blobs ON sha256 = blob JOIN paper_drafts USING (form_id)
    WHERE form_id = :form AND officer_id = :officer ORDER BY draft_scans.id
"""


async def keep(
    db: AsyncConnection,
    form_id: str,
    officer_id: int,
    kind: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    whole: bool = False,
) -> bool:
    """The newest wording of each field beside the others, or in their place when the `whole` form is there.

    False for a form that is somebody else's or is recorded.
    """
    query = text("""
        INSERT INTO paper_drafts (form_id, officer_id, kind, fields, at)
        SELECT :form, :officer, :kind, CAST(:fields AS jsonb), :now
        WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE channel = 'paper' AND provider_id = :form)
        ON CONFLICT (form_id) DO UPDATE SET at = excluded.at,
                fields = CASE WHEN :whole THEN excluded.fields ELSE paper_drafts.fields || excluded.fields END
            WHERE paper_drafts.officer_id = excluded.officer_id
        RETURNING form_id
    """)
    values = {"form": form_id, "officer": officer_id, "kind": kind, "fields": json.dumps(dict(fields)), "now": now}
    values["whole"] = whole
    return (await db.execute(query, values)).first() is not None


async def of_form(db: AsyncConnection, form_id: str, officer_id: int) -> Draft | None:
    query = text("SELECT form_id, kind, fields, at FROM paper_drafts WHERE form_id = :form AND officer_id = :officer")
    row = (await db.execute(query, {"form": form_id, "officer": officer_id})).one_or_none()
    return Draft(*row) if row else None


async def of_officer(db: AsyncConnection, officer_id: int) -> Sequence[Draft]:
    """This officer's own drafts, the newest first."""
    query = text("""
        SELECT form_id, kind, fields, at FROM paper_drafts WHERE officer_id = :officer ORDER BY at DESC LIMIT 20
    """)
    return [Draft(*row) for row in await db.execute(query, {"officer": officer_id})]


async def add_scan(db: AsyncConnection, form_id: str, place: int, scan: Attachment) -> None:
    blob = await messages.keep_blob(db, scan.content)
    query = text("""
        INSERT INTO draft_scans (form_id, place, blob, name, media_type) VALUES (:form, :place, :blob, :name, :type)
    """)
    await db.execute(
        query, {"form": form_id, "place": place, "blob": blob, "name": scan.name, "type": scan.media_type}
    )  # fmt: skip


async def scans_of(db: AsyncConnection, form_id: str, officer_id: int) -> Sequence[DraftScan]:
    """The pictures of an own draft without their bytes."""
    query = text(f"SELECT draft_scans.id, place, name, size FROM {PICTURES}")
    rows = await db.execute(query, {"form": form_id, "officer": officer_id})
    return [DraftScan(*row) for row in rows]


async def pictures_of(db: AsyncConnection, form_id: str, officer_id: int) -> Mapping[int, list[Attachment]]:
    """The pictures themselves, by row."""
    query = text(f"SELECT place, name, media_type, content FROM {PICTURES}")
    found: dict[int, list[Attachment]] = {}
    for place, *picture in await db.execute(query, {"form": form_id, "officer": officer_id}):
        found.setdefault(place, []).append(Attachment(*picture))
    return found


async def forget(db: AsyncConnection, form_id: str, officer_id: int) -> None:
    """The draft is recorded, or not wanted any more. Pictures that nothing else points to go with it."""
    blobs = text("SELECT DISTINCT blob FROM draft_scans WHERE form_id = :form")
    kept = (await db.execute(blobs, {"form": form_id})).scalars().all()
    gone = text("DELETE FROM paper_drafts WHERE form_id = :form AND officer_id = :officer")
    await db.execute(gone, {"form": form_id, "officer": officer_id})
    await _forget_unused(db, kept)


async def drop_scan(db: AsyncConnection, form_id: str, officer_id: int, scan_id: int) -> None:
    query = text("""
        DELETE FROM draft_scans USING paper_drafts
        WHERE draft_scans.id = :scan AND draft_scans.form_id = :form AND paper_drafts.form_id = :form
            AND officer_id = :officer
        RETURNING blob
    """)
    values = {"scan": scan_id, "form": form_id, "officer": officer_id}
    await _forget_unused(db, (await db.execute(query, values)).scalars().all())


async def _forget_unused(db: AsyncConnection, blobs: Sequence[bytes]) -> None:
    query = text("""
        DELETE FROM blobs WHERE sha256 = ANY(:blobs)
            AND NOT EXISTS (SELECT 1 FROM attachments WHERE blob = sha256)
            AND NOT EXISTS (SELECT 1 FROM messages WHERE original = sha256)
            AND NOT EXISTS (SELECT 1 FROM draft_scans WHERE blob = sha256)
            AND NOT EXISTS (SELECT 1 FROM models WHERE models.blob = sha256)
    """)
    if blobs:
        await db.execute(query, {"blobs": list(blobs)})
