"""Does what the dialogue wants done, through the office's procedures, and learns what can be said of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bots.about import About
from bots.reasons import reasons
from bots.standing import CODE, status
from bots.talk import (
    AddToCase,
    AnswerQuestion,
    CallOfficer,
    Deed,
    OpenCase,
    ReopenCase,
    RequestErasure,
    Say,
    ShowCode,
    ShowReasons,
    ShowStatus,
    UpdateCase,
    WithdrawCase,
)
from bots.talk_record import from_record
from core.messages import Address
from core.procedures import inform, register
from core.procedures.register import Opening, Registered
from core.procedures.tokens import Tokens
from core.rules.calendar import office_day
from core.rules.case_state import CaseState
from core.rules.grouping import Tags
from core.rules.law import Law
from core.rules.report import Report
from core.store import alarms, cases, decisions, ledger, messages
from core.store.cases import Case
from core.store.conversations import Arrival
from core.store.messages import Held
from core.store.new_rows import NewRows


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn: who speaks with whom, about which message, under which law.

    `evidence` are the salted hashes of the messages heard, `case_meant` is the case answered to, if one is.
    """

    arrival: Arrival
    address: Address
    display_name: str
    message_id: int | None
    received_at: datetime
    now: datetime
    law: Law
    evidence: tuple[str, ...] = ()
    subject: str = ""
    answers: tuple[str, ...] = ()
    case_meant: int | None = None


