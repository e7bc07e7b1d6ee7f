"""What the answer to the pending question does. None when what was said does not answer it."""

from collections.abc import Callable
from dataclasses import replace

from bots import information, listening
from bots.dates import DateTrouble
from bots.name_words import company_in, is_nobody, only_contact, refuses
from bots.names import name_in_answer
from bots.orders import finished, withdrawn
from bots.questions import (
    add_or_new,
    ask,
    does_not_know,
    kind_of,
    let_go,
    next_question,
    says_no,
    says_yes,
    secrecy_choice,
    settled,
)
from bots.reading import Reading, read, received_in_answer
from bots.secrecy import choice_offered, for_officers_only, nameless
from bots.services import service_in
from bots.skipping import kept_going, skipped
from bots.small_talk import Speech
from bots.steps import ADDED, absorbed, asking, completed_again, grown, named
from bots.talk import Office, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import words_of
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report

_A_SHORT_ANSWER = 12
Answering = Callable[[Talk, Said, Reading, Office], Turn | None]


def answered(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    understands = _UNDERSTANDING.get(talk.pending) if talk.pending else None
    return understands(talk, said, reading, office) if understands else None


def _name(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if refuses(said.text):
        return skipped(talk, office)
    if is_nobody(said.text):
        return choice_offered(replace(talk, pending=None))
    if only_contact(said.text):
        return _name_again(talk, office)
    if name := name_in_answer(said.text) or reading.name:
        return _named(talk, said, reading, office, name)
    company = company_in(said.text) if len(words_of(said.text)) <= _A_SHORT_ANSWER else ""
    return _person_of(talk, office, company) if company else None


def _named(talk: Talk, said: Said, reading: Reading, office: Office, name: str) -> Turn:
    """The name, and what was told beside it."""
    before = talk.report or Report()
    beside = "\n" in said.text.strip() or len(words_of(said.text)) > len(name.split()) + 6
    more = absorbed(before, reading, said, confidential=talk.confidential)
    known = more if beside else replace(more, matter=before.matter)
    report = named(known, name, confidential=talk.confidential or reading.wants_secrecy)
    now = settled(talk)
    if talk.complete and not before.is_complete and report.is_complete:
        return completed_again(now, report)
    return grown(now, report, office, wish=reading.wants_secrecy)


def _name_again(talk: Talk, office: Office) -> Turn:
    """A number or an address is a way to reach somebody, not yet somebody."""
    turn = Turn(talk, (), (Say("name_not_identity"),))
    return asking(turn, Question.NAME) if next_question(talk, office) is Question.NAME else turn


def _person_of(talk: Talk, office: Office, company: str) -> Turn:
    """A company has a matter; a person reports it."""
    report = talk.report or Report()
    client = replace(report, on_behalf_of=report.on_behalf_of or company)
    now, deeds = replace(talk, report=client), (UpdateCase(client),)
    if next_question(now, office) is not Question.NAME:
        return Turn(now, deeds, (ADDED,))
    asked, say = ask(now, Question.NAME, key="question_name_person", facts={"company": company})
    return Turn(asked, deeds, (say,))


def _confirm_name(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    """ "ya", "bukan", or the right name: "bukan, saya anaknya, Rina"."""
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
    receipt, day = received_in_answer(said.text, said.on)
    if receipt is not Receipt.UNKNOWN:
        known = replace(report, receipt=receipt, received_on=day.on if day else None)
        return grown(settled(talk), known, office, told=True)
    if day and day.trouble:
        note = "date_impossible" if day.trouble is DateTrouble.IMPOSSIBLE else "date_future"
        return Turn(talk, (), (Say(note, {"said": day.words}),))
    return skipped(talk, office) if does_not_know(said.text) or refuses(said.text) else None


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
    told = replace(report, service=service, matter=f"{report.matter}\n{said.text.strip()}")
    return grown(settled(talk), told, office, told=True)


def _secrecy(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    choice, rest = secrecy_choice(said.text)
    if choice == 2:
        return nameless(talk)
    name = name_in_answer(rest or said.text)
    return for_officers_only(talk, office, name) if choice == 1 or name else None


def _cancel(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if says_yes(said.text):
        return withdrawn(talk)
    return kept_going(talk) if says_no(said.text) else None


def _done(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    if says_yes(said.text):
        return finished(talk)
    return kept_going(talk) if says_no(said.text) else None


def _add_or_new(talk: Talk, said: Said, reading: Reading, office: Office) -> Turn | None:
    choice = add_or_new(said.text)
    if choice == 2 and talk.held:
        tags = talk.held_tags or Tags(Kind.COMPLAINT, "umum")
        held = Said(talk.held, tags, talk.held_on or said.on, said.display_name, talk.held_unread)
        return listening.started_anew(talk, held, read(held.text, held.on, office), office)
    free = let_go(settled(talk))
    return Turn(free, (), (ADDED,)) if choice == 1 else None


_UNDERSTANDING: dict[Question, Answering] = {
    Question.NAME: _name,
    Question.CONFIRM_NAME: _confirm_name,
    Question.RECEIVED: _received,
    Question.WHICH_SERVICE: _which_service,
    Question.SECRECY: _secrecy,
    Question.CANCEL: _cancel,
    Question.DONE: _done,
    Question.ADD_OR_NEW: _add_or_new,
}
