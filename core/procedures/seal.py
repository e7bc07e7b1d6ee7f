"""Seals what is new in the ledger, so that nothing sealed can be changed, removed or reordered unseen."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.store import ledger
from core.store.ledger import Seal

NO_SEAL = bytes(32)


async def seal_new_entries(db: AsyncConnection, sign: Callable[[bytes], bytes], now: datetime) -> int:
    """Adds one link to the chain of seals; says how many entries it covers. None new, no link."""
    rows = await ledger.unsealed(db)
    if not rows:
        return 0
    last = await ledger.last_seal(db)
    number, previous = (last.id + 1, link_digest(last)) if last else (1, NO_SEAL)
    digest = digest_of(rows)
    signature = sign(signed_text(number, len(rows), digest, previous))
    await ledger.seal(db, Seal(number, len(rows), digest, previous, signature, now), [row[0] for row in rows])
    return len(rows)


def digest_of(rows: Iterable[tuple[int, int, int, bytes]]) -> bytes:
    """SHA-256 over the entries in the order of their ids: case, place in the case, hash."""
    digest = hashlib.sha256()
    for entry_id, case_id, seq, entry in rows:
        digest.update(f"{entry_id}:{case_id}:{seq}:".encode() + entry)
    return digest.digest()


def signed_text(number: int, entries: int, digest: bytes, previous: bytes) -> bytes:
    """What the signature of a link covers."""
    return f"aduan seal {number} over {entries} entries\n".encode() + digest + previous


def link_digest(link: Seal) -> bytes:
    """What the next link carries of this one."""
    return hashlib.sha256(signed_text(link.id, link.entries, link.digest, link.previous) + link.signature).digest()
