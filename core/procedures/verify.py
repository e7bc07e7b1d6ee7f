"""Walks ledger, seals and stored bytes, and names what does not fit (K6.5a, K6.8)."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.seal import NO_SEAL, in_the_digest, key_id, link_digest, signed_text
from core.rules.ledger import FIRST, Fault, fault_of
from core.store import evidence, ledger
from core.store.evidence import Placed, Several
from core.store.ledger import Seal

Fits = Callable[[bytes, bytes, bytes], bool]
"""Whether under this public key this signature fits this text."""

NAMED = 20
WORDS = {
    Fault.MISSING: "another entry stands in its place",
    Fault.UNLINKED: "it does not follow the entry before it",
    Fault.CHANGED: "its content is not what was recorded",
    Fault.CUT_OFF: "the chain ends before it",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal as somebody outside the database remembers it: the chain must still contain it."""

    number: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that does not fit, and in what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Verified:
    """What was walked, what waits for its seal, and what does not fit: how much, and the first of it by name."""

    cases: int = 0
    entries: int = 0
    unsealed: int = 0
    seals: int = 0
    blobs: int = 0
    faults: int = 0
    findings: list[Finding] = field(default_factory=list)
    last: Mark | None = None

    @property
    def fits(self) -> bool:
        return self.faults == 0

    def finds(self, where: str, what: str, *, times: int = 1) -> None:
        self.faults += times
        if len(self.findings) < NAMED:
            self.findings.append(Finding(where, what))


def _silently(_: Verified) -> None: ...


async def verify(
    db: AsyncConnection,
    fits: Fits,
    *,
    trusted: Mapping[str, bytes] | None = None,
    marks: Sequence[Mark] = (),
    progress: Callable[[Verified], None] = _silently,
) -> Verified:
    """Walks everything once. To be called in a transaction that sees one moment while the office works on.

    `trusted` are the public keys from outside; without them those are believed that stand in the database. `marks` are
    seals known from outside: without one, whoever cuts off the newest seals together with all they cover leaves no
    trace within the database.
    """
    found = Verified(cases=await evidence.cases(db), unsealed=await evidence.unsealed(db))
    await _walk_cases(db, found, progress)
    await _walk_seals(db, found, _Keys(fits, await _believed(db, found, trusted)), marks, progress)
    await _walk_blobs(db, found, progress)
    return found


async def _believed(db: AsyncConnection, found: Verified, trusted: Mapping[str, bytes] | None) -> Mapping[str, bytes]:
    stored = await ledger.sealing_keys(db)
    for name, public_key in stored.items():
        if key_id(public_key) != name:
            found.finds(f"key {name}", "another key is stored under its name")
    return stored if trusted is None else trusted


async def _walk_cases(db: AsyncConnection, found: Verified, progress: Callable[[Verified], None]) -> None:
    chain: _Chain | None = None
    async for page in evidence.chains(db):
        for placed in page:
            if chain is None or chain.case_id != placed.entry.case_id:
                _end(chain, found)
                chain = _Chain(placed)
            chain.goes_on(placed, found)
        found.entries += len(page)
        progress(found)
    _end(chain, found)
    _several(found, await evidence.without_entries(db), "case", "all its entries are gone")


def _end(chain: "_Chain | None", found: Verified) -> None:
    if chain:
        chain.ends(found)


class _Chain:
    """The entries of one case as they pass by. Only the first that does not fit is named."""

    def __init__(self, first: Placed) -> None:
        self.case_id = first.entry.case_id
        self._known = first
        self._name = f"case {first.number}" if first.number else f"case with id {self.case_id}"
        self._place, self._previous, self._broken = 0, FIRST, False
        opened = first.entry.payload if first.entry.kind == "opened" else None
        self._called = opened.get("number") if isinstance(opened, dict) else None

    def goes_on(self, placed: Placed, found: Verified) -> None:
        self._place += 1
        fault = None if self._broken else fault_of(placed.entry, self._place, self._previous)
        self._previous = placed.entry.hash
        if fault:
            self._broken = True
            found.finds(f"{self._name}, entry {self._place}", WORDS[fault])

    def ends(self, found: Verified) -> None:
        if self._known.number is None:
            found.finds(self._name, "its entries are here, the case is gone")
        elif self._called is not None and self._called != self._known.number:
            found.finds(self._name, f"it was opened as {self._called}")
        elif not self._broken and (self._known.head_seq, self._known.head) != (self._place, self._previous):
            found.finds(f"{self._name}, entry {self._place + 1}", f"{WORDS[Fault.CUT_OFF]} as the case knows it")


