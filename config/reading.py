"""Takes a TOML file of the office apart, key by key, and says in a sentence what is wrong with it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from hashlib import sha256
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class ConfigError(Exception):
    """A file of the office (or a setting) that cannot be used: which one, where in it, and why."""

    def __init__(self, file: str, key: str, sentence: str) -> None:
        super().__init__(file, key, sentence)
        self.file, self.key, self.sentence = file, key, sentence

    def __str__(self) -> str:
        place = f"{self.file}, {self.key}" if self.key else self.file
        return f"{place}: {self.sentence}"


def fingerprint(text: str) -> str:
    """What a text is recognised by later: its SHA-256."""
    return sha256(text.encode()).hexdigest()


def nearest(word: str, words: Iterable[str]) -> str:
    """A question that offers the most similar word, or nothing."""
    found = get_close_matches(word, list(words), n=1, cutoff=0.7)
    return f"; did you mean {found[0]}?" if found else ""


@dataclass
class Table:
    """One table of a file. What nobody has taken when the `with` block ends is a typo, and refused."""

    file: str
    values: Mapping[str, Any]
    where: str = ""
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of_file(cls, file: str, text: str) -> Self:
        try:
            return cls(file, tomllib.loads(text))
        except tomllib.TOMLDecodeError as wrong:
            raise ConfigError(file, "", f"this is not TOML: {wrong}") from wrong

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            for key in (key for key in self.values if key not in self.taken):
                raise self.wrong(key, f"nothing of that name is known here{nearest(key, self.taken)}")

    def wrong(self, key: str, sentence: str) -> ConfigError:
        return ConfigError(self.file, f"{self.where}.{key}" if self.where and key else key or self.where, sentence)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self._is_there(key):
            return default
        found = self._take(key, str, "a text in quotes").strip()
        if not found and default is None:
            raise self.wrong(key, "must not be empty")
        return found

    def number(self, key: str, *, least: int = 0, most: int = 1_000_000, default: int | None = None) -> int:
        if default is not None and not self._is_there(key):
            return default
        return int(self._bounded(key, self._take(key, int, "a whole number"), least, most))

    def decimal(self, key: str, *, least: float = 0, most: float = 1_000_000) -> float:
        value = self.values.get(key)
        found = self._take(key, float if isinstance(value, float) else int, "a number")
        return float(self._bounded(key, found, least, most))

    def flag(self, key: str, default: bool | None = None) -> bool:
        if default is not None and not self._is_there(key):
            return default
        return self._take(key, bool, "true or false")

    def day(self, key: str) -> date:
        found = self._take(key, date, "a date like 2026-08-17, without quotes")
        if isinstance(found, datetime):
            raise self.wrong(key, "must be a day without a time")
        return found

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        if default is not None and not self._is_there(key):
            return default
        found = self._take(key, list, "a list of texts")
        for item in found:
            if not isinstance(item, str) or not item.strip():
                raise self.wrong(key, f"is a list of texts, and {item!r} is none")
        return tuple(item.strip() for item in found)

    def numbers(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        found = self._take(key, list, "a list of whole numbers")
        for item in found:
            if not isinstance(item, int) or isinstance(item, bool):
                raise self.wrong(key, f"is a list of whole numbers, and {item!r} is none")
            self._bounded(key, item, least, most)
        return tuple(found)

    def one_of(self, key: str, words: Iterable[str], what: str) -> str:
        """A text from a closed list; `what` names the list ("a sector", "a kind of way")."""
        return self.known(key, self.text(key), words, what)

    def known(self, key: str, word: str, words: Iterable[str], what: str) -> str:
        allowed = list(words)
        if word not in allowed:
            raise self.wrong(key, f"{word!r} is not {what}{nearest(word, allowed)}")
        return word

    def table(self, key: str) -> "Table":
        return Table(self.file, self._take(key, dict, f"a table [{key}]"), self._inside(key))

    def tables(self, key: str, default: tuple["Table", ...] | None = None) -> tuple["Table", ...]:
        """The tables [[key]], in their order."""
        if default is not None and not self._is_there(key):
            return default
        found = self._take(key, list, f"tables [[{key}]]")
        for item in found:
            if not isinstance(item, dict):
                raise self.wrong(key, f"must be tables [[{key}]]")
        return tuple(Table(self.file, item, f"{self._inside(key)}[{n}]") for n, item in enumerate(found, 1))

    def translated(self, key: str, *languages: str) -> dict[str, str]:
        """A text in several languages: `name = { id = "...", en = "..." }`."""
        with self.table(key) as found:
            return {language: found.text(language) for language in languages}

    def _inside(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _is_there(self, key: str) -> bool:
        self.taken.add(key)
        return key in self.values

    def _take(self, key: str, kind: type[T], what: str) -> T:
        self.taken.add(key)
        if key not in self.values:
            raise self.wrong(key, f"is missing{nearest(key, self.values.keys() - self.taken)}")
        found = self.values[key]
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            raise self.wrong(key, f"must be {what}, and is {found!r}")
        return found

    def _bounded(self, key: str, found: float, least: float, most: float) -> float:
        if not least <= found <= most:
            raise self.wrong(key, f"must be between {least} and {most}, and is {found}")
        return found


def no_twins(table: Table, key: str, words: Iterable[str]) -> None:
    """Refuses the second of two equal words, whatever their capitals."""
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            raise table.wrong(key, f"{word!r} stands there twice")
        seen.add(word.casefold())
