"""What became of a message of ours after it left: noted with it, and told to a person when it came back (K6.8)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Receipt, ReceiptState
from core.procedures.tokens import Tokens
from core.store import alarms, outbox

NOT_DELIVERED = "not_delivered"


async def note_receipt(db: AsyncConnection, tokens: Tokens, channel: str, receipt: Receipt, *, now: datetime) -> bool:
    """Whether it says something new of a message of ours. The same receipt, brought again, is noted once."""
    case_id = tokens.case_of(receipt.token) if receipt.token and not receipt.provider_id else None
    outbox_id = await outbox.record_receipt(db, channel, receipt, case_id)
    if outbox_id is not None and receipt.state is ReceiptState.FAILED:
        await alarms.raise_alarm(db, NOT_DELIVERED, str(outbox_id), receipt.detail, now)
    return outbox_id is not None
