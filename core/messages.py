"""What crosses the channel border: messages in and out, receipts, and the four words for trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """Where someone writes from, as the channel itself proves it. Contact, not yet identity (K6.5b)."""

    channel: str
    handle: str


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


class Automatic(StrEnum):
    """Why a message was written by a machine and must get no automatic reply (RFC 3834)."""

    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    BULK = "bulk"
    MAILING_LIST = "mailing_list"
    OURSELVES = "ourselves"
    NO_REPLY_ADDRESS = "no_reply_address"


class Mark(StrEnum):
    """What an officer should know of a message beside its words. None of them is a reason to refuse it."""

    ENCRYPTED = "encrypted"
    SIGNED = "signed"
    UNREADABLE = "unreadable"
    OTHER_ADDRESS = "other_address"
    PROVEN = "proven"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a citizen.

    `provider_id` is unique within the channel and the same when the provider repeats the message.
    `text` is what was written now; quoted history and signature are cut off, `original` keeps the whole.
    `sent_at` is the provider's authenticated time, None where the channel has none (never an e-mail's Date header).
    `answers` are provider ids of messages this one replies to, nearest first; `token` is an unverified reply token.
    `marks` are what the channel noticed.
    """

    sender: Address
    provider_id: str
    text: str
    arrived_at: datetime
    sent_at: datetime | None = None
    display_name: str = ""
    subject: str = ""
    attachments: tuple[Attachment, ...] = ()
    original: bytes = b""
    original_type: str = "text/plain"
    automatic: Automatic | None = None
    answers: tuple[str, ...] = ()
    token: str = ""
    marks: tuple[Mark, ...] = ()


class ReceiptState(StrEnum):
    """How far a message of ours came. Order matters: a later state is never undone by an earlier one."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says about a message of ours, named by the id it was sent with.

    Where that id is not known, `token` is the unverified reply token that the message carried.
    """

    provider_id: str
    state: ReceiptState
    at: datetime
    detail: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came to our door, before anybody has read it. Header names are lower case."""

    channel: str
    body: bytes
    arrived_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    envelope_from: str = ""
    envelope_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message of ours. `id` is ours, unique, and the same on every try."""

    id: str
    to: Address
    text: str
    subject: str = ""
    answers: tuple[str, ...] = ()
    token: str = ""
    automatic: bool = True


class Channel(Protocol):
    """An adapter: two translations, nothing else."""

    name: str

    def read(self, delivery: Delivery) -> Sequence[Inbound | Receipt]:
        """Everything in the delivery. Raises Forged when its signature does not fit."""
        ...

    async def send(self, message: Outbound) -> str:
        """The provider's id of the sent message. Raises TryLater, CannotSend or MaybeSent."""
        ...


class Trouble(Exception):
    """What can go wrong at the channel border."""


class Forged(Trouble):
    """The delivery does not carry the signature it should."""


class TryLater(Trouble):
    """The provider cannot take it now; the same message may be tried again."""


class CannotSend(Trouble):
    """The provider refuses this message for good."""


class MaybeSent(Trouble):
    """The provider went silent after we spoke: look it up before repeating."""
