"""Makes a delivered message fit to be heard: cleaned, hashed and classified before anything is locked."""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bots.commands import recognise
from core.messages import Inbound
from core.rules.grouping import Tags

Classify = Callable[[str], Tags]

LONGEST = 20_000
UNSEEN = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Orders to a terminal and signs without a shape, NUL among them."""
ANSWERED_SUBJECT = re.compile(r"^\s*(re|bls|balas|fw|fwd|trs)\s*(\[\d+\])?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message ready to be recorded. `evidence` is the salted hash that the ledger keeps instead of the words."""

    message: Inbound
    words: str
    tags: Tags
    sha256: bytes
    salt: bytes
    evidence: str


def hear(message: Inbound, classify: Classify) -> Heard:
    """Classifies what was written now; a fresh subject belongs to it."""
    original = message.original or message.text.encode("utf-8", "replace")
    message = replace(
        message,
        text=_clean(message.text),
        subject=_clean(message.subject),
        display_name=_clean(message.display_name),
        attachments=tuple(
            replace(item, name=_clean(item.name), media_type=_clean(item.media_type)) for item in message.attachments
        ),
        original=original,
    )
    words = words_of(message)
    salt = secrets.token_bytes(16)
    return Heard(
        message=message,
        words=words,
        tags=classify(words),
        sha256=hashlib.sha256(original).digest(),
        salt=salt,
        evidence=hashlib.sha256(salt + original).hexdigest(),
    )


def words_of(message: Inbound) -> str:
    """Subject and text, as one would read them aloud; the subject of an answer says nothing new."""
    return with_subject(message.subject, message.text)


def with_subject(subject: str, text: str) -> str:
    if not subject.strip() or ANSWERED_SUBJECT.match(subject) or subject.strip() in text or recognise(text):
        return text
    return f"{subject.strip()}\n{text}"


def without_answer_marks(subject: str) -> str:
    """The subject as it first was."""
    while mark := ANSWERED_SUBJECT.match(subject):
        subject = subject[mark.end() :]
    return subject.strip()


def _clean(text: str) -> str:
    """What the database can hold and the eye can read; the original keeps the rest."""
    plain = UNSEEN.sub("", text).strip()
    return plain.encode("utf-8", "replace").decode("utf-8")[:LONGEST]
