"""When a message of ours has reached the citizen: what each way of sending counts as proof (K6.8)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from core.messages import Receipt, ReceiptState


class Proof(StrEnum):
    """What proves an answer on a kind of channel.

    HANDSET is a delivered or read receipt; ACCEPTED the provider's acceptance; MAIL the relay's acceptance that no
    bounce undoes, a reply, or the answer page opened; PAGE the answer page opened; SIGNATURE a signed register entry.
    """

    HANDSET = "handset"
    ACCEPTED = "accepted"
    MAIL = "mail"
    PAGE = "page"
    SIGNATURE = "signature"


PROOF_ON = {
    "whatsapp": Proof.HANDSET,
    "whatsapp-cloud": Proof.HANDSET,
    "sms": Proof.HANDSET,
    "sms-gateway": Proof.HANDSET,
    "telegram": Proof.ACCEPTED,
    "instagram": Proof.ACCEPTED,
    "x": Proof.ACCEPTED,
    "email": Proof.MAIL,
    "form": Proof.PAGE,
    "web": Proof.PAGE,
    "letter": Proof.SIGNATURE,
    "counter": Proof.SIGNATURE,
    "phone": Proof.SIGNATURE,
    "box": Proof.SIGNATURE,
    "paper": Proof.SIGNATURE,
}

RANK = {
    ReceiptState.ACCEPTED: 1,
    ReceiptState.SENT: 2,
    ReceiptState.DELAYED: 3,
    ReceiptState.DELIVERED: 4,
    ReceiptState.FAILED: 4,
    ReceiptState.READ: 5,
}
"""Receipts come late, twice and out of order. Delivered and failed end each other's chances; what was read was read."""


def further(known: ReceiptState | None, news: ReceiptState) -> ReceiptState:
    """What is known after one more receipt: never less than before."""
    return news if known is None or RANK[news] > RANK[known] else known


def is_proof(
    proof: Proof,
    receipts: Collection[Receipt],
    now: datetime,
    *,
    bounce_days: int = 2,
    replied: bool = False,
    page_opened: bool = False,
    signed: bool = False,
) -> bool:
    """Whether the answer counts as having reached the citizen. A signature for it is proof on every way."""
    states = {receipt.state for receipt in receipts}
    reached = bool(states & {ReceiptState.DELIVERED, ReceiptState.READ})
    match proof:
        case Proof.HANDSET:
            return signed or reached
        case Proof.ACCEPTED:
            return signed or reached or (bool(states) and ReceiptState.FAILED not in states)
        case Proof.MAIL:
            return signed or replied or page_opened or _stood(receipts, now, timedelta(days=bounce_days))
        case Proof.PAGE:
            return signed or page_opened
        case Proof.SIGNATURE:
            return signed


def _stood(receipts: Collection[Receipt], now: datetime, wait: timedelta) -> bool:
    """Accepted by the relay long enough ago, and nothing came back. A mail held up on its way may still come back."""
    came_back = any(receipt.state is ReceiptState.FAILED for receipt in receipts)
    held_up = any(receipt.state is ReceiptState.DELAYED and receipt.at + wait > now for receipt in receipts)
    return not came_back and not held_up and any(receipt.at + wait <= now for receipt in receipts)
