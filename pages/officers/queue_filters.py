"""Lanes and filters of the queue, with how many cases each would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.rules.case_state import CaseState
from core.store.queue_counts import Counts
from core.store.queue_filters import EVERYTHING, NOBODY, Filters
from pages.officers.desk import Desk
from pages.officers.queue_address import CLOCKS, LANES, Asked

STATES = {
    CaseState.INCOMPLETE: "menunggu warga",
    CaseState.OPEN: "dikerjakan",
    CaseState.ANSWERED: "sudah dijawab",
    CaseState.FORWARDED: "diteruskan",
    CaseState.CLOSED: "ditutup",
    CaseState.WITHDRAWN: "dicabut warga",
}
LANGUAGES = {"id": "Indonesia", "su": "Sunda", "en": "Inggris"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with how many cases it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    everything: str
    options: tuple[Option, ...]


def lanes_of(asked: Asked, counts: Counts) -> list[dict[str, Any]]:
    """The lanes with what waits in each; filters stay behind, for they were chosen for one lane."""
    shown = [
        {
            "label": label,
            "count": counts.lanes[lane],
            "address": Asked(Filters(lane), "", 1).address(),
            "here": lane == asked.filters.lane,
        }
        for lane, label in LANES.items()
    ]
    if asked.filters.lane == EVERYTHING:
        label = "Hasil cari" if asked.words else "Semua"
        shown.append({"label": label, "count": None, "address": asked.address(), "here": True})
    return shown


def filters_of(desk: Desk, asked: Asked, counts: Counts, colleagues: Mapping[str, str]) -> list[Filter]:
    names = desk.names
    holders_by_id = {NOBODY: "belum ada", **colleagues}
    kinds: tuple[tuple[str, str, str, Mapping[Any, str]], ...] = (
        ("clock", "waktu", "semua waktu", CLOCKS),
        ("sector", "sektor", "semua sektor", names.sectors),
        ("component", "komponen", "semua komponen", names.components),
        ("channel", "kanal", "semua kanal", names.channels),
        ("holder", "pemegang", "semua pemegang", holders_by_id),
        ("language", "bahasa", "semua bahasa", LANGUAGES),
        ("state", "keadaan", "semua keadaan" if asked.words else "belum selesai", STATES),
    )
    return [
        Filter(name, label, everything, _options(labels, _figures(counts, name), getattr(asked.filters, name)))
        for name, label, everything, labels in kinds
    ]


def _figures(counts: Counts, name: str) -> Mapping[str, int] | None:
    return counts.values.get(name, {}) if counts.values is not None else None


def _options(labels: Mapping[Any, str], figures: Mapping[str, int] | None, chosen: str) -> tuple[Option, ...]:
    """Choices that leave something, and the one that is chosen; what is closed is not counted but can be asked for.

    Every choice, without figures, where nothing was counted.
    """
    done, counted = {CaseState.CLOSED, CaseState.WITHDRAWN}, figures or {}
    return tuple(
        Option(str(value), label, counted.get(str(value), 0), str(value) == chosen)
        for value, label in labels.items()
        if figures is None or counted.get(str(value)) or str(value) == chosen or value in done
    )
