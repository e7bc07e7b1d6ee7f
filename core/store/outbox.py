"""The outbox: what was promised to be sent, what was tried, and what became of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Address, Outbound, Receipt, ReceiptState


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message taken for sending by this worker. `tries` counts this one too, and tells it from earlier claims."""

    outbox_id: int
    case_id: int | None
    conversation_id: int
    tries: int
    created_at: datetime
    message: Outbound


# A row is due when its time has come, nothing older of the same conversation still waits, and nobody holds it. A row
# whose worker died while holding it is due again after the lease.
CLAIM = text("""
UPDATE outbox SET state = 'sending', claimed_at = :now, tries = outbox.tries + 1
FROM messages
WHERE messages.id = outbox.message_id AND outbox.id IN (
    SELECT due.id FROM outbox AS due
    WHERE due.state IN ('waiting', 'sending') AND due.channel = ANY(:channels) AND due.next_try_at <= :now
      AND (due.state = 'waiting' OR due.claimed_at < :lease_over)
      AND NOT EXISTS (
          SELECT 1 FROM outbox AS older
          WHERE older.conversation_id = due.conversation_id AND older.id < due.id
            AND older.state IN ('waiting', 'sending')
      )
    ORDER BY due.next_try_at, due.id LIMIT :most FOR UPDATE SKIP LOCKED
)
RETURNING outbox.id, outbox.case_id, outbox.conversation_id, outbox.tries, outbox.created_at, outbox.public_id,
    outbox.channel, outbox.handle, outbox.answers, outbox.token, outbox.automatic, messages.text, messages.subject
""")


async def claim(
    db: AsyncConnection, channels: Sequence[str], now: datetime, *, most: int, lease: timedelta
) -> list[Claimed]:
    """Takes what is due on these channels, oldest first, in order within a conversation."""
    values = {"now": now, "channels": list(channels), "most": most, "lease_over": now - lease}
    rows = (await db.execute(CLAIM, values)).all()
    return [_claimed(*row) for row in sorted(rows)]


async def keep_claims(db: AsyncConnection, claims: Sequence[Claimed], now: datetime) -> None:
    """These are still being sent: their lease begins anew. One that another worker has taken meanwhile stays taken."""
    if not claims:
        return
    query = text("""
        UPDATE outbox SET claimed_at = :now
        FROM unnest(CAST(:ids AS bigint[]), CAST(:tries AS integer[])) AS held(id, tries)
        WHERE outbox.id = held.id AND outbox.tries = held.tries AND outbox.state = 'sending'
    """)
    values = {"now": now, "ids": [c.outbox_id for c in claims], "tries": [c.tries for c in claims]}
    await db.execute(query, values)


def _claimed(
    outbox_id: int,
    case_id: int | None,
    conversation_id: int,
    tries: int,
    created_at: datetime,
    public_id: str,
    channel: str,
    handle: str,
    answers: list[str],
    token: str,
    automatic: bool,
    body: str,
    subject: str,
) -> Claimed:
    message = Outbound(public_id, Address(channel, handle), body, subject, tuple(answers), token, automatic)
    return Claimed(outbox_id, case_id, conversation_id, tries, created_at, message)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: "sent" with the provider's id, "waiting" with the next time, or "failed" with why.

    Only "sent" counts when another worker has taken the message meanwhile; the others are its business then.
    """

    outbox_id: int
    tries: int
    state: str
    provider_id: str | None
    next_try_at: datetime | None
    trouble: str


RECORD = text("""
WITH outcome AS (
    SELECT * FROM json_to_recordset(CAST(:outcomes AS json))
        AS o(outbox_id bigint, tries integer, state text, provider_id text, next_try_at timestamptz, trouble text)
), tried AS (
    UPDATE outbox SET state = outcome.state, provider_id = coalesce(outcome.provider_id, outbox.provider_id),
        next_try_at = coalesce(outcome.next_try_at, outbox.next_try_at), last_trouble = outcome.trouble,
        claimed_at = NULL, sent_at = CASE WHEN outcome.state = 'sent' THEN CAST(:now AS timestamptz) END
    FROM outcome WHERE outbox.id = outcome.outbox_id AND outbox.state = 'sending'
        AND (outbox.tries = outcome.tries OR outcome.state = 'sent')
    RETURNING outbox.id, outbox.state, outbox.last_trouble
)
INSERT INTO receipts (outbox_id, state, at, detail)
SELECT id, CASE state WHEN 'sent' THEN 'accepted' ELSE 'failed' END, CAST(:now AS timestamptz), last_trouble
FROM tried WHERE state IN ('sent', 'failed')
""")


async def record_outcomes(db: AsyncConnection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Writes what became of a round of tries; a sent or finally refused message leaves a receipt."""
    rows = [
        {
            "outbox_id": o.outbox_id,
            "tries": o.tries,
            "state": o.state,
            "provider_id": o.provider_id,
            "next_try_at": o.next_try_at.isoformat() if o.next_try_at else None,
            "trouble": o.trouble,
        }
        for o in outcomes
    ]
    await db.execute(RECORD, {"outcomes": json.dumps(rows), "now": now})


@dataclass(frozen=True, slots=True)
class Stuck:
    """A channel with messages that are due and that nobody tries to send."""

    channel: str
    messages: int
    since: datetime


