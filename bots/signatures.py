"""The name at the end of a text: "Hormat kami,\nBudi", "ttd Dedi", "Tolong dibereskan, Agus Salim."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bots.companies import company_at, company_called
from bots.name_words import (
    COMMA_BEFORE_DEGREE,
    is_contact,
    is_degree,
    is_known,
    is_nobody,
    is_place,
    is_short,
    name_at_start,
    uses_capitals,
)
from bots.vocabulary import HONORIFICS, words_of

_THANKS = (
    r"terima\s?kasih(?:\s+banyak)?|makasih|trims|thanks|thank\s+you|hatur\s+nuhun(?:\s+pisan)?|nuhun"
    r"|wassalam\w*(?:\s+w\w*\.?\s*w\w*\.?)?"
)
_SIGNING = (
    r"hormat\s+(?:kami|saya|abdi)|salam(?:\s+(?:hormat|hangat|sehat))?|(?:best|kind|warm)?\s*regards|sincerely"
    r"|yours\s+\w+|tertanda|ttd|pelapor|pengadu|pemohon|yang\s+(?:melapor|mengadu|membuat\s+pengaduan)|dari\s+saya"
)
_CLOSING = rf"(?:{_THANKS}|{_SIGNING})"
_CLOSING_WORDS = (
    *("hormat", "salam", "kasih", "trims", "thank", "nuhun", "regards", "sincerely", "yours", "tertanda", "ttd"),
    *("pelapor", "pengadu", "pemohon", "lapor", "dari saya"),
)
_CLOSING_LINE = re.compile(rf"(?i:^\s*(?:.*[.!?]\s+|atas.*\b)?{_CLOSING})\s*[,.!:]*\s*$")
_CLOSING_NAME = re.compile(rf"(?i:\b(?:{_THANKS}))\s*[,.!:;-]+\s*(?P<name>[^!?:;\n]{{2,60}}?)\s*\)?$")
_SIGNED_NAME = re.compile(
    rf"(?i:(?:^|[.!?,\n]\s*)(?:{_SIGNING}))\s*(?:[,.:;-]+\s*|\s)(?P<name>[^!?:;\n]{{2,60}}?)\s*\)?$"
)
_NAME_IN_BRACKETS = re.compile(r"(?P<before>.*\S)\s*\(([^()\n]{3,60})\)[\s.]*$")
_DASH_NAME = re.compile(r"^\s*[-–—(~]+\s*([^\n)]{2,60}?)\s*\)?\s*$")
# "... dilayani petugas loket 2, Budi Santoso": whoever is named then is not the writer.
_ABOUT_SOMEBODY = re.compile(
    r"\b(?:petugas|pegawai|staf|staff|kepala|kadis|sekdis|kabid|kasi|lurah|kades|camat|bupati|ketua|direktur|pejabat"
    r"|pemilik|pelaku|calo|oknum|tetangga|atasan|officer|clerk|manager|yth)(?:nya)?"
    r"(?:\s+(?:loket|bagian|seksi|dinas|kantor|meja|ruang|bidang|desa|kelurahan|kecamatan|itu|tersebut|at|counter|saya"
    r"|bapak|ibu|pak|bu|satu|dua|tiga|\d+|\w*ptsp|purwakarta))*\s*$|\b(?:namanya|bernama|nama|siapa|saha|who)\b\W*$"
)
_SOMEBODY_ASKED = re.compile(
    r"\b(?:namanya|bernama|nama\s+(?:petugas|pegawai)\w*|siapa\s+(?:nama|petugas)\w*)\b[^.]{0,20}$"
)
_SIGNATURE_AT_MOST = 600
_LINE_AT_MOST = 200
_WORDS_OF_A_COMPANY = 7


@dataclass(frozen=True, slots=True)
class Signed:
    """`maybe`: a single word that may be a name. `company`: the one it is signed for ("Fajar Nugraha, PT Lumbung")."""

    name: str = ""
    maybe: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of words up to a comma or the end of a sentence. `after` is the mark it follows."""

    words: tuple[str, ...]
    after: str
    before: str

    @property
    def text(self) -> str:
        return " ".join(self.words)


NOBODY = Signed()


def signature(text: str) -> Signed:
    """The person, and the company behind them, who sign a text; of a company that signs alone only the company."""
    lines = [line.strip() for line in text[-_SIGNATURE_AT_MOST:].splitlines() if line.strip()]
    while len(lines) > 1 and _is_address(lines[-1]):
        lines.pop()
    if not lines:
        return NOBODY
    company = ""
    for signed in _ways_to_sign(lines, capitals=uses_capitals(text)):
        company = company or signed.company
        if signed.name or signed.maybe:
            return replace(signed, company=company or _own_line_of_a_company(lines))
    return Signed(company=company)


def _ways_to_sign(lines: list[str], *, capitals: bool) -> Iterator[Signed]:
    end = COMMA_BEFORE_DEGREE.sub(" ", lines[-1][-_LINE_AT_MOST:])
    yield _behind_a_closing(end)
    yield _below_a_closing(lines)
    if len(lines) > 1 and (found := _DASH_NAME.match(end)):
        yield _signed(found[1])
    if (found := _NAME_IN_BRACKETS.match(end)) and not _ABOUT_SOMEBODY.search(found["before"].lower()):
        yield _signed(found[2])
    else:
        yield _at_the_end(end, capitals=capitals, own_line=len(lines) > 1)


