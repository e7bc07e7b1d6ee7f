"""The words of a text in one spelling, each knowing where it stood."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

NUMBER = "#"
PAUSE = "|"
ASKED = "?"
UNKNOWN = "_"

HEAD, TAIL = 4_000, 1_000
"""How much of a long text is read: the beginning, where the matter stands, and the end, where the wish stands."""

LONGEST_WORD = 40

# Signs inside a word: invisible ones (some people and some phones put them there), accents, apostrophes.
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff'’`´"
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]+(?:[{_INSIDE}]+[^\W\d_]+)*(?:2(?!\d)[^\W\d_]*)?)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<asked>\?+)"
    r"|(?P<pause>\n+|[.!;]+(?=\s|$))"
)
_HELD_LETTER = re.compile(r"([a-z])\1{2,}")
_ENDINGS = ("nya", "ny", "lah", "kah", "pun", "ku", "mu", "in", "an")


def capped(text: str) -> str:
    """The part of a text that is read, so that a megabyte takes no longer than a page."""
    if len(text) <= HEAD + TAIL:
        return text
    return f"{text[:HEAD]}\n{text[-TAIL:]}"


def folded(word: str) -> str:
    """Lower case, without accents, invisible signs, held letters ("lamaaa") and the doubling 2 ("jadi2")."""
    low = word.lower()
    if not low.isalpha() or not low.isascii():
        low = "".join(sign for sign in unicodedata.normalize("NFKD", low) if sign.isalpha()).lower()
    return _HELD_LETTER.sub(r"\1", low)


@dataclass(frozen=True, slots=True)
class Words:
    """Normal forms side by side with the place of each in the text. One written word may give none, one or two."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def quote(self, first: int, last: int) -> str:
        """The text from word `first` to before word `last`, as it was written."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class Spelling:
    """Which spellings mean the same word, and which words carry nothing."""

    def __init__(self, same: Mapping[str, Collection[str]], fillers: Collection[str]) -> None:
        self.fillers = frozenset(map(folded, fillers))
        self._same: dict[str, tuple[str, ...]] = {}
        for form, spellings in same.items():
            forms = tuple(NUMBER if part.isdigit() else folded(part) for part in form.split())
            if len(forms) == 1 and forms != (NUMBER,):
                self._same[forms[0]] = forms
            for spelling in spellings:
                self._same[folded(spelling)] = forms

    @classmethod
    def from_text(cls, rules: str) -> "Spelling":
        """From TOML: `same` names each form's spellings, `fillers` what carries nothing."""
        table = tomllib.loads(rules)
        same = {form: spellings.split() for form, spellings in table["same"].items()}
        return cls(same, table["fillers"].split())

    def forms(self, word: str) -> tuple[str, ...]:
        """What a folded word is compared as; nothing for a filler."""
        if word in self.fillers:
            return ()
        known = self._same.get(word)
        if known is not None:
            return known
        if len(word) > 5 and word.endswith("nya"):
            return self.forms(word[:-3])
        return (word,)

    def stems(self, word: str) -> Iterator[tuple[str, ...]]:
        """What a folded word may be without its ending."""
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                yield self.forms(word[: -len(ending)])


class Reader:
    """Reads a text into words.

    Without `known` every word is kept: so the phrase lists are read. With it, words of no list become UNKNOWN, which
    keeps the vocabulary closed whatever people send.
    """

    def __init__(self, spelling: Spelling, known: Collection[str] | None = None) -> None:
        self._spelling = spelling
        self._known = None if known is None else frozenset(known)
        self._forms = lru_cache(maxsize=20_000)(self._forms_of_word)

    def words(self, text: str) -> Words:
        forms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        before = ""
        for token in _TOKEN.finditer(text):
            found = self._forms_of(token)
            start, end = token.span()
            for form in found:
                if form == before and form != UNKNOWN:
                    ends[-1] = end  # "lama lama", "masuk-masuk", "lima ratus": one word
                    continue
                before = form
                forms.append(form)
                starts.append(start)
                ends.append(end)
            if not found:
                before = ""
        if self._known is not None and before not in (PAUSE, ASKED):  # a text ends, a phrase may stand anywhere
            forms.append(PAUSE)
            starts.append(len(text))
            ends.append(len(text))
        return Words(text, forms, starts, ends)

    def _forms_of(self, token: re.Match[str]) -> tuple[str, ...]:
        sort = token.lastgroup
        if sort == "word":
            word = token[0]
            return self._forms(word) if len(word) <= LONGEST_WORD else (UNKNOWN,)
        if sort == "number":
            number = token[0]
            return (number,) if self._known is not None and number in self._known else (NUMBER,)
        return (ASKED,) if sort == "asked" else (PAUSE,)

    def _forms_of_word(self, written: str) -> tuple[str, ...]:
        word = folded(written)
        forms = self._spelling.forms(word)
        if self._known is None or self._known.issuperset(forms):
            return forms
        for stem in self._spelling.stems(word):
            if self._known.issuperset(stem):
                return stem
        return tuple(form if form in self._known else UNKNOWN for form in forms)
