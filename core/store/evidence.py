"""The whole of the evidence, walked from one end to the other in pieces that fit into memory."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.ledger import FIRST
from core.store.ledger import Entry, Seal
from core.store.tables import metadata

PAGE = 2_000
LINKS = 500
MOST_BYTES = 8 << 20
AT = "CASE WHEN {0}.at BETWEEN '0002-01-01' AND '9998-12-31' THEN {0}.at ELSE '0002-01-01 00:00+00' END"
"""The moment; one that no calendar holds, such as infinity, becomes one at which nothing of ours happened."""
LINK = f"SELECT id, entries, digest, previous, signature, {AT.format('seals')}, key_id FROM seals"


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with what its case knows of the chain's end; `number` is None where the case itself is gone."""

    entry: Entry
    number: str | None
    head_seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """As much of an entry as its link covers."""

    seal_id: int
    id: int
    case_id: int
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Blob:
    """Stored bytes and the name they go by."""

    sha256: bytes
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Several:
    """How many there are, and the first of them in words."""

    count: int
    first: str


async def chains(db: AsyncConnection) -> AsyncIterator[list[Placed]]:
    """All entries, case by case, each case in order."""
    query = text(f"""
        SELECT ledger.id, case_id, seq, {AT.format("ledger")}, ledger.kind, payload, previous, hash,
            cases.number, coalesce(ledger_seq, 0), coalesce(ledger_hash, '')
        FROM ledger LEFT JOIN cases ON cases.id = case_id
        WHERE (case_id, seq, ledger.id) > (:case, :seq, :id)
        ORDER BY case_id, seq, ledger.id LIMIT :most
    """)
    after = {"case": -(2**63), "seq": -(2**31), "id": -(2**63)}
    while rows := (await db.execute(query, {**after, "most": PAGE})).all():
        yield [Placed(Entry(*row[:8]), *row[8:]) for row in rows]
        after = {"case": rows[-1][1], "seq": rows[-1][2], "id": rows[-1][0]}


async def links(db: AsyncConnection) -> AsyncIterator[list[Seal]]:
    """The chain of seals, in order."""
    query = text(f"{LINK} WHERE id > :after ORDER BY id LIMIT :most")
    after = -(2**63)
    while page := [Seal(*row) for row in await db.execute(query, {"after": after, "most": LINKS})]:
        yield page
        after = page[-1].id


async def sealed_by(db: AsyncConnection, first: int, last: int) -> AsyncIterator[list[Sealed]]:
    """The entries that these links cover, link by link, in the order of their ids."""
    query = text("""
        SELECT seal_id, id, case_id, seq, hash FROM ledger
        WHERE seal_id BETWEEN :first AND :last AND (seal_id, id) > (:seal, :id)
        ORDER BY seal_id, id LIMIT :most
    """)
    after = {"seal": first, "id": -(2**63)}
    while page := [
        Sealed(*row) for row in await db.execute(query, {**after, "first": first, "last": last, "most": PAGE})
    ]:
        yield page
        after = {"seal": page[-1].seal_id, "id": page[-1].id}


async def unsealed(db: AsyncConnection) -> int:
    """How many entries wait for the next seal."""
    return int((await db.execute(text("SELECT count(*) FROM ledger WHERE seal_id IS NULL"))).scalar_one())


async def under_no_seal(db: AsyncConnection) -> Several:
    """Entries that name a seal which is not there."""
    query = text("""
        SELECT count(*), min(seal_id) FROM ledger
        WHERE seal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seals WHERE seals.id = seal_id)
    """)
    count, first = (await db.execute(query)).one()
    return Several(count, str(first))


async def cases(db: AsyncConnection) -> int:
    """How many cases there are."""
    return int((await db.execute(text("SELECT count(*) FROM cases"))).scalar_one())


async def without_entries(db: AsyncConnection) -> Several:
    """Cases that know of entries and have none."""
    query = text("""
        SELECT count(*), min(number) FROM cases
        WHERE (ledger_seq <> 0 OR ledger_hash <> :first)
            AND NOT EXISTS (SELECT 1 FROM ledger WHERE case_id = cases.id)
    """)
    return Several(*(await db.execute(query, {"first": FIRST})).one())


async def blobs(db: AsyncConnection) -> AsyncIterator[list[Blob]]:
    """All stored bytes, some megabytes at a time; one that is larger comes alone."""
    names = text("""
        SELECT sha256, octet_length(content) FROM blobs WHERE sha256 > :after ORDER BY sha256 LIMIT :most
    """)
    contents = text("SELECT sha256, size, content FROM blobs WHERE sha256 = ANY(:names) ORDER BY sha256")
    after = b""
    while page := (await db.execute(names, {"after": after, "most": PAGE})).all():
        for some in _batches([(row[0], row[1]) for row in page]):
            yield [Blob(*row) for row in await db.execute(contents, {"names": some})]
        after = page[-1][0]


def _batches(sizes: Sequence[tuple[bytes, int]]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    room = MOST_BYTES
    for name, size in sizes:
        if batch and size > room:
            yield batch
            batch, room = [], MOST_BYTES
        batch.append(name)
        room -= size
    yield batch


async def missing_blobs(db: AsyncConnection) -> Several:
    """Places that name stored bytes which are not there."""
    pointing = " UNION ALL ".join(
        f"SELECT '{table.name} ' || encode({key.parent.name}, 'hex') AS place FROM {table.name} "
        f"WHERE {key.parent.name} IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.sha256 = {table.name}.{key.parent.name})"
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "blobs"
    )
    return Several(*(await db.execute(text(f"SELECT count(*), min(place) FROM ({pointing}) AS missing"))).one())


async def seal_numbered(db: AsyncConnection, number: int) -> Seal | None:
    """This link of the chain."""
    query = text(f"{LINK} WHERE id = :number")
    row = (await db.execute(query, {"number": number})).one_or_none()
    return Seal(*row) if row else None
