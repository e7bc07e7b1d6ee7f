"""Reads channels.toml: the ways in that the standard prints, from counter to complaint box (K6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from config.reading import Table, no_twins
from core.rules.standard import Standard

KINDS = ("counter", "letter", "phone", "sms", "whatsapp", "email", "x", "instagram", "web", "form", "box")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, as printed. `kind` tells how its messages reach the program: by a channel or through an officer."""

    letter: str
    text: str
    kind: str


def read_ways(text: str) -> tuple[Way, ...]:
    with Table.of_file("channels.toml", text) as file:
        ways = tuple(_way(table) for table in file.tables("ways"))
        no_twins(file, "ways", (way.letter for way in ways))
    return ways


def doubts_about(ways: tuple[Way, ...], standard: Standard) -> Iterator[str]:
    """Where the list and the main standard do not print the same."""
    printed = {c.id.removeprefix("K6.2"): c.text for c in standard.components[6].clauses if c.id.startswith("K6.2")}
    listed = {way.letter: way.text for way in ways} | {"": printed.get("", "")}
    for letter in sorted(printed.keys() | listed.keys()):
        if printed.get(letter) != listed.get(letter):
            yield f"way {letter} reads {listed.get(letter)!r}, but K6.2{letter} prints {printed.get(letter)!r}"


def _way(table: Table) -> Way:
    with table:
        return Way(table.text("letter"), table.text("text"), table.one_of("kind", KINDS, "a kind of way"))
