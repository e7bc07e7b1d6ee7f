"""Which language a text is in: Indonesian, Sundanese, English, or a mixture."""

import re
import tomllib
from pathlib import Path

import pycld2

from nlp.normalise import capped, folded

_LISTS = Path(__file__).parent / "phrases" / "languages.toml"
ENOUGH_FOR_THE_LIBRARY = 6
MIXED_FROM = 0.3

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Languages:
    """Short and shorthand texts mislead the library, so the commonest words of each language vote too."""

    def __init__(self) -> None:
        table = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
        self._votes = (  # a word of two languages votes for the later one
            dict.fromkeys(table["english"]["words"].split(), "en")
            | dict.fromkeys(table["sundanese"]["strong"].split(), "su")
            | dict.fromkeys(table["indonesian"]["words"].split(), "id")
        )
        self._light = frozenset(table["sundanese"]["light"].split())

    def of(self, text: str) -> str:
        """One of "id", "su", "en", "mixed"."""
        votes = {"id": 0, "su": 0, "en": 0}
        light = 0
        words = [word if word.isascii() else folded(word) for word in _WORD.findall(capped(text).lower())]
        for word in words:
            vote = self._votes.get(word)
            if vote is not None:
                votes[vote] += 1
            elif word in self._light:
                light += 1
        if votes["su"]:
            votes["su"] += light
        library = library_language(text)
        if votes[library] or len(words) >= ENOUGH_FOR_THE_LIBRARY:
            votes[library] += 1
        return _winner(votes)


def _winner(votes: dict[str, int]) -> str:
    first, second = sorted(votes, key=lambda language: votes[language], reverse=True)[:2]
    if votes[second] >= 3 and votes[second] >= sum(votes.values()) * MIXED_FROM:
        return "mixed"
    return first if votes[first] > max(votes["id"], 1) else "id"


def library_language(text: str) -> str:
    """The library's word for it. It calls plain Indonesian Malay and shorthand unknown: both are "id"."""
    clean = _UNPRINTABLE.sub(" ", capped(text))
    try:
        _, _, details = pycld2.detect(clean.encode("utf-8", "ignore"), isPlainText=True, bestEffort=True)
    except pycld2.error:
        return "id"
    language: str = details[0][1]
    return language if language in ("su", "en") else "id"
