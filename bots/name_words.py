"""Which words can be a name, and which stand for nobody: a company, a number, "Hamba Allah"."""

import re

from bots.vocabulary import COMMON, DENIALS, GIVEN_NAMES, HONORIFICS, NOBODIES, NOBODY, REFUSALS, TITLES, words_of

MOST_WORDS = 5

_COMPANY = re.compile(
    r"\b(?i:pt|cv|ud|pd|po|firma|koperasi|yayasan|bumdes|bumd|kelompok|rumah makan|rm|perusahaan)\b\.?[ ]+"
    r"[\w&'.-]+(?:[ ]+[A-Z0-9&][\w&'.-]*){0,5}"
)
_SHOP = re.compile(r"^(?i:toko|warung|klinik|apotek|bengkel|salon|rumah makan|rm|cafe|kafe|owner|official)\b")
_VOWEL = re.compile(r"[aeiouyàáèéìíòóùúâêîôûäëïöü]|[^\x00-\u024f]")
_VERB_BEGINS = (
    "meng", "meny", "memp", "memb", "menj", "menc", "mend", "ment", "peng", "peny", "pemb",
    "diper", "diti", "disi", "dipa",
)  # fmt: skip
_VERB_ENDS = ("nya", "kan", "keun", "lah")
_LONGEST_WORD = 20
_NOBODY_AT_MOST = 3


def name_at_start(tokens: list[str], *, capitals: bool) -> tuple[str, list[str]]:
    """The name these words begin with, as it is written on paper, and the words after it.

    `capitals`: the text uses capitals, so that a word without one ends the name.
    """
    taken: list[str] = []
    used = 0
    for token in tokens:
        word = token.strip(".").lower()
        if not taken and word in HONORIFICS:
            used += 1
            continue
        if len(taken) == MOST_WORDS or not _goes_on(token, word, taken, capitals=capitals):
            break
        taken.append(token if len(word) == 1 or word in TITLES else token.rstrip("."))
        used += 1
    while taken and taken[-1].lower() in ("bin", "binti"):
        taken.pop()
    return (dressed(taken), tokens[used:]) if any(map(_is_name_proper, taken)) else ("", tokens)


def _is_name_proper(token: str) -> bool:
    """More than an initial or a title."""
    return len(token.strip(".")) > 1 and token.strip(".").lower() not in TITLES


def _goes_on(token: str, word: str, before: list[str], *, capitals: bool) -> bool:
    if word in TITLES:
        return not any(map(_is_name_proper, before))
    if word in ("bin", "binti"):
        return bool(before)
    letters = re.sub(r"['’.-]", "", word)
    if not letters.isalpha() or len(letters) > _LONGEST_WORD or (len(letters) > 1 and not _VOWEL.search(letters)):
        return False
    if word in GIVEN_NAMES:
        return True
    if word in COMMON or is_inflected(word):
        return False
    return not capitals or (token[:1].isupper() and (not token.isupper() or len(letters) == 1))


def is_inflected(word: str) -> bool:
    """An Indonesian verb or possessive: "mengurusnya", "dipersulit", "berkasnya"."""
    return len(word) > 5 and (word.endswith(_VERB_ENDS) or word.startswith(_VERB_BEGINS))


def first_name(name: str) -> str:
    words = (word.strip(".").lower() for word in name.split())
    return next((word for word in words if word not in TITLES), "")


def is_known(name: str) -> bool:
    return first_name(name) in GIVEN_NAMES


def dressed(words: list[str]) -> str:
    """As on paper: "siti AMINAH" becomes "Siti Aminah"; what is already written with care stays."""
    return " ".join(word if _is_written_with_care(word) else _with_capital(word) for word in words)


def _is_written_with_care(word: str) -> bool:
    return (word[:1].isupper() and not word.isupper()) or word.lower() in ("bin", "binti")


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


def company_in(text: str) -> str:
    """A company as it is written ("PT Maju Jaya"). A company is not a person."""
    found = _COMPANY.search(text)
    return _company(found[0]) if found else ""


def company_at(text: str, start: int = 0) -> str:
    found = _COMPANY.match(text, start)
    return _company(found[0]) if found else ""


def _company(words: str) -> str:
    """Up to the first everyday word: "PT Maju Jaya belum" is "PT Maju Jaya"."""
    kept: list[str] = []
    for word in words.split():
        if kept and word.lower().strip(".,") in COMMON:
            break
        kept.append(word)
    return " ".join(kept).rstrip(".,") if len(kept) > 1 else ""


def offered_by_profile(display_name: str) -> str:
    """A display name that could be a person's, as it may be offered for confirmation; else empty."""
    name = " ".join(re.sub(r"[^\w\s.'’-]", " ", display_name).split())
    if len(name) < 3 or is_nobody(name) or company_at(name) or _SHOP.match(name):
        return ""
    words = [word for word in name.split() if word.lower() not in HONORIFICS]
    strange = any(word.lower() in COMMON or any(c.isdigit() or c == "_" for c in word) for word in words)
    return dressed(words) if 0 < len(words) <= MOST_WORDS and not strange else ""
