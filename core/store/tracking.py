"""What a citizen may see of a case from outside, and the wrong guesses of late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Outline:
    """A case as far as its citizen may know it; no word of who handles it."""

    id: int
    number: str
    state: str
    legal_kind: str
    channel: str
    identity: str
    received_at: datetime
    registered_at: datetime
    looked_into_at: datetime | None
    forwarded_at: datetime | None
    forwarded_to: str
    closed_at: datetime | None
    due_on: date | None
    provisional: bool
    hour_known: bool


async def outline(db: AsyncConnection, number: str, main_rules: Sequence[str]) -> Outline | None:
    """The case with this number. Who may see it, the caller checks."""
    query = text("""
        SELECT cases.id, number, state, legal_kind, channel, coalesce(identity, 'unknown'), received_at,
            (SELECT min(at) FROM ledger WHERE ledger.case_id = cases.id),
            (SELECT min(at) FROM ledger WHERE ledger.case_id = cases.id AND kind IN ('taken', 'examined', 'given')),
            forwarded.citizen_told_at, coalesce(forwarded.other_office, ''), closed_at,
            coalesce(clock.promised_on, clock.due_on), coalesce(clock.provisional, false),
            coalesce((SELECT hour_known FROM papers WHERE papers.case_id = cases.id LIMIT 1), true)
        FROM cases LEFT JOIN reporters ON reporters.case_id = cases.id
            LEFT JOIN LATERAL (
                SELECT promised_on, due_on, provisional FROM clocks
                WHERE clocks.case_id = cases.id AND rule = ANY(:rules) ORDER BY met_at IS NULL DESC, id DESC LIMIT 1
            ) AS clock ON true
            LEFT JOIN LATERAL (
                SELECT citizen_told_at, other_office FROM forwardings
                WHERE forwardings.case_id = cases.id AND choice = 'forwarded' ORDER BY id DESC LIMIT 1
            ) AS forwarded ON true
        WHERE number = :number
    """)
    row = (await db.execute(query, {"number": number, "rules": list(main_rules)})).one_or_none()
    return Outline(*row) if row else None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was given."""

    interim: bool
    text: str
    next_step_on: date | None
    at: datetime


async def answers_of(db: AsyncConnection, case_id: int) -> Sequence[Answered]:
    """Every answer once, the oldest first; one sent again is the same answer."""
    query = text("""
        SELECT interim, text, next_step_on, at FROM (
            SELECT DISTINCT ON (text) id, interim, text, next_step_on, at FROM answers WHERE case_id = :id
            ORDER BY text, id
        ) AS given ORDER BY id
    """)
    return [Answered(*row) for row in await db.execute(query, {"id": case_id})]


async def answers_were_opened(db: AsyncConnection, case_id: int, now: datetime) -> None:
    """The citizen has read them: that is a proof of delivery (K6.8)."""
    query = text("UPDATE answers SET opened_at = :now WHERE case_id = :id AND opened_at IS NULL")
    await db.execute(query, {"id": case_id, "now": now})


async def note_try(db: AsyncConnection, number_mark: str, address_mark: str, now: datetime) -> int:
    """Notes a try as wrong until it is known better; its id."""
    query = text("""
        INSERT INTO tracking_tries (number_mark, address_mark, at) VALUES (:number, :address, :now) RETURNING id
    """)
    values = {"number": number_mark, "address": address_mark, "now": now}
    return int((await db.execute(query, values)).scalar_one())


async def tries_since(
    db: AsyncConnection, number_mark: str, address_mark: str, moment: datetime
) -> tuple[int, int]:  # fmt: skip
    """How many there were for this number, and from this address."""
    query = text("""
        SELECT count(*) FILTER (WHERE number_mark = :number), count(*) FILTER (WHERE address_mark = :address)
        FROM tracking_tries WHERE at > :moment AND (number_mark = :number OR address_mark = :address)
    """)
    values = {"number": number_mark, "address": address_mark, "moment": moment}
    for_number, from_address = (await db.execute(query, values)).one()
    return for_number, from_address


async def forget_try(db: AsyncConnection, attempt: int) -> None:
    await db.execute(text("DELETE FROM tracking_tries WHERE id = :id"), {"id": attempt})


async def forget_tries(db: AsyncConnection, before: datetime) -> None:
    """Tries from before then tell nothing any more."""
    await db.execute(text("DELETE FROM tracking_tries WHERE at <= :before"), {"before": before})
