"""What an officer has in hand on the case page: examination, who settles it, the answer, and what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.answer import Reply, missing_to_answer
from core.procedures.case_file import AT_WORK, CaseFile
from core.procedures.close import informed, missing_to_close, reached
from core.procedures.examine import finding_of, steps_open_to
from core.procedures.follow_up import has_report, tier_of
from core.procedures.new_day import promised
from core.procedures.tell import travels
from core.rules import sms
from core.rules.calendar import office_day
from core.rules.closing import Informed, new_day_owed
from core.rules.decision import LegalKind
from core.rules.follow_up import Category, next_tier
from core.rules.grouping import COMPONENTS
from core.rules.letters import AnswerTexts, in_words
from core.rules.missing import Missing
from core.rules.review import CarriedOut, Finding, Plan, Step, missing_in_step
from core.rules.standard import Clause, Component, Standard
from core.store import answers, approvals, cases, conversations, drafts, reviews, text_blocks
from core.store.answers import Answer, Handover, NewDay
from core.store.approvals import Approval
from core.store.conversations import Arrival, Ids
from core.store.reviews import Report, Similar, StepOnRecord
from pages.officers.clocks import ClockWords, clock_words, day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import Fields, day_in, fields_from, finding_in, listed
from pages.officers.missing import ToDo, to_do

TITLES = {
    Step.CORE_PROBLEM: ("Inti masalah", "inti-masalah"),
    Step.LINKED_CLAUSE: ("Pasal terkait", "pasal-terkait"),
    Step.EARLIER_DOCUMENTS: ("Dokumen terdahulu", "dokumen-lama"),
    Step.PLAN: ("Rencana penanganan", "rencana"),
    Step.CARRIED_OUT: ("Pelaksanaan", "pelaksanaan"),
}
PLANS = {
    Plan.CLARIFY: "klarifikasi",
    Plan.CONFIRM: "konfirmasi",
    Plan.INSPECT: "penelitian atau pemeriksaan",
    Plan.INVESTIGATE: "investigasi",
}
WITH_WHOM = {
    CarriedOut.ALONE: "sendiri",
    CarriedOut.WITH_AGENCY: "bersama perangkat daerah",
    CarriedOut.WITH_APIP: "bersama APIP",
}
CATEGORIES = {
    Category.INTERNAL: "Diselesaikan di dalam kantor",
    Category.WITH_AGENCY: "Melibatkan tim teknis atau perangkat daerah",
    Category.WITH_APIP: "Melibatkan APIP",
}
SMS_CHANNELS = frozenset({"sms", "sms-gateway"})


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the worksheet. `lacks` is what a begun step still needs; `saved` its last word on record."""

    step: Step
    title: str
    anchor: str
    clause: Clause
    saved: StepOnRecord | None
    begun: bool
    lacks: Sequence[ToDo]
    mine: bool

    @property
    def done(self) -> bool:
        return self.saved is not None


@dataclass(frozen=True, slots=True)
class Offered:
    """A component whose clauses can be linked; `tagged` when the case is about it."""

    title: str
    clauses: Sequence[Clause]
    tagged: bool


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer with what is known of its way."""

    answer: Answer
    reached: bool
    words: str


@dataclass(frozen=True, slots=True)
class Composer:
    """The answer being written. `sms_parts` is 0 where it does not travel as SMS."""

    preview: str
    sms_parts: int
    channel: str
    travels: bool
    clauses: Sequence[str]
    blocks: Sequence[tuple[str, str]]
    missing: Sequence[ToDo]


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
        if not any(not given.answer.interim for given in self.given):
            first = next(iter(self.composer.missing), None)
            written = first is None or first.anchor == "#jawab"
            return ("Tulis jawaban", "#jawab") if written or first is None else (first.words, first.anchor)
        closing = next(iter(self.closing), None)
        return (closing.words, closing.anchor) if closing else ("Tutup laporan", "#penutupan")

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
        saved = await reviews.steps_of(db, case.id)
        fields = await self._fields(saved)
        reports = await reviews.reports_of(db, case.id)
        tiers = tuple(self._desk.names.tiers)
        tier = tier_of(self._file, tiers)
        accused = await reviews.tiers_complained_about(db, case.id)
        given = [await self._given(one) for one in await answers.of_case(db, case.id)]
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
            composer=await self._composer(fields),
            given=given,
            handovers=await answers.handovers_of(db, case.id),
            promise=clock_words(promise_on, self._today, self._law.calendar) if promise_on else None,
            new_day_owed=self._new_day_owed(promise_on),
            new_days=await answers.new_days_of(db, case.id),
            closing=await self._closing(),
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

    async def _composer(self, fields: Fields) -> Composer:
        case, texts = self._file.case, texts_in(self._desk, self._file.case.language)
        channel = await answers.channel_of(self._db, case.conversation_id) or self._file.settling.channel
        reply = reply_in(fields, self._law.standard)
        preview = in_words(reply.letter(texts), reply.clauses, texts) if reply.findings else ""
        return Composer(
            preview=preview,
            sms_parts=sms.parts(preview) if preview and channel in SMS_CHANNELS else 0,
            channel=self._desk.names.channels.get(channel, channel),
            travels=travels(channel),
            clauses=cited(fields, self._law.standard),
            blocks=await self._blocks(texts),
            missing=self._words(await missing_to_answer(self._db, self._file, reply, texts)),
        )

    async def _blocks(self, texts: AnswerTexts) -> Sequence[tuple[str, str]]:
        """The office's text blocks, filled."""
        name = await reviews.reporter_name(self._db, self._file.case.id, self._who.viewer)
        own = await text_blocks.in_language(self._db, self._file.case.language)
        listed_blocks = (*((block.title, block.text) for block in own), *texts.blocks)
        facts = {"{name}": name or "Pelapor", "{number}": self._file.case.number}
        return [(title, filled(words, facts)) for title, words in listed_blocks]

    async def _given(self, answer: Answer) -> GivenAnswer:
        arrived = await reached(self._db, self._file, answer, self._law.standard.numbers)
        return GivenAnswer(answer, arrived, way_in_words(answer, arrived=arrived))

    async def _closing(self) -> Sequence[ToDo]:
        numbers = self._law.standard.numbers
        known: Informed = await informed(self._db, self._file, tuple(self._desk.names.tiers), numbers)
        return self._words(missing_to_close(self._file, known, numbers))

    def _words(self, missing: Sequence[Missing]) -> list[ToDo]:
        return to_do(missing, dict(self._desk.names.tiers))


