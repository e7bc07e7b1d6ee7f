"""What the citizen sets right: another name, another day of the service, a complaint that was taken for a question."""

import re
from dataclasses import replace

from bots.dates import DateTrouble, SaidDate, date_in, dates_in, spoken_day
from bots.questions import again, kind_of, settled
from bots.reading import Reading
from bots.renaming import MARK, new_name, renamed
from bots.service_received import received_in_answer
from bots.steps import go_on
from bots.talk import Office, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import ABOUT_DATES, NOT_YET, POLITE, RECEIVING, words_of
from core.rules.grouping import Kind
from core.rules.report import Receipt, Report

_OBJECTS = re.compile(
    r"^\W*(?:ini\s+|ieu\s+|itu\s+|saya\s+|abdi\s+|this\s+is\s+|it\s+is\s+|it's\s+|i\s+|a\s+|maksud\s+saya\s+|mau\s+|hoyong\s+)*"
    r"(?:keluhan|pengaduan|aduan|komplain|mengadu|mengadukan|ngadu|ngadukeun|kaluhan|pangaduan|complaint|complain)\b"
    r"(?:\W+(?:bukan|sanes|not|pak|bu|min|ya|saya|ini|itu|a|nya|kok|dong|atuh)\b|\W+(?:per)?tanya\w*|\W+question)*\W*$"
    r"|\b(?:bukan|sanes|not)\s+(?:a\s+)?(?:per)?(?:tanya\w*|patarosan|question)\b"
)
_ONLY_ASKS = re.compile(
    r"\W*(?:(?:eh|maaf|punten|saya|sy|abdi|ini|ieu|itu|this|is|it|it's|i'm|i|am|was|a|bukan|sanes|not|pengaduan|aduan|keluhan"
    r"|laporan|pangaduan|kaluhan|complaint|report|mau|bade|ingin|tapi|but|ya|kok|pak|bu|min|kang)\W+)*"
    r"(?:(?:cuma|cuman|hanya|sekadar|sekedar|mung|ngan|just|only)\W+(?:mau\W+|bade\W+|ingin\W+|a\W+)?"
    r"(?:tanya|nanya|bertanya|naros|tumaros|pertanyaan|patarosan|asking|question)|(?:pertanyaan|patarosan|question))\b"
    r"(?:\W+(?:saja|aja|wae|kok|pak|bu|min|ya|kang|dong|sih|bukan|sanes|not|a|pengaduan|aduan|keluhan|laporan|pangaduan"
    r"|complaint)\b)*\W*"
)
_NOT_EVEN_A_DAY = re.compile(r"\b(?:bukan|bkn|sanes|lain|not)\s+[^,]*?(?:,|\b(?:tapi|tp|tetapi|melainkan|but)\b|$)")
_NOT_RECEIVED = re.compile(
    r"^\W*(?:(?:maaf|ralat|koreksi|eh|oh|bukan|salah|lupa|sori|sorry|punten|lepat|sebenarnya|sebetulnya|sampai\s+sekarang"
    r"|smp\s+skrg|memang|masih|saya|sy|abdi|kami)\W+)*"
    r"(?:belum|blm|blom|belom|blum|acan|encan|teu\s+acan|not\s+yet)\b"
)
_ABOUT_NAMES = re.compile(
    r"\b(?:nama|namanya|nami|ngaran|wasta|name|nm|my|is|dan|serta|sareng|jeung|and)\b", re.IGNORECASE
)
_MOST_WORDS = 16
_SHORT_CORRECTION = 14


