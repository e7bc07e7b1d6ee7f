"""Who reports, as people say it: "saya Siti Aminah dari ...", a signature, a bare answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bots.companies import company_at, company_called
from bots.name_words import (
    COMMA_BEFORE_DEGREE,
    MOST_WORDS,
    is_contact,
    is_degree,
    is_inflected,
    is_known,
    is_nobody,
    is_place,
    is_short,
    name_at_start,
    uses_capitals,
)
from bots.signatures import signature
from bots.vocabulary import AFTER_ANSWERS, ALSO_NAMES, BEFORE_ANSWERS, COMMON, GIVEN_NAMES, HONORIFICS, PERMIT

# A form's field is followed by a name and nothing else, "nama saya" mostly ("nama saya salah di sertifikat"), "saya" by
# anything at all.
_FIELD = re.compile(
    r"(?:^|(?<=[\n.,;]))\s*(?i:nama|nm|nami|ngaran|name|full\s+name|pelapor|dari|from)"
    r"(?i:\s+(?:lengkap|pelapor|pemohon|pengadu|saya|sy|abdi))?\s*[:=][ \t]*"
    r"|(?i:\bpanggil\s+(?:saja|aja|saya))[ \t]+"
    r"|(?i:\b(?:nama|nami)\b[^.\n]{0,60}\b(?:yang|yg|nu)\s+(?:benar|bener|betul|leres)"
    r"(?:\s+(?:adalah|itu|nyaeta))?)[ \t]*:?[ \t]*"
)
_STRONG = re.compile(
    r"(?i:(?<!\batas\s)\b(?:namaku|(?:nama|nm|nma)(?:nya)?\s+(?:lengkap\s+)?(?:saya|sy|aku|gue|gw|kami))\b(?:\s+(?:adalah|adlh|ialah|itu|yaitu))?"
    r"|\b(?:nami|wasta|ngaran|jenengan)\s+(?:lengkap\s+)?(?:abdi|kuring|simkuring|sim\s+kuring)"
    r"(?:\s+(?:teh|nyaeta|mah))?"
    r"|\b(?:per)?kenal(?:kan|keun|in)\b[,.]?(?:\s+nama)?(?:\s+(?:saya|sy|kami|abdi))?"
    r"|\b(?:saya|sy|aku|abdi|kuring)\s+(?:yang\s+)?(?:bernama|dengan\s+nama|nami|ngaran)"
    r"|\bmy\s+(?:full\s+)?name(?:\s+is|'s)|\bi\s+am\s+called)[ \t]*[:,]?[ \t]*"
)
# Not "anak saya Rina": before this "saya" stands nothing, a mark, a greeting, or the formal "dengan ini".
_MYSELF = re.compile(r"\b(?:saya|sy|aku|abdi|simkuring|kuring|i\s+am|i'm)\b[ \t]*[:,]?[ \t]*")
_THIS = re.compile(r"\b(?:ini|this\s+is|ieu)\b[ \t]+")
_OPENS = re.compile(
    r"(?:^|[\n.,;:!?(-]|\b(?:pak|bu|min|kak|kang|teh|pagi|siang|sore|malam|halo|hai|hi|hello|punten|permisi|maaf|wb|ini"
    r"|dengan|dgn|sama|sareng|bahwa|assalamualaikum))\s*$"
)
_NAMING = ("nama", "nm", "nami", "name", "pelapor", "panggil", "wasta", "ngaran", "kenal", "jenengan", "called")
_NAMING_FIELDS = ("dari:", "dari :", "from:", "from :")
_BY_NAME = re.compile(r"(?i:nam|nm|ngaran|wasta|jenengan|called|panggil|pelapor|dari|from)")
_NAMED_NOT = re.compile(r"\bbukan\b[^.\n]{0,40}?(?:,|\b(?:tapi|tp|melainkan|yang\s+benar|yg\s+bener|yg\s+benar)\b)\s*")

_HOLDER = re.compile(r"(?i:(?:^|(?<=[\s(,]))(?:a\.\s?n\.?|an\.|a/n|atas\s+nama))[ \t]*:?[ \t]*")
_PERMIT_BEFORE = re.compile(
    r"(?i:i[zj]in|permohonan|berkas|surat|nib|sertifikat|akta|pendaftaran|perpanjangan|cek|dicek|no\w*)[^.!?\n]{0,60}$"
)
_FROM = ("dari", "dr", "ti", "from", "warga")
_WHERE_IT_STANDS = frozenset({"di", "pada", "dalam", "dina", "dlm", "in", "on", "ke", "is", "was"})
_PREDICATES = ("ke", "ter", "di", "ber", "me", "ka", "nga")
_LONG_PREDICATE = 6
_PARTS_OF_AN_ANSWER = 3


Trust = Callable[[str, list[str], list[str]], bool]


@dataclass(frozen=True, slots=True)
class Who:
    """`name` is given as the writer's own; `maybe` looks like it and wants a yes; `holder` stands on the paper.

    `declared`: the name stands behind words that say so ("nama saya", "my name is"), not in a mere signature.
    """

    name: str = ""
    maybe: str = ""
    holder: str = ""
    declared: bool = False


def who_writes(text: str) -> Who:
    small = _small(text)
    holder, claimed = _holder(text, small)
    signed = signature(text)
    holder = holder or signed.company
    if name := _declared(text, small):
        return Who(name=name, holder=holder if holder != name else "", declared=True)
    if name := _introduced(text, small) or signed.name or claimed:
        return Who(name=name, holder=holder if holder != name else "")
    maybe = signed.maybe or _lower_guess(text, small) or ("" if company_at(holder) else holder)
    return Who(maybe=maybe, holder=holder)


def _small(text: str) -> str:
    """In small letters, each at its place: a few signs grow longer when they are made small."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


