"""The steps a report takes in a talk: opened, grown, asked about, acknowledged, decided for want of a name."""

from dataclasses import replace

from bots.name_words import first_name, offered_by_profile
from bots.questions import NECESSARY, ask, kind_of, let_go, next_question
from bots.reading import Reading
from bots.renaming import new_name, renamed
from bots.small_talk import Speech
from bots.talk import Deed, Office, OpenCase, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import words_of
from core.rules.decision import Reason, legal_kind_of
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report, matter_with

UNSURE = Tags(Kind.COMPLAINT, "umum", unsure=frozenset({"kind", "sector", "components"}))
ADDED = Say("added")
UNREAD = Say("unread_attachment")
HOW_TO = Say("how_to")
HIDDEN = Say("confidential_noted")


def absorbed(report: Report, reading: Reading, said: Said, *, confidential: bool) -> Report:
    """The report with what a message says. What is known stays, but a name of one's own replaces a profile name."""
    return replace(
        _with_name(report, reading, said, confidential=confidential),
        matter=matter_with(report.matter, said.text) if reading.speech is Speech.TOLD else report.matter,
        on_behalf_of=report.on_behalf_of or reading.on_behalf_of,
        service=report.service or reading.named.service,
        receipt=reading.receipt if report.receipt is Receipt.UNKNOWN else report.receipt,
        received_on=reading.received_on if report.receipt is Receipt.UNKNOWN else report.received_on,
        unread=report.unread or said.unread_attachments,
    )


def _with_name(report: Report, reading: Reading, said: Said, *, confidential: bool) -> Report:
    hidden = confidential or (reading.wants_secrecy and report.identity is not Identity.REFUSED)
    name = reading.name or _confirmed_by_profile(reading.maybe, said.display_name)
    if name and report.identity not in (Identity.NAMED, Identity.CONFIDENTIAL):
        return replace(report, name=name, identity=Identity.CONFIDENTIAL if hidden else Identity.NAMED)
    if right := new_name(said.text, report, reading):
        report = renamed(report, right)
    if report.identity is Identity.NAMED and hidden:
        return replace(report, identity=Identity.CONFIDENTIAL)
    offered = reading.maybe or offered_by_profile(said.display_name)
    if offered and report.identity is Identity.UNKNOWN and not report.name and not hidden:
        return replace(report, name=offered, identity=Identity.OFFERED)
    return report


def _confirmed_by_profile(maybe: str, display_name: str) -> str:
    """A doubtful signature that is in the profile too is no longer doubtful."""
    first = first_name(maybe) if maybe else ""
    return maybe if first and first in words_of(display_name) else ""


def named(report: Report, name: str, *, confidential: bool) -> Report:
    behalf = "" if report.on_behalf_of == name else report.on_behalf_of
    return replace(
        report, name=name, identity=Identity.CONFIDENTIAL if confidential else Identity.NAMED, on_behalf_of=behalf
    )


def opened(
    talk: Talk,
    report: Report,
    tags: Tags,
    office: Office,
    *,
    notes: tuple[Say, ...] = (),
    wish: bool = False,
    held: bool = False,
) -> Turn:
    """A numbered case at once; beside number and time stands the first question, or the whole acknowledgment."""
    free = replace(let_go(talk), pending=None, before=None, asked=())
    fresh = replace(free, report=report, tags=tags, has_case=True, complete=False)
    deeds: tuple[Deed, ...] = (OpenCase(report, tags, from_held=held),)
    if kind_of(tags) is Kind.SUGGESTION:
        return acknowledged(fresh, deeds, notes)
    return go_on(fresh, office, deeds, notes, opening=True, wish=wish)


def grown(
    talk: Talk,
    report: Report,
    office: Office,
    *,
    tags: Tags | None = None,
    notes: tuple[Say, ...] = (),
    wish: bool = False,
    told: bool = False,
) -> Turn:
    """More is known of the report: its acknowledgment, the next question, or a short word that it was added."""
    now = replace(talk, report=report, tags=tags or talk.tags)
    return go_on(now, office, (UpdateCase(report, tags),), (ADDED, *notes) if told else notes, wish=wish)


