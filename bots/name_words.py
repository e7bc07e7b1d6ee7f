"""Which words can be a name, and which stand for nobody: a number, a place, "Hamba Allah"."""

import re
from itertools import takewhile

from bots.companies import company_at, is_shop
from bots.vocabulary import (
    ALSO_NAMES,
    COMMON,
    DENIALS,
    GIVEN_NAMES,
    GREETINGS,
    HONORIFICS,
    NOBODIES,
    NOBODY,
    PLACE_WORDS,
    PLACES,
    POLITE,
    REFUSALS,
    SHORTENED,
    THANKS,
    TITLES,
    words_of,
)

MOST_WORDS = 5

_VOWEL = re.compile(r"[aeiouyàáèéìíòóùúâêîôûäëïöü]|[^\x00-\u024f]")
_VERB_BEGINS = (
    "meng", "meny", "memp", "memb", "menj", "menc", "mend", "ment", "peng", "peny", "pemb",
    "diper", "diti", "disi", "dipa",
)  # fmt: skip
_VERB_ENDS = ("nya", "kan", "keun", "lah")
_ENDS_A_NAME = re.compile(r"(?:[aiu]l+ah|is?kan|[sn]onya)$")  # Fadilah, Saifullah, Iskan
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_GLUED = re.compile(r"^([A-Za-z]{1,4})\.(?=[A-Za-z]{3})")
_DEGREE = re.compile(
    r"[SM]\.(?:[A-Za-z]{1,4}\.?){1,3}|[sm]\.(?:pd|kom|sos|e|h|t|si|ag|ip|kes|hum|farm|keb|kep|m)\.?|A\.?Md\.?[A-Za-z.]{0,6}"
    r"|Sp\.[A-Z]\w{0,3}|Ph\.?D\.?|(?:SE|SH|ST|SIP|SKM|SP|MM|MH|MT|MAP|MBA|Lc|[SMB](?:Pd|Kom|Sos|Ag|Si|Kes|Hum|Sc))\.?"
)
COMMA_BEFORE_DEGREE = re.compile(rf",\s*(?=(?:{_DEGREE.pattern})(?:[\s,.;)]|$))")
_LONGEST_WORD = 20
_NOBODY_AT_MOST = 3
_SMALL_WORDS = ("dr.", "drg.", "da", "van", "von", "der", "dos")
_ADDRESS_AT_MOST = 8
_ON_BEHALF = ("a.n.", "a.n", "an.", "a/n")
_CASTE = ("i", "a")
_COURTESIES = GREETINGS | POLITE | THANKS


def name_at_start(tokens: list[str], *, capitals: bool, expected: bool = False) -> tuple[str, list[str]]:
    """The name these words begin with, as it is written on paper, and the words after it.

    `capitals`: the text uses capitals, so that a word without one ends the name. `expected`: a name must stand here,
    so that "hari" or "Mei" may be one.
    """
    tokens = _unglued(tokens)
    taken: list[str] = []
    at = 0
    for token in tokens:
        word = token.strip(".").lower()
        if not taken and (word in HONORIFICS or token.lower() in _ON_BEHALF):
            at += 1
            continue
        if len(taken) == MOST_WORDS or (is_degree(token) and any(map(_is_name_proper, taken))):
            break
        if not _goes_on(tokens, at, taken, capitals=capitals, expected=expected):
            break
        taken.append(token if is_short(token) else token.rstrip("."))
        at += 1
    while taken and taken[-1].lower() in ("bin", "binti"):
        taken.pop()
    degrees = _degrees(tokens[at:])
    rest = tokens[at + len(degrees) :]
    alone = expected and not rest and any(map(_may_be_one, taken))
    name = ", ".join((dressed(taken), *degrees))
    return (name, rest) if alone or any(map(_is_name_proper, taken)) else ("", tokens)


def is_degree(token: str) -> bool:
    """ "S.Pd", "M.M.", "SE": behind a name, and part of it on paper."""
    return _DEGREE.fullmatch(token) is not None


