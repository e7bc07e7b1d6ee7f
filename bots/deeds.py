"""Does what the dialogue wants done, through the office's procedures, and learns what can be said of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bots.about import About
from bots.talk import (
    AddToCase,
    AnswerQuestion,
    CallOfficer,
    Deed,
    OpenCase,
    Say,
    ShowReasons,
    ShowStatus,
    UpdateCase,
    WithdrawCase,
)
from core.messages import Address
from core.procedures import inform, register
from core.procedures.register import Opening, Registered
from core.procedures.tokens import Tokens
from core.rules.case_state import CaseState
from core.rules.decision import LegalKind
from core.rules.law import Law
from core.store import alarms, cases, decisions, ledger, messages
from core.store.cases import Case
from core.store.conversations import Arrival
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
                self.case, done.due_on, done.provisional, done.binding.because, done.binding.clause, text, proposals
            )
        day = await register.standing(self._db, case)
        taken = [d for d in await decisions.of_case(self._db, case.id) if d.force == "shall"]
        due_on, provisional = day or (None, False)
        last = taken[-1]
        return About(case, due_on, provisional, last.because, last.clause, last.clause_text)

    async def _carry_out(self, deed: Deed) -> None:
        match deed:
            case OpenCase():
                await self._open(deed)
            case UpdateCase(report, tags, patience_over):
                self._registered = await register.update_case(
                    self._db,
                    self._rows,
                    self._known(),
                    report,
                    tags,
                    self._scene.law,
                    patience_over=patience_over,
                    now=self._scene.now,
                )
                self.case = self._registered.case
            case AddToCase(_, settled):
                self._add(settled=settled)
            case WithdrawCase():
                self.case = await register.withdraw(self._db, self._rows, self._known(), now=self._scene.now)
            case AnswerQuestion(standard_id, component, clause):
                self.case = await inform.answer_at_once(
                    self._db, self._rows, self._known(), standard_id, component, clause, now=self._scene.now
                )
            case CallOfficer():
                await self._call_officer()
            case ShowStatus(number, code):
                await self._show_status(number, code)
            case ShowReasons():
                await self._show_reasons()

    def _known(self) -> Case:
        if self.case is None:
            raise LookupError("the talk speaks of a case that its conversation does not have")
        return self.case

    async def _open(self, deed: OpenCase) -> None:
        scene = self._scene
        held = await self._held() if deed.from_held else None
        opening = Opening(
            case_id=scene.arrival.ids.case,
            person_id=scene.arrival.person_id or scene.arrival.ids.person,
            known_person=scene.arrival.person_id is not None,
            conversation_id=scene.arrival.conversation_id,
            message_id=scene.message_id or scene.arrival.ids.inbound,
            channel=scene.address.channel,
            evidence=scene.evidence,
            received_at=held or scene.received_at,
            sequence=scene.arrival.ids.sequence if held is None else None,
        )
        self._registered = await register.open_case(
            self._db, self._rows, opening, deed.report, deed.tags, scene.law, now=scene.now
        )
        self.case = self._registered.case
        self._rows.change("conversations", opening.conversation_id, case_id=self.case.id, person_id=opening.person_id)
        if scene.message_id is not None:
            self._rows.change("messages", scene.message_id, case_id=self.case.id)

    async def _held(self) -> datetime | None:
        return await messages.received_before(
            self._db, self._scene.arrival.conversation_id, self._scene.message_id or self._scene.arrival.ids.inbound
        )

    def _add(self, *, settled: bool) -> None:
        payload = {"message": self._scene.message_id or 0, "evidence": list(self._scene.evidence), "settled": settled}
        self.case = ledger.append(self._rows, self._known(), "added", payload, self._scene.now)

    async def _call_officer(self) -> None:
        subject = self.case.number if self.case else f"percakapan {self._scene.arrival.conversation_id}"
        await alarms.raise_alarm(self._db, "officer_called", subject, "", self._scene.now)
        if self.case:
            self.case = ledger.append(self._rows, self.case, "officer_called", {}, self._scene.now)

    async def _show_status(self, number: str, code: str) -> None:
        asked = await self._asked_for(number, code) if number else self.case
        if asked is None:
            self.says.append(Say("not_your_case" if number else "no_case"))
            return
        self._shown = asked
        self.says.append(Say(status_key(asked)))

    async def _asked_for(self, number: str, code: str) -> Case | None:
        """The sender's own case, or one whose code they have."""
        case = await cases.by_number(self._db, number)
        if case is None:
            return None
        own = case.conversation_id == self._scene.arrival.conversation_id
        return case if own or (code and self._tokens.is_code_of(case.id, code)) else None

    async def _show_reasons(self) -> None:
        if self.case is None:
            self.says.append(Say("no_case"))
            return
        taken = await decisions.of_case(self._db, self.case.id)
        self.says.append(Say("reasons_intro"))
        for decision in taken:
            facts = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in decision.facts.items())
            self.says.append(
                Say(
                    "reasons_item",
                    {
                        "rule": decision.rule,
                        "clause": decision.clause,
                        "clause_text": decision.clause_text,
                        "facts": facts,
                        "legal_kind": decision.legal_kind,
                        "because": decision.because,
                    },
                )
            )


def status_key(case: Case) -> str:
    """The sentence that tells how far this case is."""
    if case.state == CaseState.INCOMPLETE:
        return "status_incomplete"
    if case.state == CaseState.OPEN:
        return f"status_open_{case.legal_kind}" if case.legal_kind != LegalKind.COMPLAINT else "status_open"
    return f"status_{case.state}"
