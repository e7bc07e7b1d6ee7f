"""What the answer to the pending question does. None when what was said does not answer it."""

from collections.abc import Callable
from dataclasses import replace

from bots import information, listening
from bots.companies import company_answered, company_at, company_in
from bots.dates import DateTrouble, spoken_day
from bots.name_words import is_known, is_nobody, only_contact, refuses
from bots.names import name_in_answer
from bots.orders import finished, reopened, takes_back, withdrawn
from bots.questions import (
    add_or_new,
    does_not_know,
    kind_of,
    let_go,
    next_question,
    says_no,
    says_yes,
    secrecy_choice,
    settled,
)
from bots.reading import Reading
from bots.secrecy import choice_offered, for_officers_only, nameless
from bots.service_received import received_in_answer, tells_how_long
from bots.services import service_in
from bots.skipping import kept_going, skipped
from bots.small_talk import Speech
from bots.steps import ADDED, absorbed, asking, completed_again, for_a_company, grown, named
from bots.talk import Office, Question, Said, Say, Talk, Turn
from bots.vocabulary import words_of
from core.rules.grouping import Kind
from core.rules.report import Identity, Receipt, Report, matter_with

_A_SHORT_ANSWER = 12
_A_NEW_ONE = 2
Answering = Callable[[Talk, Said, Reading, Office], Turn | None]