def name_in_answer(text: str) -> str:
    """The name of a person in an answer to "Siapa nama Anda?"; empty when there is none to be seen."""
    first = text.strip().split("\n", 1)[0]
    small = _small(first)
    if name := _declared(first, small) or _introduced(first, small):
        return name
    plain = COMMA_BEFORE_DEGREE.sub(" ", _HOLDER.sub("", first, count=1) if _HOLDER.match(first) else first)
    opening, *others = re.split(r"[,;:!?(]|\s-\s", _sentences_as_parts(plain))[:_PARTS_OF_AN_ANSWER]
    if name := _answered(opening):
        return name
    later = (_answered(part) for part in others)
    return next((name for name in later if name and (is_known(name) or name in first)), "")


def _sentences_as_parts(text: str) -> str:
    """ "Agus. Plered" is two parts as "Agus, Plered" is; "Moch. Ali" is one."""
    words = text.split()
    return " ".join(f"{word[:-1]}," if word.endswith(".") and _ends_a_sentence(word) else word for word in words)


def _ends_a_sentence(word: str) -> bool:
    bare = word.rstrip(".").lower()
    return len(bare) > 1 and not (is_short(word) or is_degree(word) or bare in HONORIFICS)


def _answered(part: str) -> str:
    tokens = [token for word in part.split() if (token := word.strip("*_~\"'")) and any(map(str.isalnum, token))]
    while tokens and tokens[0].lower() in BEFORE_ANSWERS and not _begins_a_balinese_name(tokens):
        tokens.pop(0)
    capitals = _written_with_capitals(tokens)
    if not tokens or is_place(" ".join(tokens)) or (tokens[0].lower() in PERMIT and not capitals):
        return ""
    if company_called(" ".join(tokens)):
        return ""
    name, rest = name_at_start(tokens, capitals=capitals, expected=True)
    if not name or is_nobody(name):
        return ""
    goes_on = is_known(name) and len(tokens[0]) > 1 and bool(rest) and rest[0].lower() in COMMON
    return name if _is_harmless(rest) or goes_on else ""


def _begins_a_balinese_name(tokens: list[str]) -> bool:
    """ "I Made", not "I am"."""
    return tokens[0].lower() == "i" and len(tokens) > 1 and tokens[1].lower() in GIVEN_NAMES | ALSO_NAMES


def _written_with_capitals(tokens: list[str]) -> bool:
    """ "Hari Wibowo", but neither "Hari wibowo" (the telephone's own capital) nor "HARI WIBOWO"."""
    after_titles = [token for token in tokens if not is_short(token)][:2]
    return len(tokens) > 1 and all(token[:1].isupper() and not token.isupper() for token in after_titles)


def _is_harmless(rest: list[str]) -> bool:
    """Whether what follows the name is what follows in an answer: "siti aminah pak", "asep dari jatiluhur"."""
    rest = [token for token in rest if not is_contact(token)]
    return not rest or rest[0].lower().strip(".") in AFTER_ANSWERS | HONORIFICS


def _declared(text: str, small: str) -> str:
    """The name behind "nama saya", "nama:", "my name is": nearly any word."""
    if not any(word in small for word in _NAMING + _NAMING_FIELDS):
        return ""
    for intro, is_trusted in ((_FIELD, _any_name), (_STRONG, _likely_name)):
        for found in intro.finditer(text):
            start = found.end()
            if other := _NAMED_NOT.match(small, start):  # "nama saya bukan Bambang tapi Bambang Irawan"
                start = other.end()
            if on_paper := _HOLDER.match(text, start):
                start = on_paper.end()
            by_name = _BY_NAME.search(found[0]) is not None
            trust = is_trusted if by_name else _known_or_capital
            if name := _trusted_name(text, start, trust, expected=by_name):
                return name
    return ""


