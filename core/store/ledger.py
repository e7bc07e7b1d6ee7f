"""The ledger: what happened to a case, chained by hash, sealed by the clockwork."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.ledger import FIRST, entry_hash
from core.store.cases import Case
from core.store.new_rows import NewRows

__all__ = [
    "FIRST",
    "Entry",
    "Seal",
    "append",
    "entries_of_case",
    "keep_key",
    "last_seal",
    "seal",
    "sealing_keys",
    "seals",
    "unsealed",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to a case. `payload` holds ids, dates and salted hashes, never personal data."""

    id: int
    case_id: int
    seq: int
    at: datetime
    kind: str
    payload: Mapping[str, Any]
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """One link of the chain of seals over all cases' entries; `key_id` names the key that its signature fits."""

    id: int
    entries: int
    digest: bytes
    previous: bytes
    signature: bytes
    at: datetime
    key_id: str | None = None


def append(rows: NewRows, case: Case, kind: str, payload: Mapping[str, Any], at: datetime) -> Case:
    """Adds an entry to the case's chain; goes on with the case that is returned."""
    seq = case.ledger_seq + 1
    digest = entry_hash(case.ledger_hash, seq, at, kind, payload)
    rows.add(
        "ledger", case_id=case.id, seq=seq, at=at, kind=kind, payload=payload, previous=case.ledger_hash, hash=digest
    )
    rows.change("cases", case.id, ledger_seq=seq, ledger_hash=digest)
    return replace(case, ledger_seq=seq, ledger_hash=digest)


async def entries_of_case(db: AsyncConnection, case_id: int) -> list[Entry]:
    """The case's whole chain, in order."""
    query = text("""
        SELECT id, case_id, seq, at, kind, payload, previous, hash FROM ledger WHERE case_id = :id ORDER BY seq
    """)
    return [Entry(*row) for row in await db.execute(query, {"id": case_id})]


async def unsealed(db: AsyncConnection, *, most: int = 10_000) -> list[tuple[int, int, int, bytes]]:
    """Entries no seal covers yet, oldest first: (id, case, seq, hash)."""
    query = text("SELECT id, case_id, seq, hash FROM ledger WHERE seal_id IS NULL ORDER BY id LIMIT :most")
    return [(row[0], row[1], row[2], row[3]) for row in await db.execute(query, {"most": most})]


async def last_seal(db: AsyncConnection) -> Seal | None:
    """The end of the chain of seals."""
    query = text("SELECT id, entries, digest, previous, signature, at, key_id FROM seals ORDER BY id DESC LIMIT 1")
    row = (await db.execute(query)).one_or_none()
    return Seal(*row) if row else None


async def seals(db: AsyncConnection) -> list[Seal]:
    """The whole chain of seals, in order."""
    query = text("SELECT id, entries, digest, previous, signature, at, key_id FROM seals ORDER BY id")
    return [Seal(*row) for row in await db.execute(query)]


async def seal(db: AsyncConnection, link: Seal, entry_ids: Sequence[int]) -> None:
    """Adds a link and marks the entries it covers."""
    insert = text("""
        INSERT INTO seals (id, entries, digest, previous, signature, at, key_id)
        VALUES (:id, :entries, :digest, :previous, :signature, :at, :key_id)
    """)
    await db.execute(insert, {name: getattr(link, name) for name in Seal.__slots__})
    mark = text("UPDATE ledger SET seal_id = :seal WHERE id = ANY(:ids)")
    await db.execute(mark, {"seal": link.id, "ids": list(entry_ids)})


async def keep_key(db: AsyncConnection, key_id: str, public_key: bytes, machine: str, now: datetime) -> None:
    """Keeps the public half of a machine's key, so that whoever verifies later has it."""
    query = text("""
        INSERT INTO seal_keys (id, public_key, machine, since) VALUES (:id, :public_key, :machine, :now)
        ON CONFLICT DO NOTHING
    """)
    await db.execute(query, {"id": key_id, "public_key": public_key, "machine": machine, "now": now})


async def sealing_keys(db: AsyncConnection) -> dict[str, bytes]:
    """Every public key that has signed a seal, by its id."""
    return {row[0]: row[1] for row in await db.execute(text("SELECT id, public_key FROM seal_keys ORDER BY since"))}
