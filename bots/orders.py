"""What each word that works does."""

from collections.abc import Callable
from dataclasses import replace

from bots.commands import Command, Word
from bots.questions import again, ask
from bots.secrecy import choice_offered, for_officers_only
from bots.skipping import skipped
from bots.steps import given_up
from bots.talk import AddToCase, CallOfficer, Office, Question, Say, ShowReasons, ShowStatus, Talk, Turn, WithdrawCase

Order = Callable[[Talk, Command, Office], Turn]


def carried_out(command: Command, talk: Talk, office: Office) -> Turn:
    return _ORDERS[command.word](talk, command, office)


def withdrawn(talk: Talk) -> Turn:
    free = Talk(language=talk.language, friendly_on=talk.friendly_on, noticed=talk.noticed)
    return Turn(free, (WithdrawCase(),), (Say("cancelled"),))


def finished(talk: Talk) -> Turn:
    """SELESAI confirmed: nothing more will come, or the matter has settled itself."""
    now = replace(talk, pending=None, before=None)
    return Turn(now, (AddToCase(settled=True),), (Say("done_noted"),)) if talk.complete else given_up(now)


def _help(talk: Talk, command: Command, office: Office) -> Turn:
    open_question = (again(talk, talk.pending),) if talk.pending else ()
    return Turn(talk, (), (Say("help"), *open_question))


def _status(talk: Talk, command: Command, office: Office) -> Turn:
    return Turn(talk, (ShowStatus(command.number, command.code),))


def _why(talk: Talk, command: Command, office: Office) -> Turn:
    return Turn(talk, (ShowReasons(),))


def _cancel(talk: Talk, command: Command, office: Office) -> Turn:
    """Asked once; BATAL in answer to that is a yes."""
    if talk.pending is Question.CANCEL:
        return withdrawn(talk)
    return _asked_whether(talk, Question.CANCEL)


def _done(talk: Talk, command: Command, office: Office) -> Turn:
    if talk.pending is Question.DONE:
        return finished(talk)
    return _asked_whether(talk, Question.DONE)


def _asked_whether(talk: Talk, question: Question) -> Turn:
    if not talk.has_case:
        return Turn(replace(talk, pending=None, before=None), (), (Say("no_case"),))
    now, say = ask(talk, question)
    return Turn(now, (), (say,))


def _skip(talk: Talk, command: Command, office: Office) -> Turn:
    return skipped(talk, office)


def _anonymous(talk: Talk, command: Command, office: Office) -> Turn:
    return choice_offered(talk)


def _confidential(talk: Talk, command: Command, office: Office) -> Turn:
    return for_officers_only(talk, office)


def _officer(talk: Talk, command: Command, office: Office) -> Turn:
    """A person, always. The bot keeps quiet until told otherwise."""
    return Turn(replace(talk, quiet=True, pending=None, before=None), (CallOfficer(),), (Say("officer_called"),))


_ORDERS: dict[Word, Order] = {
    Word.HELP: _help,
    Word.STATUS: _status,
    Word.WHY: _why,
    Word.CANCEL: _cancel,
    Word.SKIP: _skip,
    Word.ANONYMOUS: _anonymous,
    Word.CONFIDENTIAL: _confidential,
    Word.DONE: _done,
    Word.OFFICER: _officer,
}
