"""The chain that shows whether the record of a case was changed afterwards (K6.5a, K6.8)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

FIRST = bytes(32)
"""What stands before the first entry of a case."""


class Entry(Protocol):
    """One thing that happened to a case, as the record has it. Places count from 1 within the case."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...
    @property
    def previous(self) -> bytes: ...
    @property
    def hash(self) -> bytes: ...


class Fault(StrEnum):
    """MISSING: another entry stands in this place. UNLINKED: it does not follow the one before. CHANGED: its content
    is not what was hashed. CUT_OFF: the chain ends before its known end."""

    MISSING = "missing"
    UNLINKED = "unlinked"
    CHANGED = "changed"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place in the chain that does not fit."""

    seq: int
    fault: Fault


def entry_hash(previous_hash: bytes, seq: int, at: datetime, kind: str, payload: Mapping[str, Any]) -> bytes:
    """SHA-256 over the entry and the hash before it, in one canonical writing.

    `payload` holds texts, whole numbers, truths and lists of them. No fractions: databases write them anew.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    written = json.dumps(
        [previous_hash.hex(), seq, moment, kind, payload],
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(written.encode()).digest()


def first_break(entries: Iterable[Entry], *, head: bytes | None = None) -> Break | None:
    """The first entry of a case that does not fit, None when all do. `head` is the last hash as the case knows it."""
    previous, place = FIRST, 0
    for place, entry in enumerate(entries, start=1):
        fault = fault_of(entry, place, previous)
        if fault:
            return Break(place, fault)
        previous = entry.hash
    return Break(place + 1, Fault.CUT_OFF) if head is not None and head != previous else None


def fault_of(entry: Entry, place: int, previous: bytes) -> Fault | None:
    """What is wrong with this entry as the next one of a chain, for whoever walks a chain too long to hold."""
    if entry.seq != place:
        return Fault.MISSING
    if entry.previous != previous:
        return Fault.UNLINKED
    return None if _is_as_hashed(entry, previous) else Fault.CHANGED


def _is_as_hashed(entry: Entry, previous: bytes) -> bool:
    try:
        return entry.hash == entry_hash(previous, entry.seq, entry.at, entry.kind, entry.payload)
    except ValueError:  # a number beyond all numbers: never ours
        return False
