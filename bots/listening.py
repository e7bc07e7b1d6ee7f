"""What is told outside an answer: before there is a case, while it is being completed, and after."""

import re
from dataclasses import replace

from bots import information
from bots.answers import as_question, asks
from bots.companies import company_at
from bots.dates import DateTrouble
from bots.names import name_in_answer
from bots.questions import again, ask, asks_why_name, choice_of, kind_of, let_go
from bots.reading import Reading, read
from bots.secrecy import choice_offered, for_officers_only, matter_invited
from bots.small_talk import Speech, greeted, kindly, thanked
from bots.steps import ADDED, UNREAD, absorbed, acknowledgment, completed_again, for_a_company, grown, named, opened
from bots.talk import AddToCase, Deed, Office, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import GIVEN_NAMES
from core.rules.case_state import CaseState
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Report, matter_with

_ANOTHER = re.compile(
    r"\b(?:laporan|pengaduan|aduan|keluhan|masalah)\s+(?:lain|baru|kedua|berbeda)\b"
    r"|\b(?:mau|ingin)\s+(?:lapor|ngadu|mengadu)\s+(?:lagi|yang\s+lain)\b"
    r"|\b(?:new|another)\s+(?:report|complaint)\b|\blaporan\s+(?:sanes|enggal)\b"
)
_UNDOES = re.compile(
    r"\b(?:jangan|jgn|tidak|tdk|ga|gak|nggak|ngga|gk|batal|teu|tong)\s+(?:jadi\s+)?(?:di)?batal(?:kan|keun|in)?\b"
    r"|\bbuka\s+(?:lagi|kembali|deui)\b|\b(?:lanjut(?:kan|keun)?|teruskan|hidupkan)\s+(?:lagi\s+)?(?:laporan|pengaduan|aduan)\b"
    r"|\b(?:don't|do\s+not|dont)\s+cancel\b|\breopen\b"
)
_A_CHOICE = re.compile(r"\W*(?:(?:no|nomor|nomer|pilih|pilihan|opsi|yang|nu)\W*)*[1-9]\W*")
_CORRECTION = re.compile(
    r"^\W*(?:ralat|koreksi|maaf|sori|sorry|maksud(?:nya|\s+saya)?|eh|correction|punten|hapunten|tambahan|nambah"
    r"|lanjutan|oh\s+iya|oya)\b"
)


