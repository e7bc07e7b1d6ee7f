"""ANONIM, RAHASIA and what follows: named but hidden stays a complaint, no name at all is a suggestion (K6.5b)."""

from dataclasses import replace

from bots.questions import again, ask, settled
from bots.steps import completed_again, given_up, go_on, named
from bots.talk import Deed, Office, Question, Say, Talk, Turn, UpdateCase
from core.rules.report import Identity, Report


def choice_offered(talk: Talk, report: Report | None = None) -> Turn:
    """Both choices in one question. Until it is answered, a name that is known is hidden."""
    before = talk.report or Report()
    report = report or before
    if report.identity in (Identity.NAMED, Identity.OFFERED):
        report = replace(
            report, identity=Identity.CONFIDENTIAL if report.identity is Identity.NAMED else Identity.OFFERED
        )
    now, question = ask(replace(talk, report=report), Question.SECRECY)
    deeds: tuple[Deed, ...] = (UpdateCase(report),) if talk.has_case and report != before else ()
    return Turn(now, deeds, (question,))


def for_officers_only(talk: Talk, office: Office, name: str = "") -> Turn:
    """Named but hidden. Where the name is not known yet, it is asked for."""
    report = talk.report or Report()
    name = name or ("" if report.identity is Identity.OFFERED else report.name)
    hidden = named(report, name, confidential=True) if name else replace(report, name="", identity=Identity.UNKNOWN)
    now = replace(talk, confidential=True, report=hidden, pending=None, before=None)
    if not now.has_case:
        return matter_invited(now, Say("confidential_promised"))
    if not name:
        # The citizen's own word brings the question, so that it does not count among the three.
        return Turn(replace(now, pending=Question.NAME), (UpdateCase(hidden),), (again(now, Question.NAME),))
    if now.complete:
        was_complete = report.is_complete
        return (
            Turn(now, (UpdateCase(hidden),), (Say("confidential_set"),))
            if was_complete
            else completed_again(now, hidden)
        )
    return go_on(now, office, (UpdateCase(hidden),))


def nameless(talk: Talk) -> Turn:
    """No name at all: what was known of it is dropped, and K6.5b needs no waiting."""
    report = replace(talk.report or Report(), name="", identity=Identity.REFUSED)
    now = replace(settled(talk), report=report, confidential=False)
    return given_up(now) if now.has_case else matter_invited(now)


def matter_invited(talk: Talk, *before: Say) -> Turn:
    """Not counted while there is no report: it only invites to tell."""
    return Turn(replace(talk, pending=Question.MATTER, before=None), (), (*before, Say("question_matter")))
