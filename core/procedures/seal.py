"""Seals what is new in the ledger, so that nothing sealed can be changed, removed or reordered unseen."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.store import ledger
from core.store.ledger import Seal

NO_SEAL = bytes(32)
MOST_ENTRIES = 10_000
"""So many are covered by one link."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A machine's own key, as far as seals need it. Each machine has one; a seal names the one it was signed with."""

    sign: Callable[[bytes], bytes]
    public_key: bytes
    machine: str = ""

    @property
    def key_id(self) -> str:
        return key_id(self.public_key)


def key_id(public_key: bytes) -> str:
    """By what a seal names the key that signed it."""
    return hashlib.sha256(public_key).hexdigest()[:32]


async def seal_new_entries(db: AsyncConnection, signer: Signer, now: datetime) -> int:
    """Adds one link to the chain of seals; says how many entries it covers. None new, no link."""
    rows = await ledger.unsealed(db, most=MOST_ENTRIES)
    if not rows:
        return 0
    last = await ledger.last_seal(db)
    number, previous = (last.id + 1, link_digest(last)) if last else (1, NO_SEAL)
    digest = digest_of(rows)
    await ledger.keep_key(db, signer.key_id, signer.public_key, signer.machine, now)
    link = Seal(number, len(rows), digest, previous, b"", now, signer.key_id)
    await ledger.seal(db, replace(link, signature=signer.sign(signed_text(link))), [row[0] for row in rows])
    return len(rows)


def digest_of(rows: Iterable[tuple[int, int, int, bytes]]) -> bytes:
    """SHA-256 over the entries in the order of their ids: case, place in the case, hash."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(in_the_digest(*row))
    return digest.digest()


def in_the_digest(entry_id: int, case_id: int, seq: int, entry: bytes) -> bytes:
    """What one entry adds to the digest of its link."""
    return f"{entry_id}:{case_id}:{seq}:".encode() + entry


def signed_text(link: Seal) -> bytes:
    """What the signature of a link covers: all of it. Links of the first days name neither key nor moment."""
    moment = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    by = f" by {link.key_id} at {moment}" if link.key_id else ""
    return f"aduan seal {link.id} over {link.entries} entries{by}\n".encode() + link.digest + link.previous


def link_digest(link: Seal) -> bytes:
    """What the next link carries of this one."""
    return hashlib.sha256(signed_text(link) + link.signature).digest()
