"""Who reports, as people say it: "saya Siti Aminah dari ...", a signature, a bare answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from bots.name_words import (
    MOST_WORDS,
    company_at,
    is_contact,
    is_known,
    is_nobody,
    name_at_start,
    uses_capitals,
)
from bots.vocabulary import AFTER_ANSWERS, BEFORE_ANSWERS, COMMON, HONORIFICS, TITLES

_DEGREES = re.compile(
    r",?\s*\b(?:S\.?\s?(?:E|H|T|Kom|Pd|Sos|IP|Ag|Si|KM|P|Hum)|M\.?\s?(?:M|H|T|Si|Pd|Kom)|A\.?Md)\b\.?(?:,|\s|$)"
)

# A form's field is followed by a name and nothing else, "nama saya" mostly ("nama saya salah di sertifikat"), "saya" by
# anything at all.
_FIELD = re.compile(
    r"(?:^|(?<=[\n.,;]))\s*(?i:nama|nm|nami|name|full\s+name|pelapor)"
    r"(?i:\s+(?:lengkap|pelapor|pemohon|saya))?\s*[:=][ \t]*"
    r"|(?i:\bpanggil\s+(?:saja|aja|saya))[ \t]+"
    r"|(?i:\bnama\b[^.\n]{0,60}\byang\s+benar(?:\s+(?:adalah|itu))?)[ \t]*:?[ \t]*"
)
_STRONG = re.compile(
    r"(?i:\b(?:nama|nm)(?:nya)?\s+(?:lengkap\s+)?(?:saya|sy|aku|gue|gw)(?:\s+(?:adalah|ialah|itu|yaitu))?"
    r"|\b(?:nami|wasta|ngaran)\s+(?:abdi|kuring|simkuring)(?:\s+(?:teh|nyaeta))?"
    r"|\b(?:per)?kenal(?:kan|keun|in)\b[,.]?(?:\s+nama)?(?:\s+(?:saya|sy|kami|abdi))?"
    r"|\bsaya\s+(?:yang\s+)?(?:bernama|dengan\s+nama)|\bmy\s+(?:full\s+)?name(?:\s+is|'s))[ \t]*[:,]?[ \t]*"
)
# Not "anak saya Rina": before this "saya" stands nothing, a mark, a greeting, or the formal "dengan ini".
_MYSELF = re.compile(r"\b(?:saya|sy|aku|abdi|simkuring|kuring|i\s+am|i'm)\b[ \t]*[:,]?[ \t]*")
_THIS = re.compile(r"\b(?:ini|this\s+is|ieu)\b[ \t]+")
_OPENS = re.compile(
    r"(?:^|[\n.,;:!?(-]|\b(?:pak|bu|min|kak|kang|teh|pagi|siang|sore|malam|halo|hai|hi|hello|punten|permisi|maaf|wb|ini"
    r"|dengan|dgn|sama|sareng|bahwa|assalamualaikum))\s*$"
)
_NAMING = ("nama", "nm ", "nami", "name", "pelapor", "panggil", "wasta", "ngaran", "kenal")

_CLOSING = (
    r"(?:hormat\s+(?:kami|saya)|salam(?:\s+(?:hormat|hangat|sehat))?|terima\s?kasih(?:\s+banyak)?|makasih|trims"
    r"|thanks|thank\s+you|wassalam\w*(?:\s+w\w*\.?\s*w\w*\.?)?|hatur\s+nuhun(?:\s+pisan)?|nuhun"
    r"|(?:best|kind|warm)?\s*regards|sincerely|yours\s+\w+|tertanda|ttd|pelapor|pengadu|pemohon|yang\s+melapor)"
)
_CLOSING_WORDS = (
    *("hormat", "salam", "kasih", "trims", "thank", "nuhun", "regards", "sincerely", "yours", "tertanda", "ttd"),
    *("pelapor", "pengadu", "pemohon", "lapor"),
)
_CLOSING_LINE = re.compile(rf"(?i:^\s*(?:.*[.!?]\s+|atas.*\b)?{_CLOSING})\s*[,.!:]*\s*$")
_CLOSING_NAME = re.compile(rf"(?i:{_CLOSING})\s*[,.!:;-]+\s*([^,.!?:;\n]{{2,50}})\s*[.)]*\s*$")
_DASH_NAME = re.compile(r"^\s*[-–—(]+\s*([^\n)]{2,50}?)\s*\)?\s*$")

_HOLDER = re.compile(r"(?i:(?:^|(?<=[\s(,]))(?:a\.\s?n\.?|an\.|a/n|atas\s+nama))[ \t]*:?[ \t]*")
_PERMIT_BEFORE = re.compile(
    r"(?i:i[zj]in|permohonan|berkas|surat|nib|sertifikat|akta|pendaftaran|perpanjangan|cek|dicek|no\w*)[^.!?\n]{0,60}$"
)
_FROM = ("dari", "dr", "ti", "from", "warga")
_SIGNATURE_AT_MOST = 600
_CLOSING_AT_MOST = 120
_PARTS_OF_AN_ANSWER = 3


Trust = Callable[[str, list[str]], bool]


@dataclass(frozen=True, slots=True)
class Who:
    """`name` is given as the writer's own; `maybe` looks like it and wants a yes; `holder` stands on the paper."""

    name: str = ""
    maybe: str = ""
    holder: str = ""


