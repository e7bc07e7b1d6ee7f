"""Our own phrase lists: which words speak for which label."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nlp.normalise import Reader, Spelling

FOLDER = Path(__file__).parent / "phrases"
SPELLING = FOLDER / "spelling.toml"

ELSEWHERE = "elsewhere"
"""Stands among the components for "none of them": another office's matter, a neighbour's business."""


class Meaning(NamedTuple):
    """What a phrase speaks for, and the group of its list ("trouble", "names", "weak"...), which decides its weight."""

    axis: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists in normal form, with what is needed to read texts the same way."""

    meanings: Mapping[tuple[str, ...], tuple[Meaning, ...]]
    greetings: frozenset[str]
    spelling: Spelling

    @property
    def vocabulary(self) -> frozenset[str]:
        return self.greetings.union(*self.meanings)

    def labels(self, axis: str) -> frozenset[str]:
        return frozenset(
            meaning.label for meanings in self.meanings.values() for meaning in meanings if meaning.axis == axis
        )


def read_lists(folder: Path = FOLDER) -> Phrases:
    spelling = Spelling.from_text((folder / SPELLING.name).read_text(encoding="utf-8"))
    reader = Reader(spelling)
    meanings: dict[tuple[str, ...], list[Meaning]] = {}
    for phrase, meaning in written_phrases(folder):
        # A number alone is meant as it stands ("404", "63112"); within a phrase any number will do.
        forms = (phrase,) if phrase.isdigit() else tuple(reader.words(phrase).forms)
        found = meanings.setdefault(forms, [])
        if meaning not in found:
            found.append(meaning)
    greeting = str(_table(folder / "kinds" / "other.toml")["greeting"])
    greetings = reader.words(greeting).forms
    return Phrases({forms: tuple(found) for forms, found in meanings.items()}, frozenset(greetings), spelling)


def written_phrases(folder: Path = FOLDER) -> Iterator[tuple[str, Meaning]]:
    """Every phrase as it stands in its file."""
    files = [("components", path.stem, path) for path in sorted((folder / "components").glob("*.toml"))]
    files += [("sector", path.stem, path) for path in sorted((folder / "sectors").glob("*.toml"))]
    files += [("kind", path.stem, path) for path in sorted((folder / "kinds").glob("*.toml"))]
    files.append(("components", ELSEWHERE, folder / "elsewhere.toml"))
    for axis, label, path in files:
        for group, phrases in _table(path).items():
            if isinstance(phrases, list):
                for phrase in phrases:
                    yield phrase, Meaning(axis, label, group)


def _table(path: Path) -> dict[str, list[str] | str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
