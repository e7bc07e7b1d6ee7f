"""What each word that works does."""

import re
from collections.abc import Callable
from dataclasses import replace

from bots.commands import Command, Word
from bots.questions import again, ask
from bots.secrecy import choice_offered, for_officers_only
from bots.skipping import skipped
from bots.steps import given_up, go_on
from bots.talk import (
    AddToCase,
    CallOfficer,
    CaseMeant,
    Office,
    Question,
    ReopenCase,
    Said,
    Say,
    ShowCode,
    ShowReasons,
    ShowStatus,
    Talk,
    Turn,
    UpdateCase,
    WithdrawCase,
)
from core.rules import case_number
from core.rules.case_state import CaseState
from core.rules.report import Identity, Report

Order = Callable[[Talk, Command, Said, Office], Turn]

_SHORT = 60
_TAKES_BACK = re.compile(
    r"\W*(?:(?:eh|oh|aduh|maaf|sori|punten|hapunten)\W+)*"
    r"(?:jangan|jgn|ulah|tong|(?:ga|gak|nggak|ngga|tidak|tdk|teu)\s+jadi|lanjut\w*|tetap|tetep|don't|keep)\b"
)
UNDER_WAY = frozenset({CaseState.INCOMPLETE, CaseState.OPEN})


def carried_out(command: Command, talk: Talk, said: Said, office: Office) -> Turn:
    if command.number and case_number.parse(command.number) is None:
        return Turn(talk, (), (Say("number_wrong", {"said": command.number}),))
    return _ORDERS[command.word](talk, command, said, office)


def withdrawn(talk: Talk) -> Turn:
    """BATAL confirmed, for the case of the talk or for the one that was named."""
    if talk.meant:
        return Turn(_settled(talk), (WithdrawCase(talk.meant),), (Say("cancelled", {"number": talk.meant}),))
    report = talk.report or Report()
    known = Report(name=report.name, identity=report.identity) if report.has_reporter else None
    free = Talk(talk.language, known, friendly_on=talk.friendly_on, thanked_on=talk.thanked_on, noticed=talk.noticed)
    return Turn(free, (WithdrawCase(),), (Say("cancelled"),))


def takes_back(text: str) -> bool:
    """ "Eh jangan, lanjut aja": no answer to "Yakin?" that begins with no, and yet one."""
    return len(text) <= _SHORT and _TAKES_BACK.match(text.lower()) is not None


def finished(talk: Talk) -> Turn:
    """SELESAI confirmed: nothing more will come, or the matter has settled itself."""
    now = replace(talk, pending=None, before=None, meant="")
    if talk.meant:
        deed = AddToCase(settled=True, number=talk.meant)
        return Turn(_settled(talk), (deed,), (Say("done_noted", {"number": talk.meant}),))
    return Turn(now, (AddToCase(settled=True),), (Say("done_noted"),)) if talk.complete else given_up(now)


def reopened(talk: Talk, meant: CaseMeant, office: Office) -> Turn:
    """The withdrawn case is taken up again; where no other is under way, the talk goes on about it."""
    told = Say("reopened", {"number": meant.number})
    if talk.has_case:
        return Turn(_settled(talk), (ReopenCase(meant.number, talk_about_it=False),), (told,))
    back = replace(talk, report=meant.report, tags=meant.tags, has_case=True, pending=None, before=None, meant="")
    if meant.report.is_complete:
        return Turn(replace(back, complete=True), (ReopenCase(meant.number),), (told,))
    return go_on(replace(back, complete=False, asked=()), office, (ReopenCase(meant.number),), (told,))


def _settled(talk: Talk) -> Talk:
    return replace(talk, pending=talk.before, before=None, meant="")


