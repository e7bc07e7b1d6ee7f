"""Our own written corpus: messages, phrases and nouns to learn from, and the texts kept apart to judge by."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message with its labels. The first of `components` is the main one; `batch` is who wrote it."""

    text: str
    kind: str
    sector: str
    components: tuple[str, ...]
    register: str
    batch: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words that speak for one label on one axis: "kind", "sector" or "component"."""

    text: str
    axis: str
    label: str
    batch: str


@dataclass(frozen=True, slots=True)
class Corpus:
    messages: tuple[Message, ...]
    phrases: tuple[Phrase, ...]


def read_corpus(folder: Path = FOLDER) -> Corpus:
    """Everything a model may learn from."""
    phrases = (*read_phrases(folder / "phrases"), *read_phrases(folder / "nouns"))
    return Corpus(tuple(read_messages(sorted((folder / "messages").glob("*.jsonl")))), phrases)


def read_challenge(folder: Path = FOLDER) -> tuple[Message, ...]:
    """What no model learns from."""
    return tuple(read_messages(sorted((folder / "challenge").glob("*.jsonl"))))


def read_messages(files: Iterable[Path]) -> Iterator[Message]:
    for file in files:
        for row in _rows(file):
            yield Message(
                str(row["text"]),
                str(row["kind"]),
                str(row["sector"]),
                tuple(map(str, row["components"])),  # type: ignore[call-overload]
                str(row.get("register", "")),
                str(row.get("batch", file.stem)),
            )


def read_phrases(folder: Path) -> Iterator[Phrase]:
    for file in sorted(folder.glob("*.jsonl")):
        for row in _rows(file):
            yield Phrase(str(row["text"]), str(row["axis"]), str(row["label"]), str(row["batch"]))


def _rows(file: Path) -> Iterator[dict[str, object]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