def offered(standard: Standard, components: Sequence[str]) -> list[Offered]:
    """The standard's clauses to link: those the case is about point by point and first, of the others the whole."""
    numbers = {name: number for number, name in enumerate(COMPONENTS, start=1)}
    tagged = [numbers[name] for name in components]
    first = [_offered(standard.components[number], whole=False) for number in tagged if number in standard.components]
    others = [_offered(one, whole=True) for number, one in standard.components.items() if number not in tagged]
    return [*first, *others]


def cited(fields: Fields, standard: Standard) -> list[str]:
    """The clauses linked in the examination, as a citizen can look them up, and the regulation."""
    known = {clause.id: one for one in standard.components.values() for clause in one.clauses}
    linked = finding_in(Step.LINKED_CLAUSE, fields)
    clauses = [
        f"Standar Pelayanan Nomor {standard.id}, {known[one].title} ({one})" for one in linked.clauses if one in known
    ]
    return [*clauses, *([linked.regulation] if linked.regulation else [])]


def reply_in(fields: Fields, standard: Standard) -> Reply:
    """The answer as it was typed."""
    interim = fields.get("answer.kind") == "interim"
    return Reply(
        findings=fields.get("answer.findings", ""),
        interim=interim,
        next_step=fields.get("answer.next_step", "") if interim else "",
        next_step_on=day_in(fields.get("answer.next_step_on", "")) if interim else None,
        clauses=tuple(cited(fields, standard)) if "yes" in listed(fields.get("answer.cite", "yes")) else (),
        back_to_bot="yes" in listed(fields.get("answer.back_to_bot", "yes")),
    )


def texts_in(desk: Desk, language: str) -> AnswerTexts:
    """The office's sentences in the citizen's language, else in Indonesian."""
    return desk.answer_texts.get(language) or desk.answer_texts["id"]


def filled(words: str, facts: Mapping[str, str]) -> str:
    """A text block with its fields; other braces stay as they were typed."""
    for name, value in facts.items():
        words = words.replace(name, value)
    return words


def report_text(file: CaseFile, saved: Mapping[Step, StepOnRecord], standard: Standard) -> str:
    """The written report to the superior, as the worksheet tells it; the officer reads it over and changes it."""
    lines = [f"Laporan penanganan pengaduan {file.case.number}", "", f"Materi: {file.case.matter.strip()}"]
    for place, step in enumerate(Step, start=1):
        if step in saved:
            lines += ["", f"{place}. {TITLES[step][0]}", *_told(step, finding_of(saved[step]), standard)]
    return "\n".join(lines)


def way_in_words(answer: Answer, *, arrived: bool) -> str:
    """How far an answer has come."""
    if answer.outbox_id is None:
        return "menunggu diserahkan dengan tanda terima"
    if arrived:
        return "sampai pada pelapor"
    return {"sent": "terkirim, belum ada bukti sampai", "failed": "gagal dikirim"}.get(answer.state, "sedang dikirim")


def _offered(component: Component, *, whole: bool) -> Offered:
    clauses = component.clauses[:1] if whole else component.clauses
    return Offered(component.title, clauses, tagged=not whole)


def _told(step: Step, finding: Finding, standard: Standard) -> list[str]:
    extra = {
        Step.LINKED_CLAUSE: "; ".join(cited(fields_from(step, finding), standard)),
        Step.EARLIER_DOCUMENTS: ", ".join(finding.cases),
        Step.PLAN: ", ".join(PLANS[plan] for plan in finding.plans),
        Step.CARRIED_OUT: _with_whom(finding),
    }.get(step, "")
    return [line for line in (extra, finding.text) if line]


def _with_whom(finding: Finding) -> str:
    whom = WITH_WHOM[finding.carried_out] if finding.carried_out else ""
    party = f" ({finding.party})" if finding.party else ""
    return f"{whom}{party}, {day_words(finding.on)}" if finding.on else f"{whom}{party}"
