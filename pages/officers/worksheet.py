"""What an officer has in hand on the case page: examination, who settles it, the answer, and what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import posting
from core.procedures.case_file import AT_WORK, CaseFile
from core.procedures.close import informed, missing_to_close
from core.procedures.examine import finding_of, steps_open_to
from core.procedures.follow_up import has_report, tier_of
from core.procedures.new_day import promised
from core.rules.calendar import office_day
from core.rules.closing import Informed, new_day_owed
from core.rules.decision import LegalKind
from core.rules.follow_up import Category, next_tier
from core.rules.missing import Missing
from core.rules.review import CarriedOut, Finding, Plan, Step, missing_in_step
from core.store import answers, approvals, cases, conversations, drafts, notices, reviews
from core.store.answers import Handover, NewDay
from core.store.approvals import Approval
from core.store.conversations import Arrival, Ids
from core.store.reviews import Report, Similar, StepOnRecord
from pages.officers.clocks import ClockWords, clock_words, day_words
from pages.officers.composer import Composer, GivenAnswer, composer_of, given_of
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import Fields, fields_from, finding_in, listed
from pages.officers.missing import NEW_DAY, ToDo, to_do
from pages.officers.worksheet_steps import PLANS, TITLES, WITH_WHOM, Offered, StepView, offered, report_text

CATEGORIES = {
    Category.INTERNAL: "Diselesaikan di dalam kantor",
    Category.WITH_AGENCY: "Melibatkan tim teknis atau perangkat daerah",
    Category.WITH_APIP: "Melibatkan APIP",
}


@dataclass(frozen=True, slots=True)
class Work:
    """Everything the officer's part of the case page shows. `fields` are the forms' values: drafts over the record."""

    number: str
    version: int
    legal_kind: LegalKind
    at_work: bool
    quiet: bool
    fields: Fields
    report_draft: str
    steps: Sequence[StepView]
    offered: Sequence[Offered]
    similar: Sequence[Similar]
    category: str
    agency: str
    regulation: str
    agencies: Sequence[str]
    approvals: Sequence[Approval]
    kepala_accused: bool
    tier: str
    superior: str | None
    lower_tiers: Sequence[str]
    tiers: Mapping[str, str]
    reports: Sequence[Report]
    reported: bool
    composer: Composer
    given: Sequence[GivenAnswer]
    handovers: Sequence[Handover]
    promise: ClockWords | None
    new_day_owed: bool
    new_days: Sequence[NewDay]
    closing: Sequence[ToDo]
    on_board: bool
    board_draft: str
    plans: Mapping[Plan, str]
    with_whom: Mapping[CarriedOut, str]
    categories: Mapping[Category, str]
    today: date

    @property
    def examined(self) -> bool:
        return all(step.done for step in self.steps)

    @property
    def steps_done(self) -> list[tuple[str, str, bool]]:
        return [(step.title, f"#{step.anchor}", step.done) for step in self.steps]

    @property
    def next_step(self) -> tuple[str, str]:
        """What to do next, and where."""
        if not self.at_work:
            return ("Selesai", "#penutupan")
        if self.must_tell_new_day:
            return ("Beri tahu pelapor hari baru", NEW_DAY)
        if not any(not given.answer.interim for given in self.given):
            first = next(iter(self.composer.missing), None)
            written = first is None or first.anchor == "#jawab"
            return ("Tulis jawaban", "#jawab") if written or first is None else (first.words, first.anchor)
        closing = next(iter(self.closing), None)
        return (closing.words, closing.anchor) if closing else ("Tutup laporan", "#penutupan")

    @property
    def must_tell_new_day(self) -> bool:
        """The promised day is near or over, and the answer cannot leave yet (K6.4)."""
        return self.new_day_owed and bool(self.composer.missing)

    def todo(self, missing: Sequence[Missing]) -> list[ToDo]:
        return to_do(missing, dict(self.tiers))

    @property
    def other_cases(self) -> str:
        """Numbers linked by hand, beside the similar cases that can be ticked."""
        ticked = {one.number for one in self.similar}
        numbers = (*listed(self.typed("earlier_documents.cases")), *listed(self.typed("earlier_documents.more")))
        return ", ".join(number for number in numbers if number not in ticked)

    def yes(self, name: str) -> bool:
        """A box that is ticked until somebody unticks it."""
        return "yes" in listed(self.fields.get(name, "yes"))

    def typed(self, name: str) -> str:
        return self.fields.get(name, "")

    def chosen(self, name: str, value: str) -> bool:
        return value in listed(self.fields.get(name, ""))

    def day(self, day: date | datetime) -> str:
        return day_words(office_day(day) if isinstance(day, datetime) else day)


async def work_on(db: AsyncConnection, desk: Desk, who: SignedIn, number: str) -> Work | None:
    """None when there is no such case, or none that this person may see."""
    found = await reviews.of_number(db, who.viewer, number)
    if found is None:
        return None
    case, settling = found
    talk = await conversations.talk_of(db, case.conversation_id)
    arrival = Arrival(case.conversation_id, None, None, talk, Ids(0, 0, 0, 0))
    file = CaseFile(case, arrival, settling, who.viewer, desk.now())
    return await _Reading(db, desk, who, file).work()


class _Reading:
    """Puts the page's parts together, one question to the record after the other."""

    def __init__(self, db: AsyncConnection, desk: Desk, who: SignedIn, file: CaseFile) -> None:
        self._db = db
        self._desk = desk
        self._who = who
        self._file = file
        self._law = desk.law()
        self._today = office_day(file.now)

    async def work(self) -> Work:
        db, case, settling = self._db, self._file.case, self._file.settling
        saved = await reviews.steps_seen_by(db, self._who.viewer, case.id)
        fields = await self._fields(saved)
        reports = await reviews.reports_of(db, case.id)
        tiers = tuple(self._desk.names.tiers)
        tier = tier_of(self._file, tiers)
        accused = await reviews.tiers_complained_about(db, case.id)
        given = await given_of(db, self._desk, self._file)
        clock = promised(await cases.clocks_of(db, case.id))
        promise_on = clock.promised_on if clock else None
        return Work(
            number=case.number,
            version=settling.version,
            legal_kind=LegalKind(case.legal_kind),
            at_work=case.state in AT_WORK,
            quiet=bool((self._file.arrival.talk or {}).get("quiet")),
            fields=fields,
            report_draft=report_text(self._file, saved, self._law.standard),
            steps=[self._step(step, saved.get(step), fields) for step in Step],
            offered=offered(self._law.standard, case.components),
            similar=await reviews.similar_to(db, self._who.viewer, case),
            category=settling.category,
            agency=settling.agency,
            regulation=settling.regulation,
            agencies=self._desk.names.agencies,
            approvals=await approvals.of_case(db, case.id),
            kepala_accused=await reviews.kepala_complained_about(db, case.id),
            tier=tier,
            superior=next_tier(tier, tiers, accused=accused),
            lower_tiers=[one for one in tiers[: tiers.index(tier)] if one not in accused],
            tiers=self._desk.names.tiers,
            reports=reports,
            reported=has_report(reports, tier, self._file),
            composer=await composer_of(db, self._desk, self._file, fields),
            given=given,
            handovers=await answers.handovers_of(db, case.id),
            promise=clock_words(promise_on, self._today, self._law.calendar) if promise_on else None,
            new_day_owed=self._new_day_owed(promise_on),
            new_days=await answers.new_days_of(db, case.id),
            closing=await self._closing(),
            on_board=await notices.of_case(db, case.id) is not None,
            board_draft=await self._board_draft(),
            plans=PLANS,
            with_whom=WITH_WHOM,
            categories=CATEGORIES,
            today=self._today,
        )

    def _new_day_owed(self, promised_on: date | None) -> bool:
        warn = self._law.standard.numbers.warn_days
        return promised_on is not None and new_day_owed(
            self._today, promised_on, self._law.calendar, answered=False, warn_days=warn
        )

    async def _fields(self, saved: Mapping[Step, StepOnRecord]) -> dict[str, str]:
        """What the forms show: what is on record, and over it what this officer has typed and not saved."""
        recorded: dict[str, str] = {}
        for step, found in saved.items():
            recorded |= fields_from(step, finding_of(found))
        settling = self._file.settling
        known = {"category": settling.category, "agency": settling.agency, "regulation": settling.regulation}
        typed = await drafts.of_case(self._db, self._file.case.id, self._who.viewer.officer_id)
        fields = recorded | known | typed
        fields.setdefault("report.text", report_text(self._file, saved, self._law.standard))
        return fields

    def _step(self, step: Step, saved: StepOnRecord | None, fields: Fields) -> StepView:
        title, anchor = TITLES[step]
        finding = finding_in(step, fields)
        begun = finding != (finding_of(saved) if saved else Finding())
        return StepView(
            step=step,
            title=title,
            anchor=anchor,
            clause=self._law.standard.clause(step.clause),
            saved=saved,
            begun=begun,
            lacks=to_do(missing_in_step(step, finding)) if begun else (),
            mine=step in steps_open_to(self._who.viewer),
        )

    async def _closing(self) -> Sequence[ToDo]:
        numbers = self._law.standard.numbers
        known: Informed = await informed(self._db, self._file, tuple(self._desk.names.tiers), numbers)
        return self._words(missing_to_close(self._file, known, numbers))

    async def _board_draft(self) -> str:
        """The result for the notice board, for who left no way to be reached; empty where it may not hang."""
        if not await posting.may_hang(self._db, self._file):
            return ""
        return await posting.draft_for_board(self._db, self._file.case.id, kept=self._desk.by_hand.kept)

    def _words(self, missing: Sequence[Missing]) -> list[ToDo]:
        return to_do(missing, dict(self._desk.names.tiers))
