"""LEWATI, and every "gausah" that means it: what becomes of the question that was pending."""

from dataclasses import replace

from bots.information import to_officer
from bots.questions import CONTROL, again, kind_of, let_go, settled
from bots.secrecy import for_officers_only, nameless
from bots.steps import given_up, go_on
from bots.talk import Office, Question, Say, Talk, Turn, UpdateCase
from core.rules.grouping import Kind
from core.rules.report import Identity, Report


def skipped(talk: Talk, office: Office) -> Turn:
    question = talk.pending
    if question is None:
        return Turn(talk, (), (Say("nothing_to_skip"),))
    if question in CONTROL:
        return kept_going(talk)
    if question is Question.SECRECY:
        return unanswered_choice(talk, office)
    if question in (Question.NAME, Question.CONFIRM_NAME):
        return nameless(talk)
    if not talk.has_case:
        return Turn(replace(talk, pending=None, before=None), (), (Say("skipped"),))
    return _detail_skipped(talk, question, office)


def unanswered_choice(talk: Talk, office: Office) -> Turn:
    """A name that is known becomes confidential; without one there is none."""
    report = talk.report or Report()
    if report.name and report.identity is not Identity.OFFERED:
        return for_officers_only(talk, office)
    return nameless(talk)


def kept_going(talk: Talk) -> Turn:
    """BATAL, SELESAI, BUKA or "tambahan atau baru?" was not confirmed: all stays as it was, the open question too."""
    now = let_go(settled(talk))
    open_question = (again(now, now.pending),) if now.pending else ()
    key = "stays_withdrawn" if talk.pending is Question.REOPEN else "kept_going"
    return Turn(now, (), (Say(key, {"number": talk.meant} if talk.meant else {}), *open_question))


def _detail_skipped(talk: Talk, question: Question, office: Office) -> Turn:
    now = settled(talk)
    if kind_of(talk.tags) is Kind.QUESTION:
        return to_officer(now, (UpdateCase(talk.report or Report()),))
    if question is Question.MATTER:
        return given_up(now)
    return go_on(now, office, (), (Say("skipped"),))
