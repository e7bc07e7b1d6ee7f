"""Which of the office's services a text names. Another permit than ours is never taken for ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bots.talk import Office
from bots.vocabulary import COMMON

Names = tuple[tuple[str, str, tuple[str, ...]], ...]

# Permits and papers with a name of their own. NIB is not among them: it comes with many of the others.
_OTHER = re.compile(
    r"\b(?:siup|situ|tdp|imb|pbg|slf|skrk|kkpr|sppl|ukl|amdal|iujk|sipa|sipb|sipp|sip|p-?irt|spp-?irt|halal|bpom"
    r"|reklame|baliho|apotek|klinik|kos-?kosan|tower|menara|restoran|rumah\s+makan|hotel|homestay|salon|bengkel"
    r"|tambang|galian|ppiu|trayek|angkutan|penelitian|praktik|praktek|perawat|bidan|dokter|apoteker|lpk|paud"
    r"|keramaian|pariwisata|bangunan|mendirikan|edar|minuman|alkohol|ktp|kk|akta|paspor|stnk|sim|ptsl|skck|bansos)\b"
)
_OF_A_KIND = re.compile(
    r"\b(?:i[zj]in|perizinan|perijinan|lisensi|permit|licen[cs]e)(?:nya)?\s+"
    r"(?:untuk\s+|usaha\s+|operasional\s+|for\s+)*([^\W\d_]{3,})"
)
_ABOUT_A_PERMIT = re.compile(
    r"\b(?:(?:i[zj]in|permohonan|pengajuan|berkas|sertifikat)(?:nya)?|perizinan|perijinan|permit|licen[cs]e|application)\b"
)


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


@dataclass(frozen=True, slots=True)
class _Book:
    """The office's services by the words citizens use for them."""

    pattern: re.Pattern[str]
    by_words: Mapping[str, tuple[str, str]]


def service_in(text: str, office: Office) -> Named:
    """The one service named in a text in small letters. Two of them, or ours beside another permit, are none."""
    book = _book(_names(office))
    matches = book.pattern.findall(text)
    found = {book.by_words[_plain(match)] for match in matches}
    rest = book.pattern.sub(" ", text) if matches else text
    other = _OTHER.search(rest) is not None or any(word not in COMMON for word in _OF_A_KIND.findall(rest))
    if len(found) != 1 or other:
        return Named(other=other or len(found) > 1)
    service, standard_id = found.pop()
    return Named(service, standard_id)


def is_about_a_permit(text: str) -> bool:
    return _ABOUT_A_PERMIT.search(text) is not None


def standard_of(service: str, office: Office) -> str:
    """The id of the loaded standard of a service named before; empty when it has none."""
    return next((standard.id for standard in office.standards.values() if standard.service == service), "")


def _names(office: Office) -> Names:
    loaded = ((standard.service, standard.id, standard.names) for standard in office.standards.values())
    return (*loaded, *((service, "", names) for service, names in office.services.items()))


@lru_cache(maxsize=16)
def _book(names: Names) -> _Book:
    by_words: dict[str, tuple[str, str]] = {}
    for service, standard_id, ways in names:
        for words in (service, *ways):
            by_words.setdefault(_plain(words), (service, standard_id))
    by_words.pop("", None)
    longest_first = sorted(by_words, key=len, reverse=True)
    choices = "|".join(re.escape(w).replace("izin", "i[zj]in").replace(r"\ ", r"\s+") for w in longest_first)
    return _Book(re.compile(rf"(?<!\w)({choices or '(?!)'})(?:nya)?(?!\w)"), by_words)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("ijin", "izin").split())