async def due_since(db: AsyncConnection, before: datetime) -> list[Stuck]:
    """The channels on which something was due before that moment, and still only waits."""
    query = text("""
        SELECT channel, count(*), min(next_try_at) FROM outbox AS due
        WHERE state = 'waiting' AND next_try_at < :before AND NOT EXISTS (
            SELECT 1 FROM outbox AS older
            WHERE older.conversation_id = due.conversation_id AND older.id < due.id
                AND older.state IN ('waiting', 'sending')
        )
        GROUP BY channel ORDER BY channel
    """)
    return [Stuck(*row) for row in await db.execute(query, {"before": before})]


async def record_receipt(db: AsyncConnection, channel: str, receipt: Receipt, case_id: int | None = None) -> int | None:
    """Notes what a provider says of a message of ours; the id of its row.

    None when no message has this id, or the same was said before. Without an id it is the newest message on this case.
    """
    query = text("""
        INSERT INTO receipts (outbox_id, state, at, detail)
        SELECT meant.id, :state, :at, :detail FROM (
            SELECT id FROM outbox WHERE channel = :channel AND (
                provider_id = :provider_id
                OR :provider_id = '' AND case_id = CAST(:case_id AS bigint) AND sent_at IS NOT NULL
            ) ORDER BY id DESC LIMIT 1
        ) AS meant
        WHERE NOT EXISTS (
            SELECT 1 FROM receipts AS known
            WHERE known.outbox_id = meant.id AND known.state = :state AND known.detail = :detail
        )
        RETURNING outbox_id
    """)
    values = {
        "case_id": case_id,
        "state": receipt.state,
        "at": receipt.at,
        "detail": receipt.detail,
        "channel": channel,
        "provider_id": receipt.provider_id,
    }
    outbox_id: int | None = (await db.execute(query, values)).scalar()
    return outbox_id


async def question_left_at(db: AsyncConnection, case_id: int, asked_before: datetime) -> datetime | None:
    """When the newest message that we wrote of ourselves on this case before that moment left the house."""
    query = text("""
        SELECT max(sent_at) FROM outbox
        WHERE case_id = :case AND automatic AND state = 'sent' AND created_at < :before
    """)
    moment: datetime | None = (await db.execute(query, {"case": case_id, "before": asked_before})).scalar_one()
    return moment


async def last_left_at(db: AsyncConnection, conversation_id: int) -> datetime | None:
    """When the last message to this citizen left the house."""
    query = text("""
        SELECT max(sent_at) FROM messages JOIN outbox ON outbox.message_id = messages.id
        WHERE messages.conversation_id = :id
    """)
    moment: datetime | None = (await db.execute(query, {"id": conversation_id})).scalar_one()
    return moment


async def receipts_of(db: AsyncConnection, outbox_id: int) -> list[Receipt]:
    """All that is known of how far one message came, in the order it was learned."""
    query = text("SELECT state, at, detail FROM receipts WHERE outbox_id = :id ORDER BY id")
    return [Receipt("", ReceiptState(s), at, detail) for s, at, detail in await db.execute(query, {"id": outbox_id})]


async def case_answered(
    db: AsyncConnection, conversation_id: int, channel: str, provider_ids: Sequence[str]
) -> int | None:
    """The case that a message of ours was about, if we sent one of these ids on this channel in this conversation."""
    query = text("""
        SELECT case_id FROM outbox
        WHERE channel = :channel AND provider_id = ANY(:ids) AND conversation_id = :conversation
        ORDER BY id DESC LIMIT 1
    """)
    values = {"conversation": conversation_id, "channel": channel, "ids": list(provider_ids)}
    case_id: int | None = (await db.execute(query, values)).scalar()
    return case_id


async def case_of_others(
    db: AsyncConnection, conversation_id: int, channel: str, provider_ids: Sequence[str]
) -> int | None:
    """The case that a message of ours was about, if we sent one of these ids to somebody of another conversation."""
    query = text("""
        SELECT case_id FROM outbox
        WHERE channel = :channel AND provider_id = ANY(:ids) AND conversation_id <> :conversation
            AND case_id IS NOT NULL
        ORDER BY id DESC LIMIT 1
    """)
    values = {"conversation": conversation_id, "channel": channel, "ids": list(provider_ids)}
    case_id: int | None = (await db.execute(query, values)).scalar()
    return case_id


async def latest(db: AsyncConnection, *, most: int) -> list[tuple[str, str, str, datetime]]:
    """The newest messages of ours: to whom, subject, text, and when."""
    query = text("""
        SELECT outbox.handle, messages.subject, messages.text, outbox.created_at
        FROM outbox JOIN messages ON messages.id = outbox.message_id ORDER BY outbox.id DESC LIMIT :most
    """)
    return [(row[0], row[1], row[2], row[3]) for row in await db.execute(query, {"most": most})]


async def last_sent_to(db: AsyncConnection, handle: str) -> str | None:
    """The provider's id of the newest message that left for this address."""
    query = text("SELECT provider_id FROM outbox WHERE handle = :handle AND state = 'sent' ORDER BY id DESC LIMIT 1")
    provider_id: str | None = (await db.execute(query, {"handle": handle})).scalar()
    return provider_id