def _degrees(tokens: list[str]) -> list[str]:
    return [_dressed_degree(token) for token in takewhile(is_degree, tokens)]


def _dressed_degree(token: str) -> str:
    degree = ".".join(part[:1].upper() + part[1:] for part in token.split("."))
    return degree.rstrip(".") if degree.rstrip(".")[-1].islower() else degree


def _unglued(tokens: list[str]) -> list[str]:
    """ "H.Dedi" and "M.Ali" at the beginning are two words each."""
    found = _GLUED.match(tokens[0]) if tokens else None
    if not found or not (len(found[1]) == 1 or _is_title(found[1].lower())):
        return tokens
    return [found[0], *_unglued([tokens[0][found.end() :], *tokens[1:]])]


def is_short(token: str) -> bool:
    """An initial, a title or a shortened name: a full stop after it ends nothing."""
    return len(token.strip(".")) == 1 or _is_title(token.strip(".").lower()) or _INITIALS.match(token) is not None


def _is_title(word: str) -> bool:
    return word in TITLES or word in SHORTENED


def _is_name_proper(token: str) -> bool:
    """More than an initial, a title or an everyday word."""
    word = token.strip(".").lower()
    return len(word) > 1 and not _is_title(word) and (word not in COMMON or word in GIVEN_NAMES)


def _may_be_one(token: str) -> bool:
    return token.lower() in ALSO_NAMES


def _goes_on(tokens: list[str], at: int, before: list[str], *, capitals: bool, expected: bool) -> bool:
    token = tokens[at]
    word = token.strip(".").lower()
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    begun = any(map(_is_name_proper, before))
    if word in ("bin", "binti"):
        return bool(before)
    if (len(word) == 1 and word.isalpha()) or _INITIALS.match(token):
        return _is_initial(token, following, begun=begun, expected=expected)
    if word in TITLES and not (word in SHORTENED and begun):
        named = following.lower() in ALSO_NAMES or _names(following, capitals=capitals, expected=expected)
        return not begun and (token.endswith(".") or named)
    if word in SHORTENED and (token.endswith(".") or following):
        return True
    if word in ALSO_NAMES or (word == "anak" and following.lower() == "agung"):
        return _is_name_too(token, following, begun=begun, capitals=capitals, expected=expected)
    return _names(token, capitals=capitals, expected=expected)


def _is_initial(token: str, following: str, *, begun: bool, expected: bool) -> bool:
    """The "A." of "A. Rahman", the "I" of "I Made", the "S" of "Maman S"; not the "a" of a sentence."""
    if token.endswith("."):
        return begun or (bool(following) and _names(following, capitals=token[0].isupper(), expected=expected))
    if begun and expected and not following:
        return True
    if token.lower() in _CASTE or not token.isupper():
        return following.lower() in GIVEN_NAMES or (expected and following.lower() in ALSO_NAMES)
    return begun or following.lower() in GIVEN_NAMES


def _is_name_too(token: str, following: str, *, begun: bool, capitals: bool, expected: bool) -> bool:
    """Whether "Hari" is a name here: beside a word that is one, or alone where a name must stand."""
    if capitals and not token[:1].isupper():
        return False
    if begun:
        return capitals or (expected and (not following or _names(following, capitals=False, expected=True)))
    if not following:
        return expected
    beside = _names(following, capitals=capitals, expected=expected) or following.lower() == "agung"
    return beside and (capitals or expected or following.lower() in GIVEN_NAMES)


def _names(token: str, *, capitals: bool, expected: bool) -> bool:
    """Whether a word can be a name by itself."""
    word = token.strip(".").lower()
    letters = re.sub(r"['’.-]", "", word)
    if not letters.isalpha() or len(letters) > _LONGEST_WORD or (len(letters) > 1 and not _VOWEL.search(letters)):
        return False
    if word in GIVEN_NAMES:
        return True
    if word in COMMON or word in _COURTESIES or (is_inflected(word) and not (capitals and token[:1].isupper())):
        return False
    if not capitals:
        return True
    return token[:1].isupper() and (not token.isupper() or len(letters) == 1 or (expected and len(letters) > 3))