def go_on(
    talk: Talk,
    office: Office,
    deeds: tuple[Deed, ...],
    notes: tuple[Say, ...] = (),
    *,
    opening: bool = False,
    wish: bool = False,
) -> Turn:
    question = next_question(talk, office, wish=wish)
    if _refused(talk):
        return acknowledged(talk, (*deeds, UpdateCase(talk.report or Report(), patience_over=True)), notes)
    if not talk.complete and _is_sayable(talk, question):
        turn = acknowledged(talk, deeds, tuple(note for note in notes if note is not ADDED))
        turn = turn if opening else _thanked(turn)
        return turn if question is None else asking(turn, question)
    if opening:
        notes = _recorded(talk, question, notes)
    if question is None:
        return Turn(talk, deeds, notes or (ADDED,))
    return asking(Turn(talk, deeds, notes), question)


def _is_sayable(talk: Talk, question: Question | None) -> bool:
    """Whether the promise can be given: all that K6.5a needs is there and nothing necessary is being asked."""
    return talk.report is not None and talk.report.is_complete and question not in NECESSARY


def _thanked(turn: Turn) -> Turn:
    report = turn.talk.report or Report()
    return replace(turn, says=(Say("thanks_for_name", {"name": report.name}), *turn.says)) if report.name else turn


def _recorded(talk: Talk, question: Question | None, notes: tuple[Say, ...]) -> tuple[Say, ...]:
    if talk.report and talk.report.has_object:
        plain = question in (Question.NAME, None) and not talk.confidential
        return (Say("recorded_first" if plain else "recorded_briefly"), *notes)
    return (Say("recorded_unread"), *(note for note in notes if note is not UNREAD))


def _refused(talk: Talk) -> bool:
    """Nobody will be named: K6.5b needs no waiting."""
    report = talk.report
    return report is not None and not talk.complete and report.identity is Identity.REFUSED and report.has_object


def for_a_company(talk: Talk, said: Said, reading: Reading, office: Office, company: str) -> Turn:
    """A company is whose matter it is, not who reports it (K6.5a): the person is asked for, at most once more."""
    known = absorbed(talk.report or Report(), reading, said, confidential=talk.confidential)
    report = replace(known, on_behalf_of=known.on_behalf_of or company)
    turn = Turn(replace(talk, report=report), (UpdateCase(report),))
    if next_question(turn.talk, office) is Question.NAME:
        return asking(turn, Question.NAME)
    return replace(turn, says=(Say("company_noted", {"company": report.on_behalf_of}),))


def asking(turn: Turn, question: Question) -> Turn:
    talk, say = ask(turn.talk, question)
    return Turn(talk, turn.deeds, (*turn.says, say))


def acknowledged(talk: Talk, deeds: tuple[Deed, ...], notes: tuple[Say, ...] = ()) -> Turn:
    """The whole acknowledgment, with how to add and ask unless it says itself how to complete the report."""
    say = acknowledgment(talk)
    hidden = talk.report is not None and talk.report.identity is Identity.CONFIDENTIAL
    notes = (*notes, HIDDEN) if hidden else notes
    how = (HOW_TO,) if say.key.startswith("acknowledgment") else ()
    notes = tuple(note for note in notes if note is not UNREAD) if say.key == "acknowledgment_unread" else notes
    return Turn(replace(talk, complete=True, pending=None, before=None), deeds, (say, *notes, *how))


def acknowledgment(talk: Talk) -> Say:
    """What the report has become once asking has ended: the rule decides, we say it."""
    report = talk.report or Report()
    because = legal_kind_of(report, talk.tags or UNSURE, patience_over=True).because
    facts = {"name": report.name} if because is Reason.NAME_UNCONFIRMED else {}
    return Say(_ACKNOWLEDGED_AS[because], facts)


_ACKNOWLEDGED_AS = {
    Reason.COMPLETE: "acknowledgment_complaint",
    Reason.UNREAD: "acknowledgment_unread",
    Reason.NAME_UNCONFIRMED: "acknowledgment_unconfirmed",
    Reason.NO_REPORTER: "became_suggestion",
    Reason.NO_OBJECT: "became_suggestion_no_matter",
    Reason.PROPOSES: "acknowledgment_suggestion",
    Reason.ASKS: "acknowledgment_information",
}


def given_up(talk: Talk) -> Turn:
    """Nothing more will come: the case goes on with what is there (K6.5b)."""
    return acknowledged(talk, (UpdateCase(talk.report or Report(), patience_over=True),))


def completed_again(talk: Talk, report: Report) -> Turn:
    """The missing part came after K6.5b had made it a suggestion: a complaint again, with the original time."""
    now = replace(talk, report=report, pending=None, before=None)
    says = (Say("completed_again", {"name": report.name}),)
    return Turn(now, (UpdateCase(report),), (*says, HIDDEN) if report.identity is Identity.CONFIDENTIAL else says)
