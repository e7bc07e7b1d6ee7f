"""The chain shows what was changed, removed or reordered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.ledger import FIRST, Break, Fault, entry_hash, first_break

START = datetime(2026, 11, 23, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    seq: int
    at: datetime
    kind: str
    payload: Mapping[str, Any]
    previous: bytes
    hash: bytes


def chain(length: int) -> list[Written]:
    entries: list[Written] = []
    for seq in range(1, length + 1):
        previous = entries[-1].hash if entries else FIRST
        at, payload = START + timedelta(minutes=seq), {"message": seq, "words": ["a", "b"], "ok": True, "none": None}
        digest = entry_hash(previous, seq, at, "noted", payload)
        entries.append(Written(seq, at, "noted", payload, previous, digest))
    return entries


def test_an_untouched_chain_holds():
    entries = chain(20)
    assert first_break(entries) is None
    assert first_break(entries, head=entries[-1].hash) is None


def test_an_empty_chain_holds_when_nothing_was_written():
    assert first_break([]) is None
    assert first_break([], head=FIRST) is None
    assert first_break([], head=chain(1)[0].hash) == Break(1, Fault.CUT_OFF)


CHANGES = [
    pytest.param({"kind": "answered"}, id="its kind"),
    pytest.param({"at": START}, id="its time"),
    pytest.param({"payload": {"message": 999}}, id="its content"),
    pytest.param({"hash": bytes(range(32))}, id="its hash"),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("place", [1, 3, 5])
def test_a_changed_entry_is_named(change, place):
    entries = chain(5)
    entries[place - 1] = replace(entries[place - 1], **change)
    assert first_break(entries) == Break(place, Fault.CHANGED)


def test_a_changed_entry_hashed_anew_breaks_the_one_after_it():
    entries = chain(5)
    forged = replace(entries[1], payload={"message": 999})
    digest = entry_hash(forged.previous, forged.seq, forged.at, forged.kind, forged.payload)
    entries[1] = replace(forged, hash=digest)
    assert first_break(entries) == Break(3, Fault.UNLINKED)


@pytest.mark.parametrize("place", [1, 2, 4])
def test_a_removed_entry_is_missed(place):
    entries = chain(5)
    del entries[place - 1]
    assert first_break(entries) == Break(place, Fault.MISSING)


def test_a_removed_entry_is_missed_even_when_the_rest_is_counted_anew():
    entries = chain(5)
    del entries[1]
    renumbered = [replace(entry, seq=n) for n, entry in enumerate(entries, 1)]
    assert first_break(renumbered) == Break(2, Fault.UNLINKED)


def test_a_chain_cut_off_at_its_end_is_seen_by_whoever_knows_the_last_hash():
    entries = chain(5)
    assert first_break(entries[:3], head=entries[-1].hash) == Break(4, Fault.CUT_OFF)


@given(st.permutations(range(6)))
def test_any_other_order_is_seen(order):
    entries = chain(6)
    found = first_break([entries[n] for n in order])
    first_moved = next((place for place, n in enumerate(order, 1) if n != place - 1), None)
    assert found == (Break(first_moved, Fault.MISSING) if first_moved else None)


def test_the_hash_does_not_depend_on_how_the_database_writes_the_entry():
    payload = {"b": "Pengaduan é", "a": [1, 2]}
    reread = json.loads(json.dumps(payload, sort_keys=True))
    jakarta = START.astimezone(timezone(timedelta(hours=7)))
    assert entry_hash(FIRST, 1, START, "noted", payload) == entry_hash(FIRST, 1, jakarta, "noted", reread)


def test_the_hash_stays_the_same_from_version_to_version():
    digest = entry_hash(FIRST, 1, START, "opened", {"number": "26-00001-59", "kind": "pengaduan – lésu"})
    assert digest.hex() == "c6e5a036ce537cbfd73f0c5476a59d594b5bba7148110a015f4fe40bfc325794"