def who_writes(text: str) -> Who:
    small = _small(text)
    holder, signed = _holder(text, small)
    if name := _introduced(text, small) or _signature(text) or signed:
        return Who(name=name, holder=holder if holder != name else "")
    return Who(maybe=_lower_guess(text, small) or ("" if company_at(holder) else holder), holder=holder)


def _small(text: str) -> str:
    """In small letters, each at its place: a few signs grow longer when they are made small."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


def name_in_answer(text: str) -> str:
    """The name in an answer to "Siapa nama Anda?"; empty when there is none to be seen."""
    first = text.strip().split("\n", 1)[0]
    if name := _introduced(first, _small(first)):
        return name
    opening, *others = re.split(r"[,;:!?(]|(?<=\w{4})\.\s|\s-\s", _DEGREES.sub(" ", first))[:_PARTS_OF_AN_ANSWER]
    if name := _answered(opening):
        return name
    later = (_answered(part) for part in others)
    return next((name for name in later if name and (is_known(name) or name in first)), "")


def _answered(part: str) -> str:
    tokens = [token.strip("*_\"'") for token in part.split()]
    while tokens and tokens[0].lower() in BEFORE_ANSWERS:
        tokens.pop(0)
    name, rest = name_at_start(tokens, capitals=False)
    if not name or is_nobody(name):
        return ""
    return name if _is_harmless(rest) or (is_known(name) and rest[0].lower() in COMMON) else ""


def _is_harmless(rest: list[str]) -> bool:
    """Whether what follows the name is what follows in an answer: "siti aminah pak", "asep dari jatiluhur"."""
    rest = [token for token in rest if not is_contact(token)]
    return not rest or rest[0].lower() in AFTER_ANSWERS or rest[0].lower() in HONORIFICS


def _introduced(text: str, small: str) -> str:
    if any(word in small for word in _NAMING):
        for intro, is_trusted in ((_FIELD, _any_name), (_STRONG, _likely_name)):
            for found in intro.finditer(text):
                if name := _trusted_name(text, found.end(), is_trusted):
                    return name
    for intro, is_trusted in ((_MYSELF, _certain_name), (_THIS, _known_name)):
        for found in intro.finditer(small):
            if _OPENS.search(small[max(0, found.start() - 20) : found.start()]) and (
                name := _trusted_name(text, found.end(), is_trusted)
            ):
                return name
    return ""


def _trusted_name(text: str, start: int, is_trusted: Trust) -> str:
    tokens = _tokens_after(text, start)
    if not tokens:
        return ""
    name, _ = name_at_start(tokens, capitals=tokens[0][:1].isupper() and uses_capitals(text))
    if not name or not is_trusted(name, tokens) or is_nobody(name) or company_at(text, start):
        return ""
    return name


def _any_name(name: str, tokens: list[str]) -> bool:
    return bool(name and tokens)


def _likely_name(name: str, tokens: list[str]) -> bool:
    """ "nama saya ucok baba", but not "nama saya ketuker"."""
    words = [word.lower() for word in name.split()]
    plain = len(words) > 1 and not any(word.startswith(("ke", "ter", "di", "ber")) for word in words)
    return (tokens[0][:1].isupper() and not tokens[0].isupper()) or is_known(name) or plain


def _certain_name(name: str, tokens: list[str]) -> bool:
    """ "saya Siti Aminah ...", "sy siti aminah dr munjul", but not "saya amat kecewa"."""
    if tokens[0][:1].isupper():
        return not tokens[0].isupper() or is_known(name)
    count = len(name.split())
    return is_known(name) and (len(tokens) <= count or tokens[count].lower() in COMMON)


def _known_name(name: str, tokens: list[str]) -> bool:
    return is_known(name) and (tokens[0][:1].isupper() or len(tokens) <= len(name.split()))


def _lower_guess(text: str, small: str) -> str:
    """ "saya ucok baba dari munjul" without capitals and without a name we know: to be confirmed."""
    if not any(f" {word} " in small for word in _FROM) or uses_capitals(text):
        return ""
    for found in _MYSELF.finditer(small):
        if not _OPENS.search(small[max(0, found.start() - 20) : found.start()]):
            continue
        name, rest = name_at_start(_tokens_after(text, found.end()), capitals=False)
        if 2 <= len(name.split()) <= 4 and rest and rest[0].lower() in _FROM:
            return name
    return ""


def _signature(text: str) -> str:
    """ "Hormat kami,\\nBudi", "Hatur nuhun, Asep", "- Siti" at the end."""
    lines = [line for line in text[-_SIGNATURE_AT_MOST:].strip().splitlines() if line.strip()]
    if not lines:
        return ""
    end = lines[-1][-_CLOSING_AT_MOST:]
    if any(word in end.lower() for word in _CLOSING_WORDS) and (found := _CLOSING_NAME.search(end)):
        return _signed(found[1], capital_is_enough=uses_capitals(lines[-1]))
    if len(lines) > 1 and (found := _DASH_NAME.match(lines[-1])):
        return _signed(found[1])
    if name := _alone_at_the_end(lines[-1], own_line=len(lines) > 1):
        return name
    after_closing = (after for before, after in pairwise(lines[-4:]) if _CLOSING_LINE.match(before[-_CLOSING_AT_MOST:]))
    return next((_signed(line.strip(" ()[]")) for line in after_closing), "")


def _alone_at_the_end(line: str, *, own_line: bool) -> str:
    """ "Jalan rusak parah pak. Yanto", or a last line that holds a name we know and nothing else."""
    sentence = re.split(r"[.!?]\s+", line.strip(" .!"))[-1]
    if sentence == line.strip(" .!") and not own_line:
        return ""
    name, rest = name_at_start(sentence.split(), capitals=False)
    return name if is_known(name) and not rest else ""


def _signed(words: str, *, capital_is_enough: bool = True) -> str:
    tokens = [token.strip(".*_\"'()") for token in _DEGREES.sub(" ", words).split()]
    name, rest = name_at_start(tokens, capitals=False)
    if not name or rest or is_nobody(name) or company_at(words.strip()):
        return ""
    return name if is_known(name) or (capital_is_enough and words.strip()[:1].isupper()) else ""


def _holder(text: str, small: str) -> tuple[str, str]:
    """Whose name stands on the paper ("izin a.n. Budi"), and a name signed with "a.n." apart from any paper."""
    if not any(mark in small for mark in ("a.n", "a. n", "an.", "a/n", "atas nama")):
        return "", ""
    for found in _HOLDER.finditer(text):
        if company := company_at(text, found.end()):
            return company, ""
        name, _ = name_at_start(_tokens_after(text, found.end()), capitals=uses_capitals(text))
        if name and not is_nobody(name):
            return (name, "") if _PERMIT_BEFORE.search(text, 0, found.start()) else ("", name)
    return "", ""


def _tokens_after(text: str, start: int) -> list[str]:
    """The words that follow, to the end of the sentence or line. A full stop after "Drs" or "R" ends nothing."""
    line = text[start : start + 120].split("\n", 1)[0]
    tokens: list[str] = []
    for word in re.split(r"[,;:!?(\"“]|\s-\s", line, maxsplit=1)[0].split():
        token = word.strip("*_'")
        if token.strip("."):
            tokens.append(token)
        bare = token.rstrip(".")
        if len(tokens) == MOST_WORDS + 3 or (token.endswith(".") and len(bare) > 1 and bare.lower() not in TITLES):
            break
    return tokens