class Deeds:
    """The deeds of one turn, in order, in one transaction. `case` is the one the talk is about after them."""

    def __init__(self, db: AsyncConnection, rows: NewRows, scene: Scene, tokens: Tokens) -> None:
        self._db = db
        self._rows = rows
        self._scene = scene
        self._tokens = tokens
        self.case: Case | None = None
        self.says: list[Say] = []
        self._registered: Registered | None = None
        self._opened = False
        self._shown: Case | None = None

    async def carry_out(self, deeds: tuple[Deed, ...]) -> None:
        case_id = self._scene.case_meant or self._scene.arrival.case_id
        if case_id is not None:
            self.case = await cases.locked(self._db, case_id)
        for deed in deeds:
            await self._carry_out(deed)

    async def about(self) -> About | None:
        """What can be said of the case now."""
        case = self._shown or self.case
        if case is None:
            return None
        if self._registered and case is self.case:
            done = self._registered
            text = self._scene.law.standard.clause(done.binding.clause).text
            proposals = tuple(proposal.because for proposal in done.proposals)
            return About(
                self.case,
                done.due_on,
                done.provisional,
                done.binding.because,
                done.binding.clause,
                text,
                proposals,
                opened=self._opened,
                outdated=done.outdated,
                officer_has_spoken=done.officer_has_spoken,
            )
        day = await register.standing(self._db, case)
        taken = [d for d in await decisions.of_case(self._db, case.id) if d.force == "shall"]
        due_on, provisional = day or (None, False)
        last, own = taken[-1], case.conversation_id == self._scene.arrival.conversation_id
        return About(case, due_on, provisional, last.because, last.clause, last.clause_text, own=own)

    async def _carry_out(self, deed: Deed) -> None:
        match deed:
            case OpenCase():
                await self._open(deed)
            case UpdateCase(report, _, _, number) if number:
                await self._update_another(await self._own(number), report)
            case UpdateCase(report, tags, patience_over):
                await self._update(report, tags, patience_over=patience_over)
            case AddToCase(_, settled, number):
                await self._add(number, settled=settled)
            case WithdrawCase(number):
                await self._withdraw(number)
            case ReopenCase(number, talk_about_it):
                await self._reopen(await self._own(number), talk_about_it=talk_about_it)
            case AnswerQuestion(standard_id, component, clause):
                self.case = await inform.answer_at_once(
                    self._db, self._rows, self._known(), standard_id, component, clause, now=self._scene.now
                )
            case CallOfficer(number):
                await self._alarm("officer_called", number)
            case RequestErasure():
                await self._alarm("erasure_asked")
            case ShowStatus(number, code):
                await self._show(number, code, self._status)
            case ShowReasons(number, code):
                await self._show(number, code, self._reasons)
            case ShowCode(number):
                await self._show(number, "", self._code)

    def _known(self) -> Case:
        if self.case is None:
            raise LookupError("the talk speaks of a case that its conversation does not have")
        return self.case

    async def _own(self, number: str) -> Case:
        """Another case of the same citizen, locked; it is what the reply is about."""
        await self._rows.save(self._db)
        found = await cases.by_number(self._db, number)
        if found is None or found.conversation_id != self._scene.arrival.conversation_id:
            raise LookupError(f"{number} is no case of this conversation")
        self._shown = await cases.locked(self._db, found.id)
        return self._shown

    async def _open(self, deed: OpenCase) -> None:
        scene = self._scene
        held = await self._held() if deed.from_held else []
        opening = Opening(
            case_id=scene.arrival.ids.case,
            person_id=scene.arrival.person_id or scene.arrival.ids.person,
            known_person=scene.arrival.person_id is not None,
            conversation_id=scene.arrival.conversation_id,
            message_id=scene.message_id or scene.arrival.ids.inbound,
            channel=scene.address.channel,
            evidence=(*(message.evidence for message in held), *scene.evidence),
            received_at=held[0].received_at if held else scene.received_at,
            sequence=None if held else scene.arrival.ids.sequence,
        )
        self._registered = await register.open_case(
            self._db, self._rows, opening, deed.report, deed.tags, scene.law, now=scene.now
        )
        self.case, self._opened = self._registered.case, True
        self._rows.change("conversations", opening.conversation_id, case_id=self.case.id, person_id=opening.person_id)
        own = (scene.message_id,) if scene.message_id is not None else ()
        for message_id in (*(message.id for message in held), *own):
            self._rows.change("messages", message_id, case_id=self.case.id)

    async def _held(self) -> list[Held]:
        """The messages held back: the case is theirs from their receipt on, whatever was said since."""
        return await messages.held(self._db, from_record(self._scene.arrival.talk or {}).held_messages)

    async def _update(self, report: Report, tags: Tags | None, *, patience_over: bool) -> None:
        scene = self._scene
        self._registered = await register.update_case(
            self._db, self._rows, self._known(), report, tags, scene.law, patience_over=patience_over, now=scene.now
        )
        self.case = self._registered.case

    async def _update_another(self, case: Case, report: Report) -> None:
        done = await register.update_case(
            self._db, self._rows, case, report, None, self._scene.law, patience_over=False, now=self._scene.now
        )
        await self._now_shown(done.case)

    async def _now_shown(self, case: Case) -> None:
        """What is said next of this case reads it from the record."""
        await self._rows.save(self._db)
        self._shown = case
        if self.case and self.case.id == case.id:
            self.case = case

    async def _add(self, number: str, *, settled: bool) -> None:
        payload = {"message": self._scene.message_id or 0, "evidence": list(self._scene.evidence), "settled": settled}
        case = await self._own(number) if number else self._known()
        case = ledger.append(self._rows, case, "added", payload, self._scene.now)
        await self._now_shown(case) if number else self._keep(case)

    def _keep(self, case: Case) -> None:
        self.case = case

    async def _withdraw(self, number: str) -> None:
        case = await self._own(number) if number else self._known()
        case = await register.withdraw(self._db, self._rows, case, now=self._scene.now)
        await self._now_shown(case) if number else self._keep(case)

    async def _reopen(self, case: Case, *, talk_about_it: bool) -> None:
        report = await cases.report_of(self._db, case.id)
        case = await register.reopen(self._db, self._rows, case, report, self._scene.law, now=self._scene.now)
        if talk_about_it:
            self._rows.change("conversations", self._scene.arrival.conversation_id, case_id=case.id)
            self.case, self._registered = case, None
        await self._now_shown(case)

    async def _alarm(self, kind: str, number: str = "") -> None:
        """Something that a person must hear of; on the case, and where nobody has a case, on the conversation."""
        named = await cases.by_number(self._db, number) if number else None
        case = await cases.locked(self._db, named.id) if named else self.case
        subject = case.number if case else f"percakapan {self._scene.arrival.conversation_id}"
        await alarms.raise_alarm(self._db, kind, subject, "", self._scene.now)
        if case:
            case = ledger.append(self._rows, case, kind, {}, self._scene.now)
            await self._now_shown(case) if named else self._keep(case)

    async def _show(self, number: str, code: str, words: Callable[[Case], Awaitable[Sequence[Say]]]) -> None:
        """The sender's own case, or one whose code they have."""
        await self._rows.save(self._db)  # what this turn did before is part of what is shown
        asked = await self._asked_for(number, code) if number else self.case
        if asked is None:
            self.says.append(Say("not_your_case" if number else "no_case"))
            return
        self._shown = asked
        self.says.extend(await words(asked))

    async def _asked_for(self, number: str, code: str) -> Case | None:
        case = await cases.by_number(self._db, number)
        if case is None:
            return None
        return case if self._is_own(case) or (code and self._tokens.is_code_of(case.number, code)) else None

    def _is_own(self, case: Case) -> bool:
        return case.conversation_id == self._scene.arrival.conversation_id

    async def _status(self, case: Case) -> Sequence[Say]:
        progress = await cases.progress_of(self._db, case.id)
        day = await register.standing(self._db, case)
        report = await cases.report_of(self._db, case.id)
        said = status(
            case,
            progress,
            report,
            due_on=day[0] if day else None,
            today=office_day(self._scene.now),
        )
        told_already = self._opened or case.state == CaseState.WITHDRAWN
        return (*said, CODE) if self._is_own(case) and not told_already else said

    async def _reasons(self, case: Case) -> Sequence[Say]:
        taken = await decisions.of_case(self._db, case.id)
        by_officers = await decisions.kinds_by_officers(self._db, case.id)
        return reasons(case, taken, by_officers)

    async def _code(self, case: Case) -> Sequence[Say]:
        return (Say("code_of"),)