def before_case(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn:
    """Whether this makes a case. An attachment nobody has read may be the whole matter, so it does."""
    tags = as_question(said.text, said.tags)
    if said.unread_attachments:
        return first_matter(talk, said, tags, reading, office)
    if courtesy := _courtesy(talk, said, reading, tags, waiting=talk.pending is Question.MATTER):
        return courtesy
    if reading.speech is Speech.SECRECY:
        return choice_offered(_drafted(talk, said, reading))
    if reading.speech in (Speech.WISH, Speech.NAME):
        return matter_invited(_drafted(talk, said, reading))
    return first_matter(talk, said, tags, reading, office)


def first_matter(talk: Talk, said: Said, tags: Tags, reading: Reading, office: Office, *, held: bool = False) -> Turn:
    if kind_of(tags) is Kind.QUESTION and reading.wants_secrecy:
        tags = replace(tags, kind=Kind.COMPLAINT, unsure=tags.unsure | {"kind"})  # nobody hides for a mere question
    if kind_of(tags) is Kind.QUESTION:
        return information.asked_first(talk, said, tags, reading, office, held=held)
    known = talk.report or Report()
    draft = Report(name=known.name, identity=known.identity, on_behalf_of=known.on_behalf_of)
    report = absorbed(draft, reading, said, confidential=talk.confidential)
    return opened(talk, report, tags, office, notes=_notes(said, reading), wish=reading.wants_secrecy, held=held)


def while_asking(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn:
    """A case that is not complete: whatever is told belongs to it, and the question is put again."""
    report = talk.report or Report()
    if turn := _bare_number(talk, said, office):
        return turn
    if courtesy := _courtesy(talk, said, reading, said.tags, waiting=True):
        return courtesy
    if asks_why_name(said.text):
        return Turn(talk, (), (Say("why_name"),))
    tags = as_question(said.text, said.tags)
    if kind_of(tags) is Kind.QUESTION and (turn := information.asked_beside(talk, said, office)):
        return turn
    if kind_of(talk.tags) is Kind.QUESTION:
        return information.service_told(talk, said, office)
    new = absorbed(report, reading, said, confidential=talk.confidential)
    better = said.tags if _tells_more(talk, said) else None
    told = reading.speech is Speech.TOLD and new.matter != report.matter and bool(report.matter)
    notes = (*_renamed(report, new), *_notes(said, reading))
    return grown(talk, new, office, tags=better, notes=notes, wish=reading.wants_secrecy, told=told)


def after_acknowledgment(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn:
    """A case that was acknowledged: completed after all, added to, or something else altogether."""
    report = talk.report or Report()
    tags = as_question(said.text, said.tags)
    if turn := _bare_number(talk, said, office):
        return turn
    if courtesy := _courtesy(talk, said, reading, tags, waiting=False):
        return courtesy
    if reading.speech is Speech.WISH:
        return _wished(talk, said)
    if turn := _completed(talk, said, reading, report) or _for_a_company(talk, said, reading, office):
        return turn
    if _starts_anew(talk, said, reading, tags):
        return first_matter(_without_case(talk), said, tags, reading, office)
    if _is_about_something_else(talk, said, reading):
        return _add_or_new(talk, said)
    if kind_of(tags) is Kind.QUESTION and (turn := information.asked_beside(talk, said, office)):
        return turn
    return _added(talk, said, reading, report)


def in_silence(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn:
    """An officer is speaking: everything is kept, a first matter still gets its number, nothing else is said."""
    if not talk.has_case:
        told = reading.speech is Speech.TOLD or said.unread_attachments
        return first_matter(talk, said, said.tags, reading, office) if told else Turn(talk)
    report = absorbed(talk.report or Report(), reading, said, confidential=talk.confidential)
    return Turn(replace(talk, report=report), _kept(talk, report, said))


def about_withdrawn(talk: Talk, said: Said, reading: Reading) -> Turn | None:
    """Words that take a BATAL back, or that answer a mail of a withdrawn case: kept there, and asked about once."""
    meant = said.meant
    if meant is None or not meant.own or meant.state is not CaseState.WITHDRAWN or talk.pending is Question.REOPEN:
        return None
    told = reading.speech is Speech.TOLD or said.unread_attachments
    if not (_UNDOES.search(said.text.lower()) or (meant.replied_to and told)):
        return None
    asked, _ = ask(_holding(talk, said), Question.REOPEN)
    question = Say("question_reopen", {"number": meant.number})
    return Turn(replace(asked, meant=meant.number), (AddToCase(said.tags, number=meant.number),), (question,))


def _courtesy(talk: Talk, said: Said, reading: Reading, tags: Tags, *, waiting: bool) -> Turn | None:
    """Greetings, thanks and noise make no case. While we wait to hear the matter, only empty words are noise."""
    speech = reading.speech
    if said.unread_attachments:
        return None
    if speech is Speech.THANKS or _surely(tags, Kind.THANKS):
        return thanked(talk, said)
    if speech in (Speech.NOTHING, Speech.GREETING, Speech.ASSENT):
        return greeted(talk, said, assent=speech is Speech.ASSENT)
    if not waiting and not talk.has_case and speech is Speech.TOLD and _surely(tags, Kind.OTHER):
        return kindly(talk, Say("other"), said)
    return None


def _bare_number(talk: Talk, said: Said, office: Office) -> Turn | None:
    """A "1" or "3" is an answer to a choice, also to one that was made already."""
    if not _A_CHOICE.fullmatch(said.text):
        return None
    if talk.pending:
        return Turn(talk, (), (Say("no_such_choice"), again(talk, talk.pending)))
    if Question.SECRECY not in talk.asked or kind_of(talk.tags) is not Kind.COMPLAINT:
        return None
    if choice_of(said.text)[0] == 1:
        return for_officers_only(talk, office)
    nameless_already = not (talk.report or Report()).has_reporter
    if choice_of(said.text)[0] and nameless_already:
        return Turn(talk, (), (acknowledgment(talk),))
    return choice_offered(talk)


def _surely(tags: Tags, kind: Kind) -> bool:
    return tags.kind is kind and "kind" not in tags.unsure


def _drafted(talk: Talk, said: Said, reading: Reading) -> Talk:
    report = absorbed(talk.report or Report(), reading, said, confidential=talk.confidential)
    return replace(talk, report=replace(report, matter=""))


def _notes(said: Said, reading: Reading) -> tuple[Say, ...]:
    unread = (UNREAD,) if said.unread_attachments else ()
    if reading.day and reading.trouble:
        key = "date_impossible" if reading.trouble is DateTrouble.IMPOSSIBLE else "date_future"
        return (*unread, Say(key, {"said": reading.day.words}))
    return unread


def _renamed(before: Report, now: Report) -> tuple[Say, ...]:
    """A name set right in the middle of a story is confirmed beside it."""
    changed = before.has_reporter and now.name != before.name
    return (Say("name_changed", {"name": now.name}),) if changed else ()


def _tells_more(talk: Talk, said: Said) -> bool:
    """Whether these tags are surer of what the first ones left open."""
    first = talk.tags
    return first is None or (
        "kind" in first.unsure and "kind" not in said.tags.unsure and said.tags.kind is Kind.COMPLAINT
    )


def _completed(talk: Talk, said: Said, reading: Reading, report: Report) -> Turn | None:
    """The name or the matter comes after K6.5b had spoken."""
    if report.is_complete or kind_of(talk.tags) is not Kind.COMPLAINT:
        return None
    new = report if report.has_object else absorbed(report, reading, said, confidential=talk.confidential)
    if not new.has_reporter and (name := reading.name or _bare_name(said)):
        new = named(new, name, confidential=talk.confidential or reading.wants_secrecy)
    return completed_again(talk, new) if new.is_complete else None


def _for_a_company(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    """A company, and nothing else, where a name is missing still."""
    report, company = talk.report or Report(), company_at(reading.on_behalf_of)
    missing = not report.has_reporter and kind_of(talk.tags) is Kind.COMPLAINT
    if not company or not missing or reading.speech is not Speech.NAME:
        return None
    return for_a_company(talk, said, reading, office, company)


def _bare_name(said: Said) -> str:
    """A name sent with no question standing: one we know, or two words at least, and nothing that complains."""
    name = name_in_answer(said.text)
    known = any(word.lower() in GIVEN_NAMES for word in name.split())
    return name if known or (" " in name and not _surely(said.tags, Kind.COMPLAINT)) else ""


def _starts_anew(talk: Talk, said: Said, reading: Reading, tags: Tags) -> bool:
    """Said in so many words, or a complaint after a mere question: no need to ask."""
    if reading.speech is not Speech.TOLD:
        return False
    complains = _surely(tags, Kind.COMPLAINT)
    return (complains and _ANOTHER.search(said.text.lower()) is not None) or (
        complains and kind_of(talk.tags) is Kind.QUESTION
    )


def _wished(talk: Talk, said: Said) -> Turn:
    """ "Mau lapor lagi, pak" with nothing told yet: a new report. Otherwise we only ask what it is."""
    if _ANOTHER.search(said.text.lower()):
        return matter_invited(_without_case(talk))
    return Turn(talk, (), (Say("question_matter"),))


def _is_about_something_else(talk: Talk, said: Said, reading: Reading) -> bool:
    tags, first, report = said.tags, talk.tags, talk.report or Report()
    if reading.speech is not Speech.TOLD or not _surely(tags, Kind.COMPLAINT) or _CORRECTION.match(said.text.lower()):
        return False
    if reading.named.service and report.service and reading.named.service != report.service:
        return True
    sure = first is not None and not {"sector"} & (tags.unsure | first.unsure)
    return sure and first is not None and tags.sector != first.sector and "umum" not in (tags.sector, first.sector)


def _add_or_new(talk: Talk, said: Said) -> Turn:
    """Kept with the present case at once, so that nothing is lost if no answer comes."""
    report = talk.report or Report()
    unread = replace(report, unread=report.unread or said.unread_attachments)
    asked, question = ask(_holding(replace(talk, report=unread), said), Question.ADD_OR_NEW)
    return Turn(asked, _kept(talk, unread, said), (question,))


def _holding(talk: Talk, said: Said) -> Talk:
    return replace(
        talk,
        held=matter_with("", said.text),
        held_tags=said.tags,
        held_unread=said.unread_attachments,
        held_on=said.on,
        held_messages=said.messages,
    )


def _without_case(talk: Talk) -> Talk:
    """Free for a new report. Who writes is known already, what the last report was about is not carried over."""
    report = talk.report or Report()
    known = Report(name=report.name, identity=report.identity) if report.has_reporter else Report()
    free = replace(let_go(talk), pending=None, before=None, asked=())
    return replace(free, report=known, tags=None, has_case=False, complete=False)


def new_of_held(talk: Talk, said: Said, office: Office) -> Turn:
    """ADD_OR_NEW or REOPEN was answered with "baru": the message held back makes a case of its own."""
    tags = talk.held_tags or Tags(Kind.COMPLAINT, "umum")
    held = Said(talk.held, tags, talk.held_on or said.on, said.display_name, talk.held_unread)
    reading = read(held.text, held.on, office)
    return first_matter(_without_case(talk), held, as_question(held.text, tags), reading, office, held=True)


def _added(talk: Talk, said: Said, reading: Reading, report: Report) -> Turn:
    new = replace(absorbed(report, reading, said, confidential=talk.confidential), matter=report.matter)
    if reading.wants_secrecy and not talk.confidential and new.identity is not Identity.REFUSED:
        return choice_offered(talk, new)
    reply = Say("passed_on") if asks(said.text) else ADDED
    says = (reply, *_renamed(report, new), *((UNREAD,) if said.unread_attachments else ()))
    return Turn(replace(talk, report=new), _kept(talk, new, said), says)


def _kept(talk: Talk, new: Report, said: Said) -> tuple[Deed, ...]:
    """An acknowledged report changes only where something that counts has changed; the message is kept in any case."""
    old = talk.report or Report()
    if new != old or not talk.complete:
        return (UpdateCase(new),)
    return (AddToCase(said.tags),)