def _own_line_of_a_company(lines: list[str]) -> str:
    """ "Budi Santoso" with "PT Maju Jaya" below or above."""
    last = (line for line in lines[1:][-2:] if len(words_of(line)) <= _WORDS_OF_A_COMPANY)
    return next((company for line in last if (company := company_called(line))), "")


def _is_address(line: str) -> bool:
    return is_place(line) or all(map(is_contact, line.split()))


def _behind_a_closing(line: str) -> Signed:
    if not any(word in line.lower() for word in _CLOSING_WORDS):
        return NOBODY
    if found := _SIGNED_NAME.search(line.rstrip(" .")):
        return _signed(found["name"], capital_is_enough=uses_capitals(line))
    found = _CLOSING_NAME.search(line.rstrip(" ."))
    if found is None or found["name"].split()[0].lower().strip(".") in HONORIFICS:  # "makasih, Pak Budi" is told him
        return NOBODY
    return _signed(found["name"], capital_is_enough=uses_capitals(line))


def _below_a_closing(lines: list[str]) -> Signed:
    below = (after for before, after in pairwise(lines[-5:]) if _CLOSING_LINE.match(before[-_LINE_AT_MOST:]))
    return next((signed for line in below if (signed := _signed(line.strip(" ()[]"))) != NOBODY), NOBODY)


def _signed(words: str, *, capital_is_enough: bool = True) -> Signed:
    """The name that these words are, and nothing beside a company, a place or a number."""
    words = COMMA_BEFORE_DEGREE.sub(" ", words.strip(" ()[]*_\"'"))
    if company := company_called(words):
        alone = len(words_of(words)) <= len(words_of(company)) + 1
        return Signed(company=company) if alone else NOBODY
    parts = [part for part in _parts(words) if not _is_beside(part)]  # "Siti Aminah, Plered" is one
    if len(parts) != 1:
        return NOBODY
    first = next((word for word in parts[0].words if not is_short(word)), parts[0].words[0])
    name, rest = name_at_start(list(parts[0].words), capitals=False, expected=first[:1].isupper())
    if not name or rest or is_nobody(name):
        return NOBODY
    return Signed(name) if is_known(name) or (capital_is_enough and first[:1].isupper()) else NOBODY


def _at_the_end(line: str, *, capitals: bool, own_line: bool) -> Signed:
    """ "Jalan rusak parah pak. Yanto", "..., Agus Salim.", or a last line that holds a name and nothing else."""
    parts = _parts(line)
    behind: list[_Part] = []
    while len(parts) > 1 and _is_beside(parts[-1]):
        behind.append(parts.pop())
    if not parts:
        return NOBODY
    company = next((name for part in behind if (name := company_called(part.text))), "")
    alone = own_line and len(parts) == 1
    signed = _ending(parts[-1], capitals=capitals, alone=alone) if parts[-1].after or alone else NOBODY
    if signed.name:
        return replace(signed, company=company)
    return replace(signed, company=company if company and behind[-1].after == "." else signed.company)


def _ending(last: _Part, *, capitals: bool, alone: bool) -> Signed:
    names_another = _ABOUT_SOMEBODY if last.after == "," else _SOMEBODY_ASKED
    if is_place(last.text) or is_nobody(last.text) or names_another.search(last.before.lower()):
        return NOBODY
    if company_at(last.text):
        return Signed(company=company_called(last.text)) if alone else NOBODY
    words = _without_address(list(last.words))
    if words[0].lower().strip(".") in HONORIFICS and last.after == ",":
        return NOBODY
    name, rest = name_at_start(words, capitals=capitals, expected=capitals and len(words) > 1)
    if not name or rest:
        return NOBODY
    full = len(name.split()) > 1
    if is_known(name) and (full or last.after != ","):
        return Signed(name)
    if not capitals or not words[0][:1].isupper():
        return NOBODY
    if full:
        return Signed(name)
    return Signed(maybe=name) if alone else NOBODY


def _without_address(words: list[str]) -> list[str]:
    """ "Aep Saepuloh RT 03" ends before the address."""
    at = next((n for n, word in enumerate(words) if n and word.lower().strip(".") in ("rt", "rw", "hp", "wa")), None)
    return words[:at]


def _is_beside(part: _Part) -> bool:
    """What may stand behind a signature: a place, a company, a number."""
    return is_place(part.text) or bool(company_at(part.text)) or all(map(is_contact, part.words))


def _parts(line: str) -> list[_Part]:
    parts: list[_Part] = []
    words: list[str] = []
    after = before = ""
    for token in line.split():
        bare = token.strip("*_\"'()")
        core = bare.rstrip(",.!?;:")
        mark = bare[len(core) :].replace(".", "") if is_short(core + ".") or is_degree(core) else bare[len(core) :]
        if core:
            words.append(bare if not mark and bare.endswith(".") and is_short(bare) else core)
        if mark or (token in ("-", "–", "—") and words):
            parts += [_Part(tuple(words), after, before)] if words else []
            before = f"{before} {' '.join(words)}"[-_LINE_AT_MOST:] if mark[:1] == "," else " ".join(words)
            after, words = "." if mark[:1] != "," else ",", []
    return [*parts, _Part(tuple(words), after, before)] if words else parts