def _introduced(text: str, small: str) -> str:
    """The name behind a mere "saya" or "ini", where it is plainly a name."""
    for intro, is_trusted in ((_MYSELF, _certain_name), (_THIS, _known_name)):
        for found in intro.finditer(small):
            if _OPENS.search(small[max(0, found.start() - 20) : found.start()]) and (
                name := _trusted_name(text, found.end(), is_trusted)
            ):
                return name
    return ""


def _trusted_name(text: str, start: int, is_trusted: Trust, *, expected: bool = False) -> str:
    tokens = _tokens_after(text, start)
    if not tokens or company_at(text, start):
        return ""
    capitals = _with_capital(tokens) and (_written_with_capitals(tokens) if expected else uses_capitals(text))
    name, rest = name_at_start(tokens, capitals=capitals, expected=expected)
    if not name or not is_trusted(name, tokens, rest) or is_nobody(name) or is_place(name):
        return ""
    return name


def _with_capital(tokens: list[str]) -> bool:
    """Whether the name has a capital; a "dr." or "moh." before it need not."""
    return next((token for token in tokens if not is_short(token)), tokens[0])[:1].isupper()


def _any_name(name: str, tokens: list[str], rest: list[str]) -> bool:
    return bool(name and (tokens or rest))


def _likely_name(name: str, tokens: list[str], rest: list[str]) -> bool:
    """ "nama saya ucok", "nama saya hari wibowo", but not "nama saya ketuker" or "nama saya dobel di sistem"."""
    words = name.lower().split()
    if is_known(name):
        return True
    with_capital = _with_capital(tokens) and not tokens[0].isupper()
    if with_capital and (len(words) > 1 or not _stands_somewhere(rest)):
        return True
    return not any(_is_about_the_name(word, rest) for word in words)


def _known_or_capital(name: str, tokens: list[str], rest: list[str]) -> bool:
    """ "Perkenalkan, saya Eddy ...", but not "perkenalkan, saya agen asuransi"."""
    return is_known(name) or (_with_capital(tokens) and not tokens[0].isupper())


def _is_about_the_name(word: str, rest: list[str]) -> bool:
    """ "ketuker", "tercantum", "dobel (di sistem)": what happened to a name."""
    happened = len(word) >= _LONG_PREDICATE and (word.startswith(_PREDICATES) or word.endswith("ed"))
    return happened or (_stands_somewhere(rest) and word not in ALSO_NAMES)


def _stands_somewhere(rest: list[str]) -> bool:
    return bool(rest) and rest[0].lower() in _WHERE_IT_STANDS


def _certain_name(name: str, tokens: list[str], rest: list[str]) -> bool:
    """ "saya Siti Aminah ...", "sy siti aminah dr munjul", but not "saya amat kecewa"."""
    if _with_capital(tokens):
        return not tokens[0].isupper() or is_short(tokens[0]) or is_known(name)
    if not is_known(name):
        return False
    goes_on = rest[0].lower().strip(".") if rest else ""
    return not rest or goes_on in COMMON or is_inflected(goes_on) or is_short(tokens[0])


def _known_name(name: str, tokens: list[str], rest: list[str]) -> bool:
    return is_known(name) and (tokens[0][:1].isupper() or not rest)


def _lower_guess(text: str, small: str) -> str:
    """ "saya ucok baba dari munjul" without capitals and without a name we know: to be confirmed."""
    if not any(f" {word} " in small for word in _FROM) or uses_capitals(text):
        return ""
    for found in _MYSELF.finditer(small):
        if not _OPENS.search(small[max(0, found.start() - 20) : found.start()]):
            continue
        name, rest = name_at_start(_tokens_after(text, found.end()), capitals=False, expected=True)
        if 2 <= len(name.split()) <= 4 and rest and rest[0].lower() in _FROM:
            return name
    return ""


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
    line = COMMA_BEFORE_DEGREE.sub(" ", text[start : start + 120].split("\n", 1)[0])
    if line.lstrip().startswith("."):
        return []
    tokens: list[str] = []
    for word in re.split(r"[,;:!?(\"“]|\s-\s", line, maxsplit=1)[0].split():
        token = word.strip("*_'")
        if token.strip("."):
            tokens.append(token)
        if len(tokens) == MOST_WORDS + 3 or (token.endswith(".") and _ends_a_sentence(token)):
            break
    return tokens
