"""Reads sectors.toml: what matters can be about, who is responsible, and how the later law's list maps to the first."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.reading import Table, no_twins

FIRST_LAW, LOCAL, LATER_LAW = "pp5_2021", "local", "pp28_2025"


@dataclass(frozen=True, slots=True)
class Sector:
    """`forward_to` gets all that comes in it, `agency` its own work (K6.7b). Both empty: it is ours, or unclear."""

    id: str
    name: Mapping[str, str]
    agency: str
    forward_to: str


@dataclass(frozen=True, slots=True)
class LaterSector:
    """A sector of PP 28/2025, and the sector of the first list that cases of it carry."""

    id: str
    name: Mapping[str, str]
    was: str


@dataclass(frozen=True, slots=True)
class Sectors:
    """`by_id` holds what a case can carry: PP 5/2021, then the local ones. `later` is the list of PP 28/2025."""

    by_id: Mapping[str, Sector]
    first_law: tuple[str, ...]
    local: tuple[str, ...]
    later: Mapping[str, LaterSector]


def read_sectors(text: str) -> Sectors:
    with Table.of_file("sectors.toml", text) as file:
        first = [_sector(table) for table in file.tables(FIRST_LAW)]
        local = [_sector(table) for table in file.tables(LOCAL)]
        no_twins(file, LOCAL, (sector.id for sector in (*first, *local)))
        known = {sector.id: sector for sector in (*first, *local)}
        later = [_later(table, known) for table in file.tables(LATER_LAW)]
        no_twins(file, LATER_LAW, (sector.id for sector in later))
        for sector in first:
            if all(sector.id != one.was for one in later):
                raise file.wrong(LATER_LAW, f"no sector of this list says that it was {sector.id!r}")
    return Sectors(
        by_id=known,
        first_law=tuple(sector.id for sector in first),
        local=tuple(sector.id for sector in local),
        later={sector.id: sector for sector in later},
    )


def _sector(table: Table) -> Sector:
    with table:
        return Sector(
            id=table.text("id"),
            name=table.translated("name", "id", "en"),
            agency=table.text("agency", ""),
            forward_to=table.text("forward_to", ""),
        )


def _later(table: Table, known: Mapping[str, Sector]) -> LaterSector:
    with table:
        return LaterSector(
            id=table.text("id"),
            name=table.translated("name", "id", "en"),
            was=table.one_of("was", known, "a sector of the first list"),
        )
