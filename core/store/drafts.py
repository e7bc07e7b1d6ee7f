"""Drafts: what an officer has typed and not yet sent, so that it is never lost."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def keep(db: AsyncConnection, case_id: int, officer_id: int, fields: Mapping[str, str], now: datetime) -> None:
    """The newest wording of each field; an emptied field is forgotten."""
    written = text("""
        INSERT INTO drafts (case_id, officer_id, field, text, at) VALUES (:case, :officer, :field, :text, :now)
        ON CONFLICT (case_id, officer_id, field) DO UPDATE SET text = excluded.text, at = excluded.at
    """)
    whose = {"case": case_id, "officer": officer_id}
    rows = [{**whose, "field": field, "text": words, "now": now} for field, words in fields.items() if words.strip()]
    if rows:
        await db.execute(written, rows)
    await forget(db, case_id, officer_id, [field for field, words in fields.items() if not words.strip()])


async def of_case(db: AsyncConnection, case_id: int, officer_id: int) -> dict[str, str]:
    """This officer's own drafts on the case, by field."""
    query = text("SELECT field, text FROM drafts WHERE case_id = :case AND officer_id = :officer")
    rows = await db.execute(query, {"case": case_id, "officer": officer_id})
    return {row[0]: row[1] for row in rows}


async def forget(db: AsyncConnection, case_id: int, officer_id: int, fields: list[str]) -> None:
    """What has been sent or saved is no draft any more."""
    query = text("DELETE FROM drafts WHERE case_id = :case AND officer_id = :officer AND field = ANY(:fields)")
    await db.execute(query, {"case": case_id, "officer": officer_id, "fields": fields})