def answered(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    understands = _UNDERSTANDING.get(talk.pending) if talk.pending else None
    return understands(talk, said, reading, office) if understands else None


def _name(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if _wants_the_choice(talk, reading):
        return choice_offered(replace(talk, pending=None))
    if refuses(said.text):
        return skipped(talk, office)
    if is_nobody(said.text):
        return choice_offered(replace(talk, pending=None))
    if only_contact(said.text):
        return _name_again(talk, office)
    name = reading.name or name_in_answer(said.text)
    if name:
        return None if _complains(said, name, reading) else _named(talk, said, reading, office, name)
    company = company_at(reading.on_behalf_of) or company_answered(said.text)
    return for_a_company(talk, said, reading, office, company) if company else None


def _wants_the_choice(talk: Talk, reading: Reading) -> bool:
    """ "Nama saya tidak usah disebut" may mean either of two wishes; asked about once."""
    return reading.wants_secrecy and not reading.name and not talk.confidential and Question.SECRECY not in talk.asked


def _complains(said: Said, name: str, reading: Reading) -> bool:
    """ "Jalanan berlubang" is no name: words that surely complain, and hold none that we know."""
    surely = said.tags.kind is Kind.COMPLAINT and "kind" not in said.tags.unsure
    return surely and not (reading.name or is_known(name))


def _named(talk: Talk, said: Said, reading: Reading, office: Office, name: str) -> Turn:
    """The name, and what was told beside it."""
    before = talk.report or Report()
    beside = "\n" in said.text.strip() or len(words_of(said.text)) > len(name.split()) + 6
    more = absorbed(before, reading, said, confidential=talk.confidential)
    if not beside:  # "Budi Santoso, PT Maju Jaya"
        more = replace(more, matter=before.matter, on_behalf_of=more.on_behalf_of or company_in(said.text))
    report = named(more, name, confidential=talk.confidential or reading.wants_secrecy)
    now = settled(talk)
    if talk.complete and not before.is_complete and report.is_complete:
        return completed_again(now, report)
    return grown(now, report, office, wish=reading.wants_secrecy)


def _name_again(talk: Talk, office: Office) -> Turn:
    """A number or an address is a way to reach somebody, not yet somebody."""
    turn = Turn(talk, (), (Say("name_not_identity"),))
    return asking(turn, Question.NAME) if next_question(talk, office) is Question.NAME else turn


def _confirm_name(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    """ "ya", "bukan", or the right name: "bukan, saya anaknya, Rina"."""
    if _wants_the_choice(talk, reading):
        return choice_offered(replace(talk, pending=None))
    report = talk.report or Report()
    unknown = replace(report, name="", identity=Identity.UNKNOWN)
    if name := "" if refuses(said.text) else reading.name or name_in_answer(said.text):
        return _named(replace(talk, report=unknown), said, reading, office, name)
    if says_yes(said.text):
        return grown(settled(talk), named(report, report.name, confidential=talk.confidential), office)
    if says_no(said.text):
        return grown(settled(talk), unknown, office)
    return _name(talk, said, reading, office)


def _received(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    report = talk.report or Report()
    if len(words_of(said.text)) > _A_SHORT_ANSWER:
        return None
    awaited = talk.tags is not None and talk.tags.components[:1] == ("waktu",)
    receipt, day = received_in_answer(said.text, said.on, awaited=awaited)
    if receipt is not Receipt.UNKNOWN or (day is None and tells_how_long(said.text)):
        known = replace(report, receipt=receipt, received_on=day.on if day else None)
        return grown(settled(talk), known, office, notes=(_as_understood(known, talk.language),))
    if day and day.trouble:
        note = "date_impossible" if day.trouble is DateTrouble.IMPOSSIBLE else "date_future"
        return Turn(talk, (), (Say(note, {"said": day.words}),))
    return skipped(talk, office) if does_not_know(said.text) or refuses(said.text) else None


def _as_understood(report: Report, language: str) -> Say:
    if report.received_on:
        return Say("received_noted", {"day": spoken_day(report.received_on, language, weekday=True)})
    return Say("not_received_noted") if report.receipt is Receipt.NEVER else ADDED


def _which_service(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if reading.speech not in (Speech.TOLD, Speech.NAME):
        return None
    if kind_of(talk.tags) is Kind.QUESTION:
        return information.service_told(talk, said, office)
    if does_not_know(said.text) or refuses(said.text):
        return skipped(talk, office)
    if len(words_of(said.text)) > _A_SHORT_ANSWER:
        return None
    report = talk.report or Report()
    service = service_in(words_of(said.text), office).service
    if not service and "?" in said.text:
        return None
    told = replace(report, service=service, matter=matter_with(report.matter, said.text))
    return grown(settled(talk), told, office, told=True)


def _secrecy(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    choice, rest = secrecy_choice(said.text)
    if choice == 2:
        return nameless(talk)
    name = name_in_answer(rest or said.text)
    if choice != 1 and not name:
        return None
    report = talk.report or Report()
    concerning = replace(report, on_behalf_of=report.on_behalf_of or company_answered(rest))
    return for_officers_only(replace(talk, report=concerning), office, name)


def _cancel(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if says_yes(said.text):
        return withdrawn(talk)
    return kept_going(talk) if says_no(said.text) or takes_back(said.text) else None


def _done(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if says_yes(said.text):
        return finished(talk)
    return kept_going(talk) if says_no(said.text) else None


def _add_or_new(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    choice = add_or_new(said.text)
    if choice == _A_NEW_ONE and talk.held:
        return listening.new_of_held(talk, said, office)
    free = let_go(settled(talk))
    return Turn(free, (), (ADDED,)) if choice == 1 else None


def _reopen(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    """ "Ya" takes the withdrawn report up again; "baru" makes a new one of what was written to it."""
    if says_yes(said.text) and said.meant:
        return reopened(let_go(talk), said.meant, office)
    if add_or_new(said.text) == _A_NEW_ONE and talk.held:
        return listening.new_of_held(talk, said, office)
    return kept_going(talk) if says_no(said.text) else None


_UNDERSTANDING: dict[Question, Answering] = {
    Question.NAME: _name,
    Question.CONFIRM_NAME: _confirm_name,
    Question.RECEIVED: _received,
    Question.WHICH_SERVICE: _which_service,
    Question.SECRECY: _secrecy,
    Question.CANCEL: _cancel,
    Question.DONE: _done,
    Question.ADD_OR_NEW: _add_or_new,
    Question.REOPEN: _reopen,
}
