"""Finds the phrases of our lists in a text, with spaCy."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlp.lists import Meaning


class Found(NamedTuple):
    """A phrase at its place: words `first` to before `last`."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]


class Finder:
    """Compares normal forms, so that one phrase covers its spellings. Every form must be in the lists or a mark."""

    def __init__(self, phrases: Mapping[tuple[str, ...], tuple[Meaning, ...]]) -> None:
        self._vocab = spacy.blank("xx").vocab
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._meanings: dict[int, tuple[Meaning, ...]] = {}
        for forms, meanings in phrases.items():
            key = " ".join(forms)
            self._matcher.add(key, [Doc(self._vocab, words=list(forms))])
            self._meanings[self._vocab.strings[key]] = meanings

    def found(self, forms: Sequence[str]) -> list[Found]:
        """Every phrase in the text, in its order; of those that begin together the longest first."""
        if not forms:
            return []
        doc = Doc(self._vocab, words=list(forms))
        matches = sorted(self._matcher(doc), key=lambda match: (match[1], -match[2]))
        return [Found(first, last, self._meanings[key]) for key, first, last in matches]
