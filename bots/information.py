"""An information request: answered from the standard, asked "izin yang mana?" once, or given to an officer."""

from dataclasses import replace

from bots.answers import Answer, answer_to, asked_components
from bots.questions import again, ask, settled
from bots.reading import Reading
from bots.services import service_in
from bots.steps import HOW_TO
from bots.talk import AddToCase, AnswerQuestion, Deed, Office, OpenCase, Question, Said, Say, Talk, Turn, UpdateCase
from bots.vocabulary import words_of
from core.rules.grouping import Tags
from core.rules.report import Report, matter_with


def asked_first(talk: Talk, said: Said, tags: Tags, reading: Reading, office: Office, *, held: bool = False) -> Turn:
    """A question that makes a case of its own. Its clock is the information request's; no name is needed."""
    before = talk.report or Report()
    report = Report(
        matter=matter_with("", said.text),
        name=before.name,
        identity=before.identity,
        service=reading.named.service,
        unread=said.unread_attachments,
    )
    fresh = replace(talk, report=report, tags=tags, has_case=True, complete=False, pending=None, before=None, asked=())
    deeds: tuple[Deed, ...] = (OpenCase(report, tags, from_held=held),)
    if answer := answer_to(said.text, office, context=before.service):
        return _answered(fresh, deeds, answer)
    if asked_components(said.text) and not reading.named.anything and office.most_questions and not talk.quiet:
        now, question = ask(fresh, Question.WHICH_SERVICE)
        return Turn(now, deeds, (Say("recorded_information"), question))
    return Turn(replace(fresh, complete=True), deeds, (Say("acknowledgment_information"), HOW_TO))


def service_told(talk: Talk, said: Said, office: Office) -> Turn:
    """The answer to "izin yang mana?". Whatever it is, the question is not put twice."""
    report = talk.report or Report()
    matter = matter_with(report.matter, said.text)
    named = service_in(words_of(said.text[:3000]), office)
    grown = replace(
        report, matter=matter, service=named.service or report.service, unread=report.unread or said.unread_attachments
    )
    now = replace(settled(talk), report=grown)
    answer = answer_to(f"{report.matter}\n{said.text}", office) if named.service else None
    if answer:
        return _answered(now, (UpdateCase(grown),), answer)
    return to_officer(now, (UpdateCase(grown),))


def to_officer(talk: Talk, deeds: tuple[Deed, ...]) -> Turn:
    return Turn(replace(talk, complete=True, pending=None, before=None), deeds, (Say("given_to_officer"),))


def asked_beside(talk: Talk, said: Said, office: Office) -> Turn | None:
    """A question in the middle of another report: answered when a standard can, kept with the case."""
    answer = answer_to(said.text, office)
    if answer is None:
        return None
    open_question = (again(talk, talk.pending),) if talk.pending else ()
    return Turn(talk, (AddToCase(said.tags),), (*answer.says, *open_question))


def _answered(talk: Talk, deeds: tuple[Deed, ...], answer: Answer) -> Turn:
    """Answered in the same breath. The talk is free again; the service stays in mind for "kalau syaratnya?"."""
    context = Report(service=str(next(iter(answer.says)).facts["service"]))
    if talk.report:
        context = replace(context, name=talk.report.name, identity=talk.report.identity)
    free = replace(talk, report=context, tags=None, has_case=False, complete=False, pending=None, before=None, asked=())
    deed = AnswerQuestion(answer.standard_id, answer.component, answer.clause)
    return Turn(free, (*deeds, deed), (*answer.says, Say("information_closed")))
