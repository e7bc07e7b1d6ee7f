"""Companies as people write them ("PT Maju Jaya"): whose matter it is, and never who reports it (K6.5a)."""

import re
from itertools import takewhile

from bots.vocabulary import AFTER_COMPANIES, BEFORE_ANSWERS, COMMON, GREETINGS, HONORIFICS, INTRODUCING, POLITE

_FORM = r"pt|cv|ud|pd|po|firma|koperasi|yayasan|bumdes|bumd|kelompok|rumah makan|rm|perusahaan"
_COMPANY = re.compile(rf"\b(?i:{_FORM})\b\.?[ ]+[\w&'.-]+(?:[ ]+[A-Z0-9&][\w&'.-]*){{0,5}}")
_LEGAL_PERSON = re.compile(r"(?i:(?:pt|cv|ud|firma|koperasi|yayasan|bumdes|bumd)\b\.?)\s+([^,;:!?\n]{2,60})")
_HINT = re.compile(rf"\b(?:{_FORM})\b")
_AHEAD = rf"(?=(?i:{_FORM})\b)"
_FOR = re.compile(
    r"(?i:\b(?:mewakili|perwakilan(?:\s+dari)?|kuasa(?:\s+hukum)?(?:\s+dari)?|dari\s+pihak|utusan|saya\s+dari"
    r"|kami(?:\s+dari|\s*,)?|atas\s+nama|on\s+behalf\s+of"
    r"|(?:pegawai|staf|staff|karyawan|direktur|pemilik|pengurus|admin|legal|manager|manajer|owner)(?:\s+(?:di|dari))?)"
    rf")\s+{_AHEAD}"
)
_CALLED = re.compile(
    r"(?i:(?:^|(?<=[\n.,;]))\s*(?:nama|nm|nami|ngaran|name|full\s+name|pelapor|pengadu|pemohon|dari|from)"
    r"(?:\s+(?:lengkap|pelapor|pemohon|pengadu|perusahaan|usaha|saya|sy|kami|abdi))?\s*[:=]"
    r"|\b(?:nama|nm|nami|ngaran)\s+(?:lengkap\s+|perusahaan\s+)?(?:saya|sy|aku|kami|abdi)(?:\s+(?:adalah|itu|nyaeta))?"
    r"|\bmy\s+name\s+is|\b(?:per)?kenalkan\b[,.]?(?:\s+(?:saya|sy|kami))?)"
    rf"\s*{_AHEAD}"
)
_SHOP = re.compile(r"^(?i:toko|warung|klinik|apotek|bengkel|salon|rumah makan|rm|cafe|kafe|owner|official)\b")
_MOST_WORDS = 6


def company_in(text: str) -> str:
    """A company as it is written ("PT Maju Jaya")."""
    found = _COMPANY.search(text)
    return _company(found[0]) if found else ""


def company_at(text: str, start: int = 0) -> str:
    found = _COMPANY.match(text, start)
    return _company(found[0]) if found else ""


def company_writing(text: str, small: str) -> str:
    """The company for which a text is written, as it says ("kami mewakili PT ...", "nama: PT ...", "PT ..." alone)."""
    if not _HINT.search(small):
        return ""
    if found := _FOR.search(text):
        return company_in(text[found.end() :])
    if found := _CALLED.search(text):
        return company_called(text, found.end())
    company, rest = _answered(text)
    return company if all(word in POLITE | HONORIFICS for word in rest) else ""


def company_answered(text: str) -> str:
    """The company in an answer to "Siapa nama Anda?"."""
    return _answered(text)[0]


def company_called(text: str, start: int = 0) -> str:
    """A company where a name is expected, and after it nothing else.

    Every word belongs to its name, with capitals or without, up to the first that goes on with a sentence.
    """
    found = _LEGAL_PERSON.match(text, start)
    if not found:
        return company_at(text, start)
    form, *words = found[0].split()
    named = list(takewhile(lambda word: word.lower().strip(".") not in AFTER_COMPANIES, words))[:_MOST_WORDS]
    if not named:
        return ""
    return " ".join((form if form[1:2].isupper() else _legal_form(form), *map(_with_capital, named))).rstrip(".")


def is_shop(name: str) -> bool:
    return _SHOP.match(name) is not None


def _answered(text: str) -> tuple[str, list[str]]:
    """The company an answer begins with, and the other words beside it in small letters."""
    words = re.split(r"[,;:!?(\n]", text.strip(), maxsplit=1)[0].split()
    beside = list(takewhile(lambda word: word.lower().strip(".,") in _BEFORE, words))
    company = company_called(" ".join(words[len(beside) :]))
    return company, [word.lower().strip(".") for word in words[len(beside) + len(company.split()) :]]


_BEFORE = BEFORE_ANSWERS | INTRODUCING | GREETINGS | {"kami", "nama"}


def _company(words: str) -> str:
    """Up to the first everyday word: "PT Maju Jaya belum" is "PT Maju Jaya", but "Data" is of "PT Sinar Data"."""
    kept: list[str] = []
    for word in words.split():
        with_care = word[:1].isupper() and not words.isupper()
        if kept and not with_care and word.lower().strip(".,") in COMMON:
            break
        kept.append(word)
        if len(kept) > 1 and word.endswith("."):
            break
    return " ".join(kept).rstrip(".,") if len(kept) > 1 else ""


def _legal_form(word: str) -> str:
    return word.upper() if len(word.rstrip(".")) == 2 else word.capitalize()


def _with_capital(word: str) -> str:
    return word if word[:1].isupper() else word[:1].upper() + word[1:]
