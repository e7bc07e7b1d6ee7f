"""Puts an officer's words to the citizen into their conversation and, where the channel carries, into the outbox."""

import hashlib
import re
import secrets
import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Address
from core.procedures.case_file import CaseFile
from core.procedures.tokens import Tokens
from core.rules.receipts import PROOF_ON, Proof
from core.store import answers, conversations, messages
from core.store.new_rows import NewRows

NUMBER_OR_MARK = re.compile(r"^\s*(?:\[[\d-]+\]|(?:re|bls|balas|fw|fwd|trs)\s*(?:\[\d+\])?\s*:)\s*", re.IGNORECASE)
BY_HAND = frozenset({Proof.SIGNATURE, Proof.PAGE})
"""Ways in that carry nothing back: the answer is handed over, posted or looked up."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message on its way; without `outbox_id` somebody has to carry it."""

    message_id: int
    outbox_id: int | None
    evidence: str


async def tell(
    db: AsyncConnection, rows: NewRows, file: CaseFile, words: str, *, purpose: str, about: str, tokens: Tokens
) -> Told:
    """One message from this officer. It answers to the last thing the citizen wrote."""
    to = await _address(db, file)
    answered, subject = await messages.last_of_citizen(db, file.case.conversation_id)
    salt = secrets.token_bytes(16)
    told = Told(
        message_id=file.arrival.ids.reply,
        outbox_id=await answers.next_outbox_id(db) if to and travels(to.channel) else None,
        evidence=hashlib.sha256(salt + words.encode()).hexdigest(),
    )
    _add_message(rows, file, told, salt, words, _subject(file, subject, about), to.channel if to else "")
    if to and told.outbox_id:
        _add_to_outbox(rows, file, told, to, answered, tokens.sign(file.case.id), purpose)
    return told


def quieten(rows: NewRows, file: CaseFile, *, quiet: bool) -> CaseFile:
    """The bot keeps silent in this conversation, or takes over again."""
    talk: dict[str, Any] = {name: value for name, value in (file.arrival.talk or {}).items() if name != "quiet"}
    talk |= {"quiet": True} if quiet else {}
    rows.change("conversations", file.case.conversation_id, talk=talk)
    return replace(file, arrival=replace(file.arrival, talk=talk))


def travels(channel: str) -> bool:
    """Whether an answer leaves by itself on this channel."""
    return PROOF_ON.get(channel, Proof.ACCEPTED) not in BY_HAND


async def _address(db: AsyncConnection, file: CaseFile) -> Address | None:
    if not await answers.has_address(db, file.case.conversation_id):
        return None
    return (await conversations.correspondent(db, file.case.conversation_id)).address


def _subject(file: CaseFile, last: str, about: str) -> str:
    """ "[26-00001-17] Re: Izin hosting"; what stood before the citizen's own words is not piled up."""
    plain = last
    while mark := NUMBER_OR_MARK.match(plain):
        plain = plain[mark.end() :]
    return f"[{file.case.number}] Re: {plain.strip()}" if plain.strip() else f"[{file.case.number}] {about}"


def _add_message(
    rows: NewRows, file: CaseFile, told: Told, salt: bytes, words: str, subject: str, channel: str
) -> None:
    rows.add(
        "messages",
        id=told.message_id,
        conversation_id=file.case.conversation_id,
        case_id=file.case.id,
        author=file.viewer.author,
        channel=channel or file.settling.channel,
        subject=subject,
        text=words,
        arrived_at=file.now,
        received_at=file.now,
        salt=salt,
        evidence=told.evidence,
    )


def _add_to_outbox(
    rows: NewRows, file: CaseFile, told: Told, to: Address, answered: str, token: str, purpose: str
) -> None:
    rows.add(
        "outbox",
        id=told.outbox_id,
        public_id=uuid.uuid4().hex,
        message_id=told.message_id,
        conversation_id=file.case.conversation_id,
        case_id=file.case.id,
        channel=to.channel,
        handle=to.handle,
        answers=[answered] if answered else [],
        token=token,
        automatic=False,
        purpose=purpose,
        created_at=file.now,
        next_try_at=file.now,
    )