def _help(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    open_question = (again(talk, talk.pending),) if talk.pending else ()
    return Turn(talk, (), (Say("help"), *open_question))


def _status(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    return Turn(talk, (ShowStatus(command.number, command.code),))


def _why(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    return Turn(talk, (ShowReasons(command.number, command.code),))


def _code(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    if refusal := _refused(talk, command, said):
        return refusal
    return Turn(talk, (ShowCode(command.number),))


def _cancel(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    """Asked once; BATAL in answer to that is a yes."""
    if refusal := _refused(talk, command, said) or _not_under_way(talk, said):
        return refusal
    if talk.pending is Question.CANCEL and _same(talk, said):
        return withdrawn(talk)
    return _asked_whether(talk, Question.CANCEL, said)


def _done(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    if refusal := _refused(talk, command, said) or _not_under_way(talk, said):
        return refusal
    if talk.pending is Question.DONE and _same(talk, said):
        return finished(talk)
    return _asked_whether(talk, Question.DONE, said)


def _reopen(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    """The word itself is the yes."""
    if refusal := _refused(talk, command, said):
        return refusal
    meant = said.meant
    if meant is None or meant.state is not CaseState.WITHDRAWN:
        return Turn(talk, (ShowStatus(command.number),))
    return reopened(talk, meant, office)


def _skip(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    return _refused(talk, command, said) or skipped(talk, office)


def _anonymous(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    if refusal := _refused(talk, command, said):
        return refusal
    return _hidden_elsewhere(talk, said.meant) if _is_another(said) and said.meant else choice_offered(talk)


def _confidential(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    if refusal := _refused(talk, command, said):
        return refusal
    return _hidden_elsewhere(talk, said.meant) if _is_another(said) and said.meant else for_officers_only(talk, office)


def _officer(talk: Talk, command: Command, said: Said, office: Office) -> Turn:
    """A person, always. The bot keeps quiet until told otherwise."""
    known = said.meant is not None and (said.meant.own or said.meant.with_code)
    number = command.number if known else ""
    now = replace(talk, quiet=True, pending=None, before=None, meant="")
    return Turn(now, (CallOfficer(number),), (Say("officer_called"),))


def _refused(talk: Talk, command: Command, said: Said) -> Turn | None:
    """A case of somebody else is shown to who has its code, and changed only from where it was sent."""
    if not command.number or (said.meant and said.meant.own):
        return None
    proven = said.meant is not None and said.meant.with_code
    say = Say("only_from_there", {"number": command.number}) if proven else Say("not_your_case")
    return Turn(talk, (), (say,))


def _not_under_way(talk: Talk, said: Said) -> Turn | None:
    """Nothing to cancel or to end: where the case stands says why."""
    if said.meant is None:
        none_yet = replace(talk, pending=None, before=None, meant="")
        return None if talk.has_case else Turn(none_yet, (), (Say("no_case"),))
    number = "" if said.meant.present else said.meant.number
    return None if said.meant.state in UNDER_WAY else Turn(talk, (ShowStatus(number),))


def _asked_whether(talk: Talk, question: Question, said: Said) -> Turn:
    now, say = ask(talk, question)
    if not _is_another(said) or said.meant is None:
        return Turn(replace(now, meant=""), (), (say,))
    number = said.meant.number
    return Turn(replace(now, meant=number), (), (Say(f"question_{question}", {"number": number}),))


def _is_another(said: Said) -> bool:
    return said.meant is not None and not said.meant.present


def _same(talk: Talk, said: Said) -> bool:
    return talk.meant == (said.meant.number if said.meant and not said.meant.present else "")


def _hidden_elsewhere(talk: Talk, meant: CaseMeant) -> Turn:
    """RAHASIA with the number of another report of one's own: its name is for the officers only."""
    report, number = meant.report, {"number": meant.number}
    if not report.has_reporter:
        return Turn(talk, (), (Say("no_name_there", number),))
    hidden = replace(report, identity=Identity.CONFIDENTIAL)
    return Turn(talk, (UpdateCase(hidden, number=meant.number),), (Say("confidential_set", number),))


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
    Word.REOPEN: _reopen,
    Word.CODE: _code,
}
