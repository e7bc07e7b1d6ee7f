"""Another name for the reporter than the one on record, as people set it right."""

import re
from dataclasses import replace

from bots.names import name_in_answer
from bots.reading import Reading
from bots.vocabulary import words_of
from core.rules.report import Identity, Report

MARK = re.compile(
    r"^\W*(?:ralat|koreksi|maaf|sori|sorry|salah|eh|typo|maksud\w*|correction|wrong|punten|hapunten|lepat|bukan|sanes"
    r"|lain|no|oh)\b"
)
"""A message that begins so sets something right."""

_MEANT = re.compile(
    r"^\W*(?:maksud(?:nya|\s+saya)|ralat|koreksi|i\s+mean)\W+|\W+(?:maksudnya|maksud\s+saya)\W*$", re.IGNORECASE
)
_CHANGE_TO = re.compile(
    r"(?i:\b(?:di)?(?:ganti|ubah|robah|change|gentos|robih)\w*\b.{0,40}\b(?:nama|nami|name)\b.{0,30}\b"
    r"(?:jadi|menjadi|janten|ke|to)|\b(?:nama|nami|name)\b.{0,30}\b(?:di)?(?:ganti|ubah|robah|change)\w*\s+"
    r"(?:jadi|menjadi|to))\s+(?P<new>.+)$"
)
_ON_PAPER = re.compile(
    r"\b(?:sertifikat|nib|surat|i[zj]in|ktp|akta|sip|siup|permit|certificate|petugas|pegawai|toko|usaha|perusahaan)\w*\b"
)
_ABOUT_A_NAME = re.compile(r"\b(?:nama|nami|ngaran|wasta|name|namanya|nm)\b")
_INSTEAD = (
    r"(?:\s*,\s*|\s+)(?:tapi|tp|tetapi|melainkan|namun|but|it's|yang\s+(?:benar|bener|betul)|yg\s+(?:benar|bener|betul)"
    r"|nu\s+leres|tapi\s+yang\s+benar)(?:\s+(?:adalah|itu|nama\s+saya))?\s*[:,]?\s*|\s*,\s*"
)
_NOT_BUT = re.compile(rf"\b(?:bukan|bkn|sanes|lain|not)\s+(?P<old>.{{1,40}}?)(?:{_INSTEAD})(?P<new>.+)$", re.DOTALL)


def renamed(report: Report, name: str) -> Report:
    """The same report under the right name."""
    hidden = report.identity is Identity.CONFIDENTIAL
    return replace(report, name=name, identity=Identity.CONFIDENTIAL if hidden else Identity.NAMED)


def new_name(text: str, report: Report, reading: Reading) -> str:
    """The name that replaces the one on record; empty when none is given, or the same one."""
    if not report.has_reporter:
        return ""
    found = reading.name if reading.declared else _instead_of(text, report.name)
    if not found and reading.name and _is_part_of(report.name, reading.name):
        found = reading.name
    return found if found.casefold() != report.name.casefold() else ""


def _instead_of(text: str, old: str) -> str:
    """ "bukan Bambang tapi Bambang Irawan", "ralat nama: Bambang Irawan", "maaf salah ketik, namanya Bambang"."""
    small = text.lower()
    known = set(words_of(old))
    if _ON_PAPER.search(small):
        return ""
    if found := _CHANGE_TO.search(text):
        return name_in_answer(found["new"])
    if (found := _NOT_BUT.search(text.strip())) and known & set(words_of(found["old"])):
        return name_in_answer(found["new"])
    if MARK.match(small) and (named := _ABOUT_A_NAME.search(small)):
        return name_in_answer(text[named.end() :].lstrip(" :,=-"))
    meant = _MEANT.sub("", text.strip())
    fuller = name_in_answer(meant) if meant != text.strip() else ""
    return fuller if _is_part_of(old, fuller) else ""


def _is_part_of(old: str, new: str) -> bool:
    """Whether "Bambang" is said more fully as "Bambang Irawan"."""
    return set(words_of(old)) < set(words_of(new))
