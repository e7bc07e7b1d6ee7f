"""The words that work: BANTUAN, STATUS, KENAPA, BATAL, BUKA, LEWATI, ANONIM, RAHASIA, SELESAI, PETUGAS, KODE.

A word is a command only as the whole message; capitals, a slash and one typing error are allowed, and the number of a
case may stand beside it, with the case's code. "Kenapa belum selesai?" and "status izin saya?" are sentences, and are
read as such.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bots.vocabulary import FORGIVEN, GREETINGS, NOT_FORGIVEN, POLITE, words_of


class Word(StrEnum):
    HELP = "bantuan"
    STATUS = "status"
    WHY = "kenapa"
    CANCEL = "batal"
    SKIP = "lewati"
    ANONYMOUS = "anonim"
    CONFIDENTIAL = "rahasia"
    DONE = "selesai"
    OFFICER = "petugas"
    REOPEN = "buka"
    CODE = "kode"


@dataclass(frozen=True, slots=True)
class Command:
    """`number` names a case, `code` proves that it is one's own from elsewhere. `language` is set when the word belongs
    to one language alone."""

    word: Word
    number: str = ""
    code: str = ""
    language: str = ""


_WORDS: dict[str, tuple[Word, str]] = {
    **dict.fromkeys(("bantuan", "menu", "start", "mulai"), (Word.HELP, "")),
    "help": (Word.HELP, "en"),
    **dict.fromkeys(("bantosan", "pitulung"), (Word.HELP, "su")),
    "status": (Word.STATUS, ""),
    **dict.fromkeys(("kenapa", "mengapa"), (Word.WHY, "")),
    "why": (Word.WHY, "en"),
    **dict.fromkeys(("naha", "kunaon"), (Word.WHY, "su")),
    **dict.fromkeys(("batal", "batalkan"), (Word.CANCEL, "")),
    "cancel": (Word.CANCEL, "en"),
    **dict.fromkeys(("batalkeun", "bolay"), (Word.CANCEL, "su")),
    **dict.fromkeys(("lewati", "lewat", "lewatkan"), (Word.SKIP, "")),
    "skip": (Word.SKIP, "en"),
    **dict.fromkeys(("liwatan", "liwat"), (Word.SKIP, "su")),
    "anonim": (Word.ANONYMOUS, ""),
    "anonymous": (Word.ANONYMOUS, "en"),
    "rahasia": (Word.CONFIDENTIAL, ""),
    **dict.fromkeys(("confidential", "secret"), (Word.CONFIDENTIAL, "en")),
    "rusiah": (Word.CONFIDENTIAL, "su"),
    "selesai": (Word.DONE, ""),
    **dict.fromkeys(("done", "finished"), (Word.DONE, "en")),
    **dict.fromkeys(("rengse", "réngsé"), (Word.DONE, "su")),
    "petugas": (Word.OFFICER, ""),
    **dict.fromkeys(("officer", "agent", "human"), (Word.OFFICER, "en")),
    "patugas": (Word.OFFICER, "su"),
    "buka": (Word.REOPEN, ""),
    "reopen": (Word.REOPEN, "en"),
    **dict.fromkeys(("buka deui", "muka"), (Word.REOPEN, "su")),
    "kode": (Word.CODE, ""),
    "code": (Word.CODE, "en"),
}

# As questions these ask about the case; they do not order anything.
_NOT_WITH_QUESTION_MARK = (Word.CANCEL, Word.DONE, Word.CONFIDENTIAL, Word.REOPEN)

_NUMBER = r"(\d{2})[\s./‐‑‒–—-]{0,3}(\d{5,7})[\s./‐‑‒–—-]{0,3}(\d{2})"
_CODE = r"(?:(?:kode|code)\b:?\s*)?([A-Za-z0-9]{4}(?:[\s-][A-Za-z0-9]{4}){1,3}|[A-Za-z0-9-]{4,16})"
_BEFORE_NUMBER = r"(?:(?:laporan|pengaduan|aduan|report|no|nomor|nomer|number|nu)\b[\s.:]*)*"
_OF_A_CASE = re.compile(
    rf"(?:[/*_]*([^\W\d_]+)[*_]*[\s:#.,!-]*)?{_BEFORE_NUMBER}{_NUMBER}(?:\s+{_CODE})?[\s.!?*_]*",
    re.IGNORECASE,
)
_LONGEST = 80


def recognise(text: str) -> Command | None:
    """The command that a whole message is, if it is one. A greeting in a line of its own may stand before it."""
    said = _last_line_said(text)
    if not said or len(said) > _LONGEST:
        return None
    if found := _OF_A_CASE.fullmatch(said):
        return _of_a_case(found)
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", said).lower()
    return _ordered(bare, said) if bare and bare.replace(" ", "").isalpha() else None


def _ordered(bare: str, said: str) -> Command | None:
    word, language = _WORDS.get(bare) or _with_one_slip(bare) or (None, "")
    if word is None or ("?" in said and word in _NOT_WITH_QUESTION_MARK):
        return None
    return Command(word, language=language)


def _last_line_said(text: str) -> str:
    if len(text) > 200:
        return ""
    *before, last = text.strip().splitlines() or [""]
    courteous = all(word in GREETINGS or word in POLITE for line in before for word in words_of(line))
    return last.strip() if courteous else ""


def _of_a_case(found: re.Match[str]) -> Command | None:
    """STATUS 26-00123-81, the number alone (which asks the same), or both with the case's code."""
    word, year, serial, check, code = found.groups()
    command = _ordered(word.lower(), found[0]) if word else Command(Word.STATUS)
    if command is None or (code and not _looks_like_a_code(code)):
        return None
    if not word and found[0].strip(" .!?").isdigit():
        return None  # a phone number, for all we know
    return replace(command, number=f"{year}-{serial}-{check}", code=(code or "").upper())


def _looks_like_a_code(code: str) -> bool:
    return any(character.isdigit() for character in code) or code.isupper()


def _with_one_slip(said: str) -> tuple[Word, str] | None:
    if said in NOT_FORGIVEN:
        return None
    return next((_WORDS[word] for word in FORGIVEN if _one_slip(said, word)), None)


def _one_slip(said: str, meant: str) -> bool:
    """One letter missing, doubled, wrong, or two neighbours exchanged; the first letter is right."""
    if said[:1] != meant[:1] or abs(len(said) - len(meant)) > 1 or len(said) < 4:
        return False
    at = next((i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    if len(said) == len(meant):
        exchanged = said[at : at + 2] == meant[at : at + 2][::-1] and said[at + 2 :] == meant[at + 2 :]
        return said[at + 1 :] == meant[at + 1 :] or exchanged
    longer, shorter = (said, meant) if len(said) > len(meant) else (meant, said)
    return longer[at + 1 :] == shorter[at:]
