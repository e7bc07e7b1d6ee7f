"""Mail to colleagues: through the same outbox as mail to citizens, in conversations that belong to no citizen."""

import uuid
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def put(db: AsyncConnection, address: str, subject: str, words: str, now: datetime) -> None:
    """One mail on its way."""
    query = text("""
        WITH talk AS (INSERT INTO conversations (last_message_at) VALUES (:now) RETURNING id), said AS (
            INSERT INTO messages (conversation_id, author, channel, subject, text, arrived_at, received_at)
            SELECT id, 'aduan', 'email', :subject, :words, :now, :now FROM talk RETURNING id, conversation_id
        )
        INSERT INTO outbox (public_id, message_id, conversation_id, channel, handle, purpose, created_at, next_try_at)
        SELECT :public_id, id, conversation_id, 'email', :address, 'colleague', :now, :now FROM said
    """)
    values = {"address": address, "subject": subject, "words": words, "now": now, "public_id": uuid.uuid4().hex}
    await db.execute(query, values)


async def of_approvers(db: AsyncConnection, case_id: int, today: date) -> list[str]:
    """Addresses of those who may approve for the Kepala today and are not complained about in this case."""
    query = text("""
        SELECT DISTINCT mail_address FROM officers
        WHERE active AND mail_address <> '' AND NOT EXISTS (
            SELECT 1 FROM complained_about WHERE case_id = :case AND officer_id = officers.id
        ) AND (role = 'kepala' AND NOT EXISTS (
            SELECT 1 FROM absences WHERE officer_id = officers.id AND :today BETWEEN from_on AND to_on
        ) OR EXISTS (
            SELECT 1 FROM acting_heads WHERE officer_id = officers.id AND :today BETWEEN from_on AND to_on
        ))
        ORDER BY mail_address
    """)
    return list((await db.execute(query, {"case": case_id, "today": today})).scalars())


async def of_author(db: AsyncConnection, author: str) -> str:
    """Where the officer whom the record calls so reads mail; empty when nobody said."""
    query = text("SELECT mail_address FROM officers WHERE active AND 'officer:' || id = :author")
    return (await db.execute(query, {"author": author})).scalar() or ""


async def of_officer(db: AsyncConnection, officer_id: int) -> str:
    query = text("SELECT mail_address FROM officers WHERE id = :id")
    return str((await db.execute(query, {"id": officer_id})).scalar_one())


async def keep_address(db: AsyncConnection, officer_id: int, address: str) -> None:
    query = text("UPDATE officers SET mail_address = :address WHERE id = :id")
    await db.execute(query, {"id": officer_id, "address": address})
