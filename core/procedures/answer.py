"""Answers a citizen: first with what was found so far, in the end with the result (K6.4, K6.8)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file, clocks
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.procedures.tell import Told, quieten, tell
from core.procedures.tokens import Tokens
from core.rules.calendar import office_day
from core.rules.case_state import CaseState
from core.rules.clocks import NEXT_STEP
from core.rules.closing import events_of
from core.rules.deadlines import working_days_left
from core.rules.decision import LegalKind
from core.rules.follow_up import Category
from core.rules.law import Law
from core.rules.letters import AnswerTexts, Letter, in_words, missing_in
from core.rules.missing import Missing
from core.rules.review import missing_before_answer
from core.store import answers, reviews
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Reply:
    """What an officer wrote. `clauses` are cited; `back_to_bot` hands the conversation back to the bot."""

    findings: str
    interim: bool = False
    next_step: str = ""
    next_step_on: date | None = None
    clauses: tuple[str, ...] = ()
    back_to_bot: bool = True

    def letter(self, texts: AnswerTexts) -> Letter:
        return Letter(
            self.findings, texts.objection, texts.ombudsman, self.interim, self.next_step, self.next_step_on
        )  # fmt: skip


async def answer(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    reply: Reply,
    *,
    law: Law,
    texts: AnswerTexts,
    tokens: Tokens,
    now: datetime,
) -> None:
    """One transaction for the answer, its sending, the clocks and the ledger. Raises NotReady, ChangedMeanwhile."""
    file = await case_file.take(db, viewer, number, version, now=now)
    texts = texts if await answers.has_address(db, file.case.conversation_id) else texts.on_paper()
    if missing := await missing_to_answer(db, file, reply, texts):
        raise NotReady(missing)
    rows = NewRows()
    words = in_words(reply.letter(texts), reply.clauses, texts)
    told = await tell(db, rows, file, words, purpose="answer", about=texts.about, tokens=tokens)
    _record(rows, file, reply, told, words)
    await clocks.end_all(db, rows, file.case, "answered", now=now)
    if reply.interim and reply.next_step_on:
        _promise_next_step(rows, file, reply.next_step_on, law)
    file = quieten(rows, file, quiet=not reply.back_to_bot)
    said = {
        "message": told.message_id,
        "evidence": told.evidence,
        "events": [str(event) for event in events_of(interim=reply.interim)],
    }
    state = CaseState.OPEN if reply.interim else CaseState.ANSWERED
    case_file.note(rows, file, "answered", said, state=state, answered_at=file.case.answered_at or now)
    await rows.save(db)


async def ask(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    question: str,
    *,
    texts: AnswerTexts,
    tokens: Tokens,
    now: datetime,
) -> None:
    """A question to the citizen in the same conversation; the bot keeps quiet while they talk."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = () if question.strip() else (Missing("examination", "K6.6e", "ask.question"),)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    words = texts.question.format(number=file.case.number, question=question.strip())
    told = await tell(db, rows, file, words, purpose="question", about=texts.about, tokens=tokens)
    file = quieten(rows, file, quiet=True)
    case_file.note(rows, file, "citizen_asked", {"message": told.message_id, "evidence": told.evidence})
    await rows.save(db)


async def back_to_bot(db: AsyncConnection, viewer: Viewer, number: str, *, now: datetime) -> None:
    """The officer has finished talking."""
    file = await case_file.take(db, viewer, number, None, now=now)
    rows = NewRows()
    file = quieten(rows, file, quiet=False)
    case_file.note(rows, file, "back_to_bot", {})
    await rows.save(db)


async def send_again(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, *, texts: AnswerTexts, tokens: Tokens, now: datetime
) -> None:
    """The last answer once more, when it did not arrive. Each try stays on record (K6.8)."""
    file = await case_file.take(db, viewer, number, version, now=now)
    given = await answers.of_case(db, file.case.id)
    missing = () if given else (Missing("closing", "K6.8", "closing.result"),)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    last, rows = given[0], NewRows()
    told = await tell(db, rows, file, last.text, purpose="answer", about=texts.about, tokens=tokens)
    again = Reply(last.text, last.interim, last.next_step, last.next_step_on)
    _record(rows, file, again, told, last.text)
    case_file.note(rows, file, "answer_sent_again", {"message": told.message_id, "evidence": told.evidence})
    await rows.save(db)


async def missing_to_answer(
    db: AsyncConnection, file: CaseFile, reply: Reply, texts: AnswerTexts
) -> tuple[Missing, ...]:
    """Everything that has to be there first, in the order in which it is done."""
    steps = await reviews.steps_of(db, file.case.id)
    examined = missing_before_answer(
        steps,
        legal_kind=LegalKind(file.case.legal_kind),
        unsure=file.case.unsure,
        category=Category(file.settling.category) if file.settling.category else None,
        interim=reply.interim,
    )
    written = missing_in(reply.letter(texts), written_on=office_day(file.now))
    return (*file.closed, *examined, *written)


def _record(rows: NewRows, file: CaseFile, reply: Reply, told: Told, words: str) -> None:
    rows.add(
        "answers",
        case_id=file.case.id,
        outbox_id=told.outbox_id,
        interim=reply.interim,
        text=words,
        next_step=reply.next_step.strip(),
        next_step_on=reply.next_step_on,
        author=file.viewer.author,
        at=file.now,
    )


def _promise_next_step(rows: NewRows, file: CaseFile, day: date, law: Law) -> None:
    """The day an interim answer names is a promise like any other: a clock keeps it."""
    today = office_day(file.now)
    rows.add(
        "clocks",
        case_id=file.case.id,
        rule=NEXT_STEP,
        clause="K6.8",
        days=working_days_left(today, day, law.calendar),
        started_on=today,
        due_on=day,
        promised_on=day,
        calendar_version=law.calendar.version,
    )
