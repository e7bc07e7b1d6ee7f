"""Makes a delivered message fit to be heard: cleaned, hashed and classified before anything is locked."""

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bots.commands import recognise
from core.messages import Inbound
from core.rules.grouping import Tags
from core.store.messages import Unheard

Classify = Callable[[str], Tags]

LONGEST = 20_000
LONGEST_ID = 1_000
"""Bytes of an id or address, so that an index holds it. An e-mail's own ids have at most 998."""
UNSEEN = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Orders to a terminal and signs without a shape, NUL among them."""
ANSWERED_SUBJECT = re.compile(r"^\s*(re|bls|balas|fw|fwd|trs|aw|sv|antw)\s*(\[\d+\])?\s*:", re.IGNORECASE)
OUR_MARK = re.compile(r"^\s*\[\d{2}-\d{5,7}-\d{2}\]")
"""The number our own subjects begin with."""


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
        sender=replace(message.sender, handle=_as_id(message.sender.handle)),
        provider_id=_as_id(message.provider_id),
        answers=tuple(_as_id(answer) for answer in message.answers),
        token=_as_id(message.token),
        original_type=_clean(message.original_type),
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
    answers = ANSWERED_SUBJECT.match(subject) or OUR_MARK.match(subject)
    if not subject.strip() or answers or subject.strip() in text or recognise(text):
        return text
    return f"{subject.strip()}\n{text}"


def in_one_breath(messages: Sequence[Unheard]) -> list[tuple[str, bool]]:
    """Quick messages as they are to be heard: (words, whether something unread hangs on them).

    A word that works is obeyed by itself, and once when it was sent twice; everything else between two such words is
    one text, with what was written in attached letters.
    """
    breath: list[tuple[str, bool, bool]] = []
    for message in messages:
        words = with_subject(message.subject, message.text)
        if recognise(words) is None:
            _join(breath, f"{words}\n{message.attached_text}", message.unread)
            continue
        if not breath or breath[-1][0].lower() != words.lower():
            breath.append((words, message.unread, True))
        if message.attached_text:
            _join(breath, message.attached_text, False)
    return [(words.strip(), unread) for words, unread, _ in breath]


def _join(breath: list[tuple[str, bool, bool]], words: str, unread: bool) -> None:
    if breath and not breath[-1][2]:
        before, was_unread, _ = breath.pop()
        breath.append((f"{before}\n{words}", was_unread or unread, False))
    else:
        breath.append((words, unread, False))


def without_answer_marks(subject: str) -> str:
    """The subject as it first was, without the number that we put before it."""
    while mark := ANSWERED_SUBJECT.match(subject) or OUR_MARK.match(subject):
        subject = subject[mark.end() :]
    return subject.strip()


def _clean(text: str) -> str:
    """What the database can hold and the eye can read; the original keeps the rest."""
    plain = UNSEEN.sub("", text).strip()
    return plain.encode("utf-8", "replace").decode("utf-8")[:LONGEST]


def _as_id(text: str) -> str:
    """An id as the database can hold it, never the same for two that differ: what does not fit is spelt out, what is
    too long ends with its hash."""
    plain = text.replace("\0", "\\x00").encode("utf-8", "backslashreplace")
    if len(plain) > LONGEST_ID:
        plain = plain[: LONGEST_ID - 64] + hashlib.sha256(plain).hexdigest().encode()
    return plain.decode("utf-8", "ignore")
