"""What somebody might do who can write to the database: one deed each, on what is sealed."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.seal import NO_SEAL, digest_of, key_id, link_digest, signed_text
from core.rules.ledger import FIRST, entry_hash
from core.store.ledger import Entry, Seal


@dataclass(frozen=True, slots=True)
class Scene:
    """The sealed record as it stands before anybody touches it."""

    db: AsyncConnection
    entries: list[Entry]
    seal_of: dict[int, int]
    seals: list[Seal]
    blobs: list[tuple[bytes, bytes]]

    @classmethod
    async def of(cls, db: AsyncConnection) -> "Scene":
        rows = (
            await db.execute(
                text(
                    "SELECT id, case_id, seq, at, kind, payload, previous, hash, seal_id FROM ledger "
                    "WHERE seal_id IS NOT NULL ORDER BY id"
                )
            )
        ).all()
        links = await db.execute(
            text("SELECT id, entries, digest, previous, signature, at, key_id FROM seals ORDER BY id")
        )
        blobs = await db.execute(text("SELECT sha256, content FROM blobs ORDER BY sha256"))
        return cls(
            db,
            [Entry(*row[:8]) for row in rows],
            {row[0]: row[8] for row in rows},
            [Seal(*x) for x in links],
            [(row[0], row[1]) for row in blobs],
        )

    async def does(self, query: str, **values: Any) -> None:
        """Every deed must really change a row."""
        done = await self.db.execute(text(query), values)
        assert done.rowcount, query

    def chain(self, case_id: int) -> list[Entry]:
        return sorted((e for e in self.entries if e.case_id == case_id), key=lambda e: e.seq)

    async def head(self, case_id: int, last: Entry | None) -> None:
        """Lets the case know of this end of its chain."""
        values = {"case": case_id, "seq": last.seq if last else 0, "hash": last.hash if last else FIRST}
        await self.db.execute(text("UPDATE cases SET ledger_seq = :seq, ledger_hash = :hash WHERE id = :case"), values)

    async def write(self, entry: Entry) -> None:
        await self.does(
            "UPDATE ledger SET case_id = :case_id, seq = :seq, at = :at, kind = :kind, previous = :previous, "
            "hash = :hash, payload = CAST(:payload AS jsonb) WHERE id = :id",
            **{n: getattr(entry, n) for n in Entry.__slots__} | {"payload": json.dumps(entry.payload)},
        )


Deed = Callable[[Scene, Random], Awaitable[None]]


async def content(scene: Scene, chance: Random) -> None:
    entry = chance.choice(scene.entries)
    key = chance.choice([*entry.payload, "added"])
    changed = {**entry.payload, key: "lain"} if chance.random() < 0.7 else {"hanya": entry.id}
    await scene.does(
        "UPDATE ledger SET payload = CAST(:new AS jsonb) WHERE id = :id", id=entry.id, new=json.dumps(changed)
    )


async def nonsense(scene: Scene, chance: Random) -> None:
    new = chance.choice(["[]", "null", "7", "1e400", '"kata"', "{}" if scene.entries[0].payload else "[1]"])
    entry = chance.choice([e for e in scene.entries if e.payload])
    await scene.does("UPDATE ledger SET payload = CAST(:new AS jsonb) WHERE id = :id", id=entry.id, new=new)


async def moment(scene: Scene, chance: Random) -> None:
    entry, gap = chance.choice(scene.entries), timedelta(microseconds=chance.choice([-1, 1, 10**6, 86_400 * 10**6]))
    await scene.does("UPDATE ledger SET at = :new WHERE id = :id", id=entry.id, new=entry.at + gap)


async def no_moment(scene: Scene, chance: Random) -> None:
    table, one = chance.choice([("ledger", chance.choice(scene.entries).id), ("seals", chance.choice(scene.seals).id)])
    await scene.does(
        f"UPDATE {table} SET at = CAST(:new AS timestamptz) WHERE id = :id",
        id=one,
        new=chance.choice(["infinity", "-infinity", "0044-03-15 BC", "20000-01-01"]),
    )


async def kind(scene: Scene, chance: Random) -> None:
    await scene.does(
        "UPDATE ledger SET kind = kind || :more WHERE id = :id",
        id=chance.choice(scene.entries).id,
        more=chance.choice(["x", " "]),
    )


async def a_hash(scene: Scene, chance: Random) -> None:
    column, bit = chance.choice(["hash", "previous"]), chance.randrange(256)
    await scene.does(
        f"UPDATE ledger SET {column} = set_bit({column}, :bit, 1 - get_bit({column}, :bit)) WHERE id = :id",
        id=chance.choice(scene.entries).id,
        bit=bit,
    )


async def entry_gone(scene: Scene, chance: Random) -> None:
    await scene.does("DELETE FROM ledger WHERE id = :id", id=chance.choice(scene.entries).id)


async def newest_entries_gone(scene: Scene, chance: Random) -> None:
    """And the case knows of no more."""
    chain = scene.chain(chance.choice(scene.entries).case_id)
    left = chain[: chance.randrange(len(chain))]
    for entry in chain[len(left) :]:
        await scene.does("DELETE FROM ledger WHERE id = :id", id=entry.id)
    await scene.head(chain[0].case_id, left[-1] if left else None)


async def case_gone(scene: Scene, chance: Random) -> None:
    case_id = chance.choice(scene.entries).case_id
    if chance.random() < 0.7:
        await scene.does("DELETE FROM ledger WHERE case_id = :id", id=case_id)
    await scene.does("DELETE FROM cases WHERE id = :id", id=case_id)


async def case_renamed(scene: Scene, chance: Random) -> None:
    await scene.does("UPDATE cases SET number = '26-99999-00' WHERE id = :id", id=chance.choice(scene.entries).case_id)


async def case_head(scene: Scene, chance: Random) -> None:
    change = chance.choice(["ledger_seq = ledger_seq + 1", "ledger_hash = sha256(ledger_hash)"])
    await scene.does(f"UPDATE cases SET {change} WHERE id = :id", id=chance.choice(scene.entries).case_id)


async def two_swapped(scene: Scene, chance: Random) -> None:
    """Two entries change all or some of what they say, or their numbers."""
    one, other = chance.sample(scene.entries, 2)
    columns = chance.choice(
        [
            ("case_id", "seq", "at", "kind", "payload", "previous", "hash"),
            ("payload", "kind", "at"),
            ("id",),
            ("hash",),
            ("case_id", "seq"),
            ("payload", "hash"),
        ]
    )
    if columns == ("payload", "kind", "at") and (one.payload, one.kind, one.at) == (
        other.payload,
        other.kind,
        other.at,
    ):
        columns = ("id",)
    assigned = ", ".join(f"{c} = other.{c}" for c in columns)
    await scene.does(
        f"UPDATE ledger SET {assigned} FROM ledger AS other WHERE ledger.id IN (:one, :other) "
        "AND other.id IN (:one, :other) AND other.id <> ledger.id",
        one=one.id,
        other=other.id,
    )


async def place(scene: Scene, chance: Random) -> None:
    await scene.does(
        "UPDATE ledger SET seq = seq + :gap WHERE id = :id",
        id=chance.choice(scene.entries).id,
        gap=chance.choice([-1, 1, 100]),
    )


async def moved(scene: Scene, chance: Random) -> None:
    """The newest entry of one case becomes the newest of another, both chains and both heads anew."""
    here, there = (scene.chain(c) for c in chance.sample(sorted({e.case_id for e in scene.entries}), 2))
    entry, end = here[-1], there[-1]
    new = _after(end, entry)
    await scene.write(new)
    await scene.head(end.case_id, new)
    await scene.head(entry.case_id, here[-2] if len(here) > 1 else None)


async def written_anew(scene: Scene, chance: Random) -> None:
    """With every hash behind it made to fit."""
    await _rewrite(scene, chance)


async def written_and_sealed_anew(scene: Scene, chance: Random) -> None:
    """With every seal signed by a key of the forger's own."""
    changed = {entry.id: entry for entry in await _rewrite(scene, chance)}
    forger = Ed25519PrivateKey.generate()
    public = forger.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    await scene.does(
        "INSERT INTO seal_keys (id, public_key, machine, since) VALUES (:id, :key, 'aduan', now())",
        id=key_id(public),
        key=public,
    )
    previous = NO_SEAL
    for old in scene.seals:
        covered = [changed.get(e.id, e) for e in scene.entries if scene.seal_of[e.id] == old.id]
        digest = digest_of((e.id, e.case_id, e.seq, e.hash) for e in covered)
        link = Seal(old.id, old.entries, digest, previous, b"", old.at, key_id(public))
        signature = forger.sign(signed_text(link))
        await scene.does(
            "UPDATE seals SET digest = :digest, previous = :previous, signature = :signature, key_id = :key "
            "WHERE id = :id",
            id=old.id,
            digest=digest,
            previous=previous,
            signature=signature,
            key=link.key_id,
        )
        previous = link_digest(Seal(old.id, old.entries, digest, previous, signature, old.at, link.key_id))