@dataclass(frozen=True, slots=True)
class _Keys:
    fits: Fits
    by_id: Mapping[str, bytes]

    def trouble(self, link: Seal) -> str:
        """Links of the first days name no key: any of ours may have signed them."""
        if link.key_id is not None and link.key_id not in self.by_id:
            return f"it is signed with the key {link.key_id}, which is not ours"
        able = self.by_id.values() if link.key_id is None else [self.by_id[link.key_id]]
        signed = any(self.fits(key, link.signature, signed_text(link)) for key in able)
        return "" if signed else "its signature does not fit"


async def _walk_seals(
    db: AsyncConnection,
    found: Verified,
    keys: _Keys,
    marks: Sequence[Mark],
    progress: Callable[[Verified], None],
) -> None:
    number, previous = 0, NO_SEAL
    remembered: dict[int, set[bytes]] = defaultdict(set)
    for mark in marks:
        remembered[mark.number].add(mark.digest)
    async for page in evidence.links(db):
        covered = await _covered(db, page)
        for link in page:
            name, trouble = f"seal {link.id}", keys.trouble(link)
            if link.id != number + 1:
                found.finds(f"seal {number + 1}", "it is gone")
            elif link.previous != previous:
                found.finds(name, "it does not follow the seal before it")
            if trouble:
                found.finds(name, trouble)
            entries, digest = covered[link.id]
            if entries != link.entries:
                found.finds(name, f"it covers {link.entries} entries, {entries} are there")
            elif digest.digest() != link.digest:
                found.finds(name, "an entry that it covers was changed, moved or put in another order")
            number, previous = link.id, link_digest(link)
            if remembered.pop(number, {previous}) != {previous}:
                found.finds(name, "it is not the seal that is remembered outside the database")
        found.seals += len(page)
        progress(found)
    for lost in sorted(remembered):
        found.finds(f"seal {lost}", "it is remembered outside the database and gone from it")
    found.last = Mark(number, previous) if number else None
    _several(found, await evidence.under_no_seal(db), "seal", "it is gone, and entries that it covered are here")


async def _covered(db: AsyncConnection, page: Sequence[Seal]) -> dict[int, tuple[int, "hashlib._Hash"]]:
    """For each link how many entries are there, and their digest."""
    covered = {link.id: (0, hashlib.sha256()) for link in page}
    async for entries in evidence.sealed_by(db, page[0].id, page[-1].id):
        for entry in entries:
            if entry.seal_id in covered:
                count, digest = covered[entry.seal_id]
                digest.update(in_the_digest(entry.id, entry.case_id, entry.seq, entry.hash))
                covered[entry.seal_id] = count + 1, digest
    return covered


async def _walk_blobs(db: AsyncConnection, found: Verified, progress: Callable[[Verified], None]) -> None:
    async for some in evidence.blobs(db):
        for blob in some:
            if hashlib.sha256(blob.content).digest() != blob.sha256 or len(blob.content) != blob.size:
                found.finds(f"stored bytes {blob.sha256.hex()}", "they are not what was stored")
        found.blobs += len(some)
        progress(found)
    _several(found, await evidence.missing_blobs(db), "stored bytes of", "they are gone")


def _several(found: Verified, several: Several, subject: str, what: str) -> None:
    if several.count:
        more = f" (and {several.count - 1} more)" if several.count > 1 else ""
        found.finds(f"{subject} {several.first}", f"{what}{more}", times=several.count)
