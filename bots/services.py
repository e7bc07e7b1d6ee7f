"""Which of the office's services a text names. Another permit than ours is never taken for ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bots.talk import Office
from bots.vocabulary import ABOUT_PERMITS, BEFORE_KIND, COMMON, PERMIT, PERMITS, words_of

Ways = tuple[tuple[tuple[str, ...], "Named"], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """`service` is the office's name; empty with `other` when a permit is named that the office's files do not know."""

    service: str = ""
    standard_id: str = ""
    other: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.service) or self.other


NOTHING_NAMED = Named()
ANOTHER = Named(other=True)


def service_in(words: Sequence[str], office: Office) -> Named:
    """The one service named among these words. Two of them, or ours beside another permit, are none."""
    found, rest = _found(words, _book(office))
    if len(found) > 1 or _names_another(rest):
        return ANOTHER
    return found.pop() if found else NOTHING_NAMED


def _found(words: Sequence[str], book: Mapping[str, Ways]) -> tuple[set[Named], Sequence[str]]:
    """The services named, and the words with a gap for each name."""
    plain = [_plain(word) for word in words]
    if book.keys().isdisjoint(plain):
        return set(), words
    found: set[Named] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        named, length = _named_at(plain, at, book)
        if named:
            found.add(named)
        rest.append("" if named else words[at])
        at += length
    return found, rest


def is_about_a_permit(words: Sequence[str]) -> bool:
    return not ABOUT_PERMITS.isdisjoint(words)


def standard_of(service: str, office: Office) -> str:
    """The id of the loaded standard of a service named before; empty when it has none."""
    return next((standard.id for standard in office.standards.values() if standard.service == service), "")


def _named_at(plain: Sequence[str], at: int, book: Mapping[str, Ways]) -> tuple[Named | None, int]:
    """The service that begins with this word, and how many words its name takes."""
    for way, named in book.get(plain[at], ()):
        if len(way) == 1 or tuple(plain[at : at + len(way)]) == way:
            return named, len(way)
    return None, 1


def _names_another(words: Sequence[str]) -> bool:
    return not PERMITS.isdisjoint(words) or any(
        _is_of_a_kind(words, at + 1) for at, word in enumerate(words) if word in PERMIT
    )


def _is_of_a_kind(words: Sequence[str], at: int) -> bool:
    """Whether "izin (untuk usaha)" goes on to a word that says which, and not to "saya" or "belum"."""
    while at < len(words) and words[at] in BEFORE_KIND:
        at += 1
    word = words[at] if at < len(words) else ""
    return len(word) > 2 and word.isalpha() and word not in COMMON


_BOOKS: dict[int, tuple[Office, Mapping[str, Ways]]] = {}
_MOST_BOOKS = 16


def _book(office: Office) -> Mapping[str, Ways]:
    """The office's services by the first word of each way to name them; made once for an office."""
    known = _BOOKS.get(id(office))
    if known and known[0] is office:
        return known[1]
    if len(_BOOKS) >= _MOST_BOOKS:
        _BOOKS.clear()
    book = _made(office)
    _BOOKS[id(office)] = (office, book)
    return book


def _made(office: Office) -> Mapping[str, Ways]:
    entries = [(Named(s.service, s.id), (s.service, *s.names)) for s in office.standards.values()]
    entries += [(Named(service), (service, *names)) for service, names in office.services.items()]
    by_way: dict[tuple[str, ...], Named] = {}
    for named, ways in entries:
        for spoken in ways:
            by_way.setdefault(tuple(_plain(word) for word in words_of(spoken)), named)
    by_first: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
    for way in sorted(by_way, key=len, reverse=True):
        if way:
            by_first.setdefault(way[0], []).append((way, by_way[way]))
    return {first: tuple(ways) for first, ways in by_first.items()}


def _plain(word: str) -> str:
    """ "ijinnya" is "izin", "hostingnya" is "hosting"."""
    word = word.removesuffix("nya") if len(word) > 5 else word
    return "izin" if word == "ijin" else word