async def newest_seals_gone(scene: Scene, chance: Random) -> None:
    """What they covered is gone too, or looks as if it waited for its seal."""
    first = chance.choice(scene.seals).id
    await scene.does("DELETE FROM seals WHERE id >= :first", first=first)
    if chance.random() < 0.5:
        await scene.does("UPDATE ledger SET seal_id = NULL WHERE seal_id >= :first", first=first)
        return
    await scene.does("DELETE FROM ledger WHERE seal_id >= :first", first=first)
    for case_id in {e.case_id for e in scene.entries}:
        left = [e for e in scene.chain(case_id) if scene.seal_of[e.id] < first]
        await scene.head(case_id, left[-1] if left else None)


async def seal_gone(scene: Scene, chance: Random) -> None:
    await scene.does("DELETE FROM seals WHERE id = :id", id=chance.choice(scene.seals).id)


async def under_another_seal(scene: Scene, chance: Random) -> None:
    entry = chance.choice(scene.entries)
    others = [None, 10**6, *(link.id for link in scene.seals if link.id != scene.seal_of[entry.id])]
    await scene.does("UPDATE ledger SET seal_id = :seal WHERE id = :id", id=entry.id, seal=chance.choice(others))


async def a_seal(scene: Scene, chance: Random) -> None:
    change = chance.choice(
        [
            "digest = sha256(digest)",
            "previous = sha256(previous)",
            "signature = sha512(signature)",
            "entries = entries + 1",
            "at = at + interval '1 microsecond'",
            "key_id = NULL",
            "signature = ''",
        ]
    )
    await scene.does(f"UPDATE seals SET {change} WHERE id = :id", id=chance.choice(scene.seals).id)


