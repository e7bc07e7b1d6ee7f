"""Answers given, how far they came, and the days promised anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.reviews import NAME_OF_AUTHOR


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its way to the citizen. Without `outbox_id` it waits to be handed over.

    `state` is the outbox's; "failed" also when it left the house and came back.
    """

    id: int
    interim: bool
    text: str
    next_step: str
    next_step_on: date | None
    author_name: str
    at: datetime
    outbox_id: int | None
    channel: str
    state: str
    tries: int
    sent_at: datetime | None
    opened_at: datetime | None = None


async def of_case(db: AsyncConnection, case_id: int) -> Sequence[Answer]:
    """Every answer on the case, the newest first."""
    query = text(f"""
        SELECT answers.id, interim, answers.text, next_step, next_step_on,
            coalesce({NAME_OF_AUTHOR}, author), at, outbox_id,
            coalesce(outbox.channel, ''),
            CASE WHEN EXISTS (SELECT 1 FROM receipts WHERE receipts.outbox_id = outbox.id AND receipts.state = 'failed')
                THEN 'failed' ELSE coalesce(outbox.state, '') END,
            coalesce(outbox.tries, 0), outbox.sent_at,
            opened_at
        FROM answers LEFT JOIN outbox ON outbox.id = answers.outbox_id
        WHERE answers.case_id = :id ORDER BY answers.id DESC
    """)
    return [Answer(*row) for row in await db.execute(query, {"id": case_id})]


async def replied_since(db: AsyncConnection, conversation_id: int, moment: datetime) -> bool:
    """Whether the citizen has written after this moment: then what we sent before was read."""
    query = text("""
        SELECT EXISTS (
            SELECT 1 FROM messages
            WHERE conversation_id = :id AND author = 'citizen' AND automatic = '' AND arrived_at > :moment
        )
    """)
    return bool((await db.execute(query, {"id": conversation_id, "moment": moment})).scalar_one())


@dataclass(frozen=True, slots=True)
class Handover:
    """An answer put into somebody's hand against signature, given to the post ("letter"), or hung out ("board")."""

    received_by: str
    author_name: str
    at: datetime
    way: str
    reference: str


async def handovers_of(db: AsyncConnection, case_id: int) -> Sequence[Handover]:
    query = text(f"""
        SELECT received_by, coalesce({NAME_OF_AUTHOR}, author), at, way, reference
        FROM handovers WHERE case_id = :id ORDER BY id DESC
    """)
    return [Handover(*row) for row in await db.execute(query, {"id": case_id})]


@dataclass(frozen=True, slots=True)
class NewDay:
    """A promise that was replaced by a later one."""

    reason: str
    promised_on: date
    at: datetime


async def new_days_of(db: AsyncConnection, case_id: int) -> Sequence[NewDay]:
    query = text("SELECT reason, promised_on, at FROM new_days WHERE case_id = :id ORDER BY id DESC")
    return [NewDay(*row) for row in await db.execute(query, {"id": case_id})]


async def next_outbox_id(db: AsyncConnection) -> int:
    """An id taken ahead, so that an answer can point to its sending."""
    return int((await db.execute(text("SELECT nextval('outbox_id_seq')"))).scalar_one())


async def has_address(db: AsyncConnection, conversation_id: int) -> bool:
    """Whether there is anywhere to write to."""
    query = text("SELECT EXISTS (SELECT 1 FROM addresses WHERE conversation_id = :id)")
    return bool((await db.execute(query, {"id": conversation_id})).scalar_one())


async def channel_of(db: AsyncConnection, conversation_id: int) -> str:
    """The channel an answer goes out on; empty when there is no address."""
    query = text("SELECT channel FROM addresses WHERE conversation_id = :id ORDER BY id DESC LIMIT 1")
    return (await db.execute(query, {"id": conversation_id})).scalar() or ""
