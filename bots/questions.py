"""Which question comes next, and what its answer says. One at a time, at most three to complete a report."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bots.companies import company_at
from bots.services import is_about_a_permit, service_in
from bots.talk import Office, Question, Say, Talk
from bots.vocabulary import NO, YES, words_of
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report

# Without these a report is no complaint (K6.5a); the others only help its officer.
NECESSARY = frozenset({Question.MATTER, Question.NAME, Question.CONFIRM_NAME, Question.SECRECY})
# These come from a word the citizen used and do not complete anything.
CONTROL = frozenset({Question.CANCEL, Question.DONE, Question.ADD_OR_NEW, Question.REOPEN})

# Where the day of receipt decides whether the filing window of K6.2 is open.
_WINDOW_MATTERS = frozenset(
    ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "pengawasan", "jaminan_pelayanan"]
)
_SAME_QUESTION_AT_MOST = 2


def kind_of(tags: Tags | None) -> Kind:
    """A text of unsure kind is treated as a complaint, so that it never loses its clock."""
    if tags is None or "kind" in tags.unsure or tags.kind not in (Kind.QUESTION, Kind.SUGGESTION):
        return Kind.COMPLAINT
    return tags.kind


def next_question(talk: Talk, office: Office, *, wish: bool = False) -> Question | None:
    """What is still missing, the necessary first.

    `wish`: the citizen has just asked not to be named, which is answered by the choice whatever was asked before.
    """
    report = talk.report
    if report is None or talk.quiet:
        return None
    if wish and not talk.confidential and report.identity is not Identity.REFUSED:
        return Question.SECRECY
    if len(talk.asked) >= office.most_questions:
        return None
    if not report.has_object:
        return _unless_asked(talk, Question.MATTER, _SAME_QUESTION_AT_MOST)
    if report.identity is Identity.OFFERED:
        return _unless_asked(talk, Question.CONFIRM_NAME, 1)
    if report.identity is Identity.UNKNOWN:
        return _unless_asked(talk, Question.NAME, _SAME_QUESTION_AT_MOST)
    return _next_detail(talk, report, office) if report.is_complete else None


def _next_detail(talk: Talk, report: Report, office: Office) -> Question | None:
    if kind_of(talk.tags) is not Kind.COMPLAINT or talk.tags is None or not talk.tags.components:
        return None
    if Question.WHICH_SERVICE not in talk.asked and _names_no_service(report, office):
        return Question.WHICH_SERVICE
    if report.receipt is Receipt.UNKNOWN and talk.tags.components[0] in _WINDOW_MATTERS:
        return _unless_asked(talk, Question.RECEIVED, 1)
    return None


def _names_no_service(report: Report, office: Office) -> bool:
    if report.service:
        return False
    words = words_of(report.matter[:3000])
    return is_about_a_permit(words) and not service_in(words, office).anything


def _unless_asked(talk: Talk, question: Question, most: int) -> Question | None:
    return question if talk.asked.count(question) < most else None


def ask(talk: Talk, question: Question, *, key: str = "", facts: Mapping[str, str] | None = None) -> tuple[Talk, Say]:
    """Puts a question. A control question waits over the one that stood before; it is not counted."""
    say = Say(key or f"question_{question}", facts or {}) if key or facts else again(talk, question)
    if question in CONTROL:
        before = talk.before if talk.pending in CONTROL else talk.pending
        return replace(talk, pending=question, before=before, repeated=None), say
    return replace(talk, pending=question, before=None, asked=(*talk.asked, question), repeated=None), say


def again(talk: Talk, question: Question) -> Say:
    """The words of a question as this talk stands."""
    report = talk.report or Report()
    if question is Question.CONFIRM_NAME:
        return Say("question_confirm_name", {"name": report.name})
    if question is Question.NAME and talk.confidential:
        return Say("question_name_confidential")
    if question is Question.NAME and (company := company_at(report.on_behalf_of)):
        return Say("question_name_person", {"company": company})
    if question is Question.DONE and not talk.complete:
        return Say("question_done_incomplete")
    return Say(f"question_{question}")


def let_go(talk: Talk) -> Talk:
    """The message held back for ADD_OR_NEW is held no longer."""
    return replace(talk, held="", held_tags=None, held_unread=False, held_on=None, held_messages=())


def settled(talk: Talk) -> Talk:
    """The pending question has its answer; the one it had interrupted waits again."""
    return replace(talk, pending=talk.before, before=None, meant="")


def says_yes(text: str) -> bool:
    """ "ya", "iya betul pak", "iya sudah terbit"; not "ya tapi ...", and not a question."""
    return _says(text, YES, NO)


def says_no(text: str) -> bool:
    return _says(text, NO, YES)


def _says(text: str, meant: frozenset[str], other: frozenset[str]) -> bool:
    words = words_of(text)
    if not words or words[0] not in meant or len(words) > _A_SHORT_REPLY or "?" in text:
        return False
    return not any(word in other or word in _RESERVED for word in words[1:])


_A_SHORT_REPLY = 8
_RESERVED = frozenset(("tapi", "tp", "namun", "nanti", "bentar", "sebentar", "tunggu", "kenapa", "but", "wait"))


_CHOICE = (
    r"^\W*(?:(?:no|nomor|nomer|pilih|pilihan|opsi|yang|nu|number)\W*)*(?:%s)\b"
    r"(?:\s+(?:aja|saja|wae|pak|bu|ya))*\W*(?P<rest>.*)$"
)
_FIRST = re.compile(_CHOICE % "1|satu|pertama|kesatu|hiji|kahiji|one|first", re.IGNORECASE | re.DOTALL)
_SECOND = re.compile(_CHOICE % "2|dua|kedua|kadua|two|second", re.IGNORECASE | re.DOTALL)
_A_DURATION = re.compile(r"^\s*(?:hari|minggu|bulan|tahun|kali|orang|jam)\b", re.IGNORECASE)


def choice_of(text: str) -> tuple[int, str]:
    """1 or 2 with what was written after it ("1, nama saya Siti"); 0 when it chooses neither."""
    for number, pattern in ((1, _FIRST), (2, _SECOND)):
        found = pattern.match(text)
        if found and not _A_DURATION.match(found["rest"]):
            return number, found["rest"].strip()
    return 0, ""


_OFFICERS_ONLY = re.compile(
    r"\b(?:petugas\s+(?:saja|aja|wae)|(?:hanya|cuma|cukup)\s+petugas|(?:di)?rahasia(?:kan|in)?|rusiah"
    r"|officers?\s+only|confidential)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:tanpa|teu\s+nganggo|tidak\s+(?:pakai|pake|usah\s+pakai))\s+(?:nama|nami)\b|\bno\s+name\b"
    r"|\bwithout\s+(?:a\s+)?name\b",
    re.IGNORECASE,
)


def secrecy_choice(text: str) -> tuple[int, str]:
    number, rest = choice_of(text)
    if number or len(text) > 120:
        return number, rest
    if _NO_NAME.search(text):
        return 2, ""
    return (1, "") if _OFFICERS_ONLY.search(text) else (0, "")


_ADDITION = re.compile(
    r"^\W*(?:ini\s+)?(?:tambahan|tambah|nambah|lanjutan|lanjut|sambungan|masih\s+(?:sama|yang)|sama|addition|add|same"
    r"|tambihan)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"^\W*(?:ini\s+)?(?:laporan\s+|pengaduan\s+|aduan\s+|yang\s+)?"
    r"(?:baru|beda|berbeda|lain|anyar|new|different|enggal)\b",
    re.IGNORECASE,
)


def add_or_new(text: str) -> int:
    """1 for an addition, 2 for a new report, 0 for neither."""
    if len(text) > 80:
        return 0
    return choice_of(text)[0] or (1 if _ADDITION.match(text) else 2 if _NEW.match(text) else 0)


_UNKNOWN_TO_ME = re.compile(
    r"\b(?:lupa|gatau|(?:ga|gak|tidak|tdk|kurang)\s+(?:tau|tahu|inget|ingat)|entah|teu\s+terang|duka|don't\s+know"
    r"|not\s+sure|forgot)\b"
)


def does_not_know(text: str) -> bool:
    return len(text) <= 80 and _UNKNOWN_TO_ME.search(text.lower()) is not None


_WHY_NAME = re.compile(
    r"\b(?:kenapa|knp|mengapa|buat\s+apa|untuk\s+apa|utk\s+apa|kok|perlu|harus|wajib|why|naha|kanggo\s+naon)\b"
    r".{0,30}\b(?:nama|name|nami)\b"
    r"|\b(?:nama|nami|name)\b.{0,20}\b(?:buat\s+apa|untuk\s+apa|utk\s+apa|kanggo\s+naon|wajib)\b"
)


def asks_why_name(text: str) -> bool:
    return len(text) <= 90 and _WHY_NAME.search(text.lower()) is not None
