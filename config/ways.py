"""Reads channels.toml: the ways in that the standard prints, from counter to complaint box (K6.2), and the boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from config.reading import Table, no_twins
from core.rules.standard import Standard

KINDS = ("counter", "letter", "phone", "sms", "whatsapp", "email", "x", "instagram", "web", "form", "box")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, as printed. `kind` tells how its messages reach the program: by a channel or through an officer.

    `short` is what the desk calls it; empty where its kind says enough.
    """

    letter: str
    text: str
    kind: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A complaint box that somebody has to open (K6.2m)."""

    id: str
    name: str
    place: str


def read_ways(text: str) -> tuple[tuple[Way, ...], tuple[Box, ...]]:
    """The ways in, and where the boxes hang."""
    with Table.of_file("channels.toml", text) as file:
        ways = tuple(_way(table) for table in file.tables("ways"))
        no_twins(file, "ways", (way.letter for way in ways))
        boxes = tuple(_box(table) for table in file.tables("boxes", ()))
        no_twins(file, "boxes", (box.id for box in boxes))
    return ways, boxes


def doubts_about(ways: tuple[Way, ...], standard: Standard) -> Iterator[str]:
    """Where the list and the main standard do not print the same."""
    printed = {c.id.removeprefix("K6.2"): c.text for c in standard.components[6].clauses if c.id.startswith("K6.2")}
    listed = {way.letter: way.text for way in ways} | {"": printed.get("", "")}
    for letter in sorted(printed.keys() | listed.keys()):
        if printed.get(letter) != listed.get(letter):
            yield f"way {letter} reads {listed.get(letter)!r}, but K6.2{letter} prints {printed.get(letter)!r}"


def _way(table: Table) -> Way:
    with table:
        kind = table.one_of("kind", KINDS, "a kind of way")
        return Way(table.text("letter"), table.text("text"), kind, table.text("short", ""))


def _box(table: Table) -> Box:
    with table:
        return Box(table.text("id"), table.text("name"), table.text("place"))