def is_inflected(word: str) -> bool:
    """An Indonesian verb or possessive: "mengurusnya", "dipersulit", "berkasnya"."""
    if len(word) <= 5 or _ENDS_A_NAME.search(word):
        return False
    return word.endswith(_VERB_ENDS) or word.startswith(_VERB_BEGINS)


def first_name(name: str) -> str:
    """The first word that is more than a title, an initial or a name that is an everyday word besides."""
    words = [word.strip(".").lower() for word in name.split() if not _INITIALS.match(word)]
    proper = (word for word in words if len(word) > 1 and not _is_title(word) and word not in ALSO_NAMES)
    return next(proper, words[0] if words else "")


def is_known(name: str) -> bool:
    return first_name(name) in GIVEN_NAMES


def dressed(words: list[str]) -> str:
    """As on paper: "siti AMINAH" becomes "Siti Aminah"; what is already written with care stays."""
    return " ".join(word if _is_written_with_care(word) else _with_capital(word) for word in words)


def _is_written_with_care(word: str) -> bool:
    if word.lower() in ("bin", "binti") or word in _SMALL_WORDS:
        return True
    short = len(word.strip(".")) <= 2 and word.strip(".").lower() in TITLES | SHORTENED
    return word[:1].isupper() and (not word.isupper() or len(word) == 1 or short or bool(_INITIALS.match(word)))


def _with_capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def uses_capitals(text: str) -> bool:
    """Whether capitals say anything here: the text has small letters and begins few of its words with a capital."""
    words = text.split()
    capitals = sum(1 for word in words if word[:1].isupper())
    return capitals > 0 and (capitals <= 3 or capitals * 10 <= len(words) * 7)


def is_nobody(text: str) -> bool:
    """ "Hamba Allah", "warga Munjul", "NN": words that stand for a person without naming one."""
    words = words_of(text)
    if " ".join(words) in NOBODIES:
        return True
    return 0 < len(words) <= _NOBODY_AT_MOST and words[0] in NOBODY and not any(word in GIVEN_NAMES for word in words)


def is_place(text: str) -> bool:
    """ "Plered", "RT 03 RW 05", "Desa Cibatu", "Jl. Veteran No. 5": an address, as far as we can tell."""
    words = words_of(text)
    if not 0 < len(words) <= _ADDRESS_AT_MOST:
        return False
    return words[0] in PLACE_WORDS or all(word in PLACES or word.isdigit() for word in words)


def refuses(text: str) -> bool:
    """ "gausah", "tidak mau sebut nama", "skip aja"."""
    words = words_of(text)
    denied = any(word in DENIALS for word in words[:8])
    return denied and len(words) <= 8 and all(word in REFUSALS for word in words)


def only_contact(text: str) -> bool:
    """A phone number, an identity number, an address or a handle, and no word beside."""
    tokens = text.split()
    return any(map(is_contact, tokens)) and all(is_contact(token) or len(token) < 4 for token in tokens)


def is_contact(token: str) -> bool:
    return "@" in token or token.lower().startswith(("http", "www.")) or sum(c.isdigit() for c in token) >= 3


def offered_by_profile(display_name: str) -> str:
    """A display name that could be a person's, as it may be offered for confirmation; else empty."""
    name = " ".join(re.sub(r"[^\w\s.'’-]", " ", display_name).split())
    if len(name) < 3 or is_nobody(name) or company_at(name) or is_shop(name):
        return ""
    words = [word for word in name.split() if word.lower() not in HONORIFICS]
    if not 0 < len(words) <= MOST_WORDS or any(any(c.isdigit() or c == "_" for c in word) for word in words):
        return ""
    taken, rest = name_at_start(words, capitals=words[0][:1].isupper() and not words[0].isupper(), expected=True)
    return dressed(words) if taken and not rest else ""
