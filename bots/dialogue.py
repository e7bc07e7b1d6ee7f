"""The next step of a talk: a pure function of where it stands and what was said. No clock, no database."""

from collections.abc import Sequence
from dataclasses import replace

from bots import listening
from bots.commands import Command, recognise
from bots.corrections import corrected
from bots.erasure import asks_to_erase, erasure_asked
from bots.information import to_officer
from bots.orders import carried_out
from bots.pending import answered
from bots.questions import CONTROL, again, kind_of, let_go, settled
from bots.reading import read
from bots.small_talk import Speech, language_of_courtesy
from bots.steps import given_up
from bots.talk import Office, OpenCase, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import words_of
from core.rules.grouping import Kind
from core.rules.report import Identity, Report

LANGUAGES = ("id", "su", "en")
# How many words tell a language: a name or "ya" does not, and a talk under way changes its language late.
_TELLING_AT_FIRST, _TELLING_LATER = 3, 8


def next_turn(talk: Talk, said: Said, office: Office) -> Turn:
    """What is done and said next. Commands come first, then the pending question, then what is told."""
    command = recognise(said.text)
    talk = _in_language(talk, said, command)
    if command:
        return _with_notice(_with_attachment(carried_out(command, talk, said, office), said))
    return _with_notice(_heard(talk, said, office))


def next_turns(talk: Talk, burst: Sequence[Said], office: Office) -> Turn:
    """Several things said before we could answer: each is heard in its turn, and one reply says it all."""
    if len(burst) == 1:
        return next_turn(talk, burst[0], office)
    whole = Turn(talk)
    for said in burst:
        turn = next_turn(whole.talk, _up_to_date(said, whole), office)
        whole = Turn(turn.talk, (*whole.deeds, *turn.deeds), _in_one_reply(whole.says, turn.says, turn.talk))
    return whole


def _up_to_date(said: Said, before: Turn) -> Said:
    """Once this burst has made a case, a word without a number is about that one."""
    command = recognise(said.text)
    opened = any(isinstance(deed, OpenCase) for deed in before.deeds)
    return replace(said, meant=None) if opened and not (command and command.number) else said


def _in_one_reply(before: Sequence[Say], after: Sequence[Say], talk: Talk) -> tuple[Say, ...]:
    """Nothing twice, and of the questions only the one that waits now, at the end."""
    every = [say for n, say in enumerate((*before, *after)) if say not in (*before, *after)[:n]]
    told = tuple(say for say in every if not say.key.startswith("question_"))
    asked = [say for say in (*before, *after) if say.key.startswith("question_")]
    waits = talk.pending is not None or any(say in after for say in asked)
    return (*told, asked[-1]) if asked and waits else told


def reminder(talk: Talk) -> Turn:
    """One word within the day while the report waits for an answer; the same question again, not a new one."""
    talk = settled(talk) if talk.pending in CONTROL else talk
    if talk.pending is None or not talk.has_case or talk.complete or talk.quiet:
        return Turn(talk)
    return Turn(talk, (), (Say("reminder"), again(talk, talk.pending)))


def after_silence(talk: Talk) -> Turn:
    """The working days of patience are over: the case goes on with what is there (K6.5b)."""
    if talk.quiet or not talk.has_case or talk.complete:
        return Turn(replace(talk, pending=None, before=None))
    if kind_of(talk.tags) is Kind.QUESTION:
        return to_officer(talk, (UpdateCase(talk.report or Report(), patience_over=True),))
    return given_up(_choice_made(talk))


def _choice_made(talk: Talk) -> Talk:
    """Unanswered, "anonim" of a citizen whose name is known means hidden."""
    report = talk.report
    if talk.pending is not Question.SECRECY or report is None or report.identity is not Identity.NAMED:
        return talk
    return replace(talk, confidential=True, report=replace(report, identity=Identity.CONFIDENTIAL))


def _heard(talk: Talk, said: Said, office: Office) -> Turn:
    reading = read(said.text, said.on, office)
    if talk.quiet:
        return listening.in_silence(talk, said, reading, office)
    if reading.speech is Speech.STOP:
        return Turn(talk, (), (Say("stopped"),))
    if asks_to_erase(said.text):
        return erasure_asked(talk, said)
    if turn := listening.about_withdrawn(talk, said, reading):
        return turn
    if turn := corrected(talk, said, reading, office) or answered(talk, said, reading, office):
        return turn
    if talk.pending in CONTROL:
        return _heard(let_go(settled(talk)), said, office)
    if not talk.has_case:
        return listening.before_case(talk, said, reading, office)
    if not talk.complete:
        return listening.while_asking(talk, said, reading, office)
    return listening.after_acknowledgment(replace(talk, pending=None, before=None), said, reading, office)


def _in_language(talk: Talk, said: Said, command: Command | None) -> Talk:
    """The citizen's language, once they have written enough to know it. A word of one language alone greets in it."""
    if command:
        return replace(talk, language=command.language) if command.language and not talk.noticed else talk
    words = words_of(said.text)
    if not talk.noticed and (courteous := language_of_courtesy(words)):
        return replace(talk, language=courteous)
    enough = len(words) >= (_TELLING_LATER if talk.has_case else _TELLING_AT_FIRST)
    language = said.tags.language if said.tags.language in LANGUAGES else "id"
    return replace(talk, language=language) if enough and language != talk.language else talk


def _with_attachment(turn: Turn, said: Said) -> Turn:
    """A command with a picture under it: the word is obeyed, the picture waits for an officer."""
    report = turn.talk.report
    if not said.unread_attachments or not turn.talk.has_case or report is None or report.unread:
        return turn
    unread = replace(report, unread=True)
    return replace(turn, talk=replace(turn.talk, report=unread), deeds=(UpdateCase(unread), *turn.deeds))


def _with_notice(turn: Turn) -> Turn:
    """The privacy notice stands in the first reply, before its question."""
    if turn.talk.noticed or not turn.says:
        return turn
    *before, last = turn.says
    privacy = Say("privacy")
    says = (*before, privacy, last) if last.key.startswith("question_") and before else (*turn.says, privacy)
    return replace(turn, talk=replace(turn.talk, noticed=True), says=says)