async def a_key(scene: Scene, chance: Random) -> None:
    change = chance.choice(
        [
            "UPDATE seal_keys SET public_key = sha256(public_key)",
            "DELETE FROM seal_keys",
            "UPDATE seal_keys SET id = 'x' || id",
            "UPDATE seal_keys SET public_key = ''",
        ]
    )
    await scene.does(f"{change} WHERE id = :id", id=chance.choice([link.key_id for link in scene.seals]))


async def slipped_in(scene: Scene, chance: Random) -> None:
    """A new entry at the end of a case that pretends to be sealed."""
    end = scene.chain(chance.choice(scene.entries).case_id)[-1]
    new = _after(end, Entry(0, 0, 0, end.at, "closed", {}, b"", b""))
    await scene.does(
        "INSERT INTO ledger (case_id, seq, at, kind, payload, previous, hash, seal_id) "
        "VALUES (:case, :seq, :at, 'closed', '{}', :previous, :hash, :seal)",
        case=new.case_id,
        seq=new.seq,
        at=new.at,
        previous=new.previous,
        hash=new.hash,
        seal=chance.choice(scene.seals).id,
    )
    await scene.head(new.case_id, new)


async def bytes_changed(scene: Scene, chance: Random) -> None:
    name, held = chance.choice(scene.blobs)
    change = chance.choice(
        [
            "content = set_byte(content, :at, 255 - get_byte(content, :at))",
            "content = content || 'x'",
            "size = size + 1",
            "content = substring(content FROM 1 FOR :at)",
            "sha256 = sha256(sha256)",
            "content = ''",
        ]
    )
    await scene.does(
        f"UPDATE blobs SET {change} WHERE sha256 = :name",
        name=name,
        **({"at": chance.randrange(len(held))} if ":at" in change else {}),
    )


async def bytes_gone(scene: Scene, chance: Random) -> None:
    await scene.does("DELETE FROM blobs WHERE sha256 = :name", name=chance.choice(scene.blobs)[0])


async def bytes_swapped(scene: Scene, chance: Random) -> None:
    (one, _), (other, _) = chance.sample(scene.blobs, 2)
    await scene.does(
        "UPDATE blobs SET content = other.content, size = other.size FROM blobs AS other "
        "WHERE blobs.sha256 IN (:one, :other) AND other.sha256 IN (:one, :other) "
        "AND other.sha256 <> blobs.sha256",
        one=one,
        other=other,
    )


DEEDS: tuple[Deed, ...] = (
    content,
    nonsense,
    moment,
    no_moment,
    kind,
    a_hash,
    entry_gone,
    newest_entries_gone,
    case_gone,
    case_renamed,
    case_head,
    two_swapped,
    place,
    moved,
    written_anew,
    written_and_sealed_anew,
    newest_seals_gone,
    seal_gone,
    under_another_seal,
    a_seal,
    a_key,
    slipped_in,
    bytes_changed,
    bytes_gone,
    bytes_swapped,
)


async def _rewrite(scene: Scene, chance: Random) -> list[Entry]:
    changed = chance.choice(scene.entries)
    chain = scene.chain(changed.case_id)
    before, behind = chain[: changed.seq - 1], chain[changed.seq :]
    moved_to: datetime = changed.at + timedelta(hours=chance.randrange(1, 100))
    new = [_put(before[-1].hash if before else FIRST, changed.seq, changed, at=moved_to)]
    for entry in behind:
        new.append(_put(new[-1].hash, entry.seq, entry))
    for entry in new:
        await scene.write(entry)
    await scene.head(changed.case_id, new[-1])
    return new


def _after(end: Entry, entry: Entry) -> Entry:
    put = _put(end.hash, end.seq + 1, entry)
    return Entry(put.id, end.case_id, put.seq, put.at, put.kind, put.payload, put.previous, put.hash)


def _put(previous: bytes, seq: int, entry: Entry, *, at: datetime | None = None) -> Entry:
    when = at or entry.at
    digest = entry_hash(previous, seq, when, entry.kind, entry.payload)
    return Entry(entry.id, entry.case_id, seq, when, entry.kind, entry.payload, previous, digest)