def corrected(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    """A correction of what is on record, done at once and said; whatever was being asked stays asked."""
    report = talk.report
    if not talk.has_case or report is None or reading.wants_secrecy or talk.pending is Question.SECRECY:
        return None
    if len(words_of(said.text)) > _MOST_WORDS:
        return None
    if name := new_name(said.text, report, reading):
        return _renamed(talk, report, said, name)
    another_kind = _complaint_after_all(talk, report, said, office) or _question_after_all(talk, report, said)
    return another_kind or _day_corrected(talk, report, said)


def _renamed(talk: Talk, report: Report, said: Said, name: str) -> Turn:
    """The name set right, and the day with it where both were said."""
    beside = replace(said, text=_without_names(said.text, name, report.name))
    changed = Say("name_changed", {"name": name})
    right = renamed(report, name)
    free = replace(settled(talk) if talk.pending is Question.RECEIVED else talk, report=right)
    day = _day_corrected(free, right, beside)
    if day is None:
        return _told(talk, right, changed)
    told = tuple(say for say in day.says if not say.key.startswith("question_"))
    return _told(day.talk, day.talk.report or right, changed, *told)


def _without_names(text: str, *names: str) -> str:
    """What is said beside "nama saya Bambang Irawan"."""
    for name in names:
        text = re.sub(r"\W+".join(map(re.escape, words_of(name))), " ", text, count=1, flags=re.IGNORECASE)
    return _ABOUT_NAMES.sub(" ", text)


def _complaint_after_all(talk: Talk, report: Report, said: Said, office: Office) -> Turn | None:
    """KELUHAN, "ini pengaduan, bukan pertanyaan": the same case, which then needs its reporter like any complaint."""
    if talk.tags is None or kind_of(talk.tags) is not Kind.QUESTION or not _OBJECTS.search(said.text.lower()):
        return None
    tags = replace(talk.tags, kind=Kind.COMPLAINT, unsure=talk.tags.unsure - {"kind"})
    now = replace(talk, tags=tags, complete=False, pending=None, before=None)
    return go_on(now, office, (UpdateCase(report, tags),), (Say("complaint_after_all"),))


def _question_after_all(talk: Talk, report: Report, said: Said) -> Turn | None:
    """ "Cuma tanya pak", of what may be no complaint: it then needs no name, and the reply says the way back."""
    unsure = talk.tags is not None and "kind" in talk.tags.unsure
    if talk.tags is None or not unsure or not report.has_object or not _ONLY_ASKS.fullmatch(said.text.lower()):
        return None
    tags = replace(talk.tags, kind=Kind.QUESTION, unsure=talk.tags.unsure - {"kind"})
    now = replace(talk, tags=tags, complete=True, pending=None, before=None)
    return Turn(now, (UpdateCase(report, tags),), (Say("acknowledgment_information"),))


# --- the day of the service -------------------------------------------------------------------------------------------


def _day_corrected(talk: Talk, report: Report, said: Said) -> Turn | None:
    if kind_of(talk.tags) is not Kind.COMPLAINT or talk.pending is Question.RECEIVED:
        return None
    if not talk.complete and not MARK.match(said.text.lower()):
        return None
    asked = report.receipt is Receipt.RECEIVED or Question.RECEIVED in talk.asked
    if asked and report.receipt is not Receipt.NEVER and _never_came(said.text):
        never = replace(report, receipt=Receipt.NEVER, received_on=None)
        return _told(talk, never, Say("received_never"))
    day = _day_meant(said)
    if day is None or (day.on and day.on == report.received_on):
        return None
    if day.trouble or day.on is None:
        key = "date_impossible" if day.trouble is DateTrouble.IMPOSSIBLE else "date_future"
        return Turn(talk, (), (Say(key, {"said": day.words}),))
    known = replace(report, receipt=Receipt.RECEIVED, received_on=day.on)
    return _told(talk, known, Say("received_changed", {"day": spoken_day(day.on, talk.language)}))


def _never_came(text: str) -> bool:
    """ "BELUM", "belum saya terima": of the service, not of our answer ("belum ada kabar")."""
    if not _NOT_RECEIVED.match(text.lower()):
        return False
    words = words_of(text)
    return len(words) <= _SHORT_CORRECTION and all(word in RECEIVING | POLITE | NOT_YET | ABOUT_DATES for word in words)


def _day_meant(said: Said) -> SaidDate | None:
    """The day of a message that sets a day right and says nothing else: "bukan tgl 5, tapi 15 Maret"."""
    text = (
        _NOT_EVEN_A_DAY.sub(" ", said.text.lower(), count=1) if "," in said.text or "tapi" in said.text else said.text
    )
    if not _is_only_about_days(said):
        return None
    named = list(dates_in(text, said.on))
    return named[-1] if named else _bare_day(text, said)


def _bare_day(text: str, said: Said) -> SaidDate | None:
    marked = MARK.match(said.text.lower()) is not None
    receipt, day = received_in_answer(text, said.on)
    return day if receipt is Receipt.RECEIVED and marked else None


def _is_only_about_days(said: Said) -> bool:
    """Whether every word beside the days is one that goes with them."""
    rest = said.text.lower()
    for day in dates_in(said.text, said.on):
        rest = rest.replace(day.words.lower(), " ", 1)
    if rest == said.text.lower() and date_in(said.text, said.on, answer=True) is None:
        return False
    words = words_of(rest)
    return all(word in ABOUT_DATES or word in POLITE or word.isdigit() for word in words)


def _told(talk: Talk, report: Report, *says: Say) -> Turn:
    now = replace(talk, report=report)
    open_question = (again(now, now.pending),) if now.pending else ()
    return Turn(now, (UpdateCase(report),), (*says, *open_question))
