"""Makes a case of a report, and keeps it in step as the report grows (K6.5a, K6.5b, K6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import clocks, unnamed_danger
from core.rules.calendar import office_day
from core.rules.case_number import number_for
from core.rules.case_state import CaseState
from core.rules.deadlines import Promise
from core.rules.decision import Decision, Force, LegalKind, Reason, completed_late, decide
from core.rules.grouping import Kind, Tags
from core.rules.law import Law
from core.rules.report import Report
from core.store import cases, decisions, ledger
from core.store import proposals as proposals_on_record
from core.store.cases import Case
from core.store.decisions import DecisionOnRecord
from core.store.new_rows import NewRows
from core.store.proposals import Proposal

BOT = "aduan"
OUTDATED = "outdated"
OFFICERS_VERDICTS = frozenset({"agreed", "refused"})
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Registered:
    """A case after a step: the binding decision, new proposals, and the day its citizen may hold the office to.

    `outdated` are earlier proposals whose grounds are gone; `officer_has_spoken` where their word on the kind stands.
    """

    case: Case
    binding: Decision
    proposals: tuple[Decision, ...]
    due_on: date
    provisional: bool
    outdated: tuple[str, ...] = ()
    officer_has_spoken: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case starts from. `evidence` are the salted hashes of the citizen's messages.

    `sequence` is a running number of the year of receipt that was taken ahead, if one was.
    """

    case_id: int
    person_id: int
    known_person: bool
    conversation_id: int
    message_id: int
    channel: str
    evidence: tuple[str, ...]
    received_at: datetime
    sequence: int | None = None


async def open_case(
    db: AsyncConnection,
    rows: NewRows,
    opening: Opening,
    report: Report,
    tags: Tags,
    law: Law,
    *,
    now: datetime,
    patience_over: bool = False,
    grouped_by: str = BOT,
) -> Registered:
    """The first message that states a matter makes a numbered case with its clocks at once, complete or not.

    `patience_over` where there is nobody to ask, as with an unsigned note; `grouped_by` is who chose the tags.
    """
    received_on = office_day(opening.received_at)
    binding, *proposals = _decided(report, tags, law, received_on, patience_over=patience_over)
    year = received_on.year
    number = number_for(year, opening.sequence or await cases.next_in_year(db, year))
    case = _new_case(opening, number, report, tags, binding, now)
    _add_case(rows, case, report, opening, now)
    asking = not report.is_complete and not patience_over and binding.legal_kind is LegalKind.COMPLAINT
    main = clocks.start(rows, case, law, asking=asking, now=now)
    case = ledger.append(
        rows,
        case,
        "opened",
        {
            "number": number,
            "message": opening.message_id,
            "evidence": list(opening.evidence),
            "received_at": opening.received_at.isoformat(),
            "due_on": main.due_on.isoformat(),
        },
        now,
    )
    case = _record(rows, case, [binding, *proposals], law, now)
    record_tags(rows, case.id, tags, grouped_by, now)
    return Registered(case, binding, tuple(proposals), main.due_on, main.provisional)


async def update_case(
    db: AsyncConnection,
    rows: NewRows,
    case: Case,
    report: Report,
    tags: Tags | None,
    law: Law,
    *,
    patience_over: bool,
    now: datetime,
) -> Registered:
    """The report has grown, or will grow no more: decides again, and moves kind and clocks with the decision.

    Where an officer has had the last word, on the tags, a proposal or the legal kind, that word stands.
    """
    await rows.save(db)  # what this turn did before must be on record, clocks and decisions among it
    patience_over = patience_over or case.state != CaseState.INCOMPLETE
    settled = await cases.settled_by_officer(db, case.id)
    tags = None if settled.tags else tags
    tags_now = tags or tags_of(case)
    received_on, was = office_day(case.received_at), LegalKind(case.legal_kind)
    binding, *proposals = _decided(report, tags_now, law, received_on, patience_over=patience_over)
    if settled.legal_kind:
        binding = replace(binding, legal_kind=was)
    on_record = await decisions.of_case(db, case.id)
    outdated = [one for one in await proposals_on_record.open_on(db, case.id) if _is_outdated(one, proposals)]
    gone = {(one.rule, one.because) for one in outdated}
    taken = {(d.rule, d.because) for d in on_record if d.verdict != OUTDATED} - gone
    decided = proposals if settled.legal_kind else [binding, *proposals]
    turned = binding.legal_kind is not was
    fresh = [d for d in decided if (d.rule, d.because) not in taken or (d is binding and turned)]
    case = _grown(case, report, tags_now, binding, now)
    _change_case(rows, case, report)
    if tags:
        record_tags(rows, case.id, tags, BOT, now)
    asking = not report.is_complete and not patience_over and binding.legal_kind is LegalKind.COMPLAINT
    main = await clocks.move(db, rows, case, was, law, asking=asking, now=now)
    if was is not binding.legal_kind:
        _record_kind(rows, case, binding, now)
    if was is LegalKind.SUGGESTION and binding.legal_kind is LegalKind.COMPLAINT and report.is_complete:
        promise = Promise(main.promised_on, main.due_on, must_tell=True)
        fresh.append(completed_late(received_on, office_day(now), promise))
    case = _record(rows, _without(rows, case, outdated, now), fresh, law, now)
    await unnamed_danger.raise_for(db, case, report.identity, now=now)
    new = tuple(decision for decision in fresh if decision.force is Force.MAY)
    return Registered(
        case,
        binding,
        new,
        main.promised_on or main.due_on,
        main.provisional,
        outdated=tuple(one.because for one in outdated),
        officer_has_spoken=settled.legal_kind or any(map(_is_settled_lateness, on_record)),
    )


async def standing(db: AsyncConnection, case: Case) -> tuple[date, bool] | None:
    """The day the citizen may hold the office to, and whether it is provisional; None when nothing runs any more."""
    main = clocks.main_rule(LegalKind(case.legal_kind))
    running = [clock for clock in await cases.clocks_of(db, case.id) if clock.rule == main]
    return (running[0].promised_on or running[0].due_on, running[0].provisional) if running else None


async def withdraw(db: AsyncConnection, rows: NewRows, case: Case, *, now: datetime) -> Case:
    """The citizen takes the report back; the record stays, its clocks stop."""
    await rows.save(db)
    await clocks.end_all(db, rows, case, WITHDRAWN, now=now)
    case = replace(case, state=CaseState.WITHDRAWN)
    rows.change("cases", case.id, state=case.state, closed_at=now)
    return ledger.append(rows, case, "withdrawn", {}, now)


async def reopen(db: AsyncConnection, rows: NewRows, case: Case, report: Report, law: Law, *, now: datetime) -> Case:
    """The citizen wants the withdrawn case back: the same number and receipt, its clocks run again (K6.4)."""
    await clocks.resume_all(db, rows, case, law, WITHDRAWN, now=now)
    asking = LegalKind(case.legal_kind) is LegalKind.COMPLAINT and not report.is_complete
    case = replace(case, state=CaseState.INCOMPLETE if asking else CaseState.OPEN)
    rows.change("cases", case.id, state=case.state, closed_at=None)
    case = ledger.append(rows, case, "reopened", {}, now)
    await rows.save(db)  # what is said of the case next reads its clocks
    return case


def tags_of(case: Case) -> Tags:
    """The grouping as it stands on the case."""
    return Tags(Kind(case.kind), case.sector, case.components, case.language, unsure=frozenset(case.unsure))


def _decided(report: Report, tags: Tags, law: Law, received_on: date, *, patience_over: bool) -> list[Decision]:
    return decide(
        report,
        tags,
        patience_over=patience_over,
        received_on=received_on,
        standard=law.standard,
        sector=law.sectors.get(tags.sector),
    )


# --- the case's row ---------------------------------------------------------------------------------------------------


def _new_case(o: Opening, number: str, report: Report, tags: Tags, binding: Decision, now: datetime) -> Case:
    complete = report.is_complete or binding.legal_kind is not LegalKind.COMPLAINT
    return Case(
        id=o.case_id,
        number=number,
        conversation_id=o.conversation_id,
        state=CaseState.OPEN if complete else CaseState.INCOMPLETE,
        legal_kind=binding.legal_kind,
        kind=tags.kind,
        sector=tags.sector,
        components=tags.components,
        unsure=tuple(sorted(tags.unsure)),
        language=tags.language,
        matter=report.matter,
        service=report.service,
        received_at=o.received_at,
        completed_at=now if report.is_complete else None,
        answered_at=None,
        ledger_seq=0,
        ledger_hash=ledger.FIRST,
    )


def _add_case(rows: NewRows, case: Case, report: Report, opening: Opening, now: datetime) -> None:
    rows.add(
        "cases",
        **{name: getattr(case, name) for name in Case.__slots__},
        channel=opening.channel,
        receipt=report.receipt,
        received_on=report.received_on,
    )
    if not opening.known_person:
        rows.add("people", id=opening.person_id, since=now)
    rows.add(
        "reporters",
        case_id=case.id,
        person_id=opening.person_id,
        identity=report.identity,
        name=report.name,
        on_behalf_of=report.on_behalf_of,
    )
    _record_kind_row(rows, case, now)


def _grown(case: Case, report: Report, tags: Tags, binding: Decision, now: datetime) -> Case:
    settled = report.is_complete or binding.legal_kind is not LegalKind.COMPLAINT
    return replace(
        case,
        state=CaseState.OPEN if settled and case.state == CaseState.INCOMPLETE else case.state,
        legal_kind=binding.legal_kind,
        kind=tags.kind,
        sector=tags.sector,
        components=tags.components,
        unsure=tuple(sorted(tags.unsure)),
        matter=report.matter,
        service=report.service,
        completed_at=case.completed_at or (now if report.is_complete else None),
    )


def _change_case(rows: NewRows, case: Case, report: Report) -> None:
    rows.change(
        "cases",
        case.id,
        state=case.state,
        legal_kind=case.legal_kind,
        kind=case.kind,
        sector=case.sector,
        components=case.components,
        unsure=case.unsure,
        matter=case.matter,
        service=case.service,
        receipt=report.receipt,
        received_on=report.received_on,
        completed_at=case.completed_at,
    )
    rows.change(
        "reporters", case.id, identity=report.identity, name=report.name, on_behalf_of=report.on_behalf_of
    )  # fmt: skip


# --- proposals that have lost their grounds --------------------------------------------------------------------------


def _is_outdated(open_proposal: Proposal, still: Sequence[Decision]) -> bool:
    """What rests on the report's own words falls with them; whose matter it is was not theirs to say."""
    if open_proposal.because == Reason.NOT_OUR_MATTER:
        return False
    same = next((d for d in still if (d.rule, d.because) == (open_proposal.rule, open_proposal.because)), None)
    return same is None or (same.because is Reason.FILED_LATE and dict(same.facts) != dict(open_proposal.facts))


def _is_settled_lateness(taken: DecisionOnRecord) -> bool:
    return taken.because == Reason.FILED_LATE and taken.verdict in OFFICERS_VERDICTS


def _without(rows: NewRows, case: Case, outdated: Sequence[Proposal], now: datetime) -> Case:
    """Nobody has to decide any more what the citizen has set right."""
    for proposal in outdated:
        rows.change("decisions", proposal.id, verdict=OUTDATED, verdict_by=BOT, verdict_at=now)
        payload = {"rule": proposal.rule, "clause": proposal.clause}
        case = ledger.append(rows, case, "proposal_outdated", payload, now)
    return case


# --- decisions and tags -----------------------------------------------------------------------------------------------


def _record(rows: NewRows, case: Case, taken: Sequence[Decision], law: Law, now: datetime) -> Case:
    for decision in taken:
        rows.add(
            "decisions",
            case_id=case.id,
            rule=decision.rule,
            clause=decision.clause,
            clause_text=law.standard.clause(decision.clause).text,
            force=decision.force,
            legal_kind=decision.legal_kind,
            because=decision.because,
            facts=dict(decision.facts),
            standard_id=law.standard.id,
            standard_version=law.standard.version,
            calendar_version=law.calendar.version,
            at=now,
        )
        payload = {"rule": decision.rule, "clause": decision.clause, "kind": decision.legal_kind}
        case = ledger.append(rows, case, "decided", {**payload, "because": decision.because}, now)
    return case


def _record_kind(rows: NewRows, case: Case, binding: Decision, now: datetime) -> None:
    rows.add(
        "legal_kinds", case_id=case.id, legal_kind=case.legal_kind, because=binding.because, author=BOT, at=now
    )  # fmt: skip


def _record_kind_row(rows: NewRows, case: Case, now: datetime) -> None:
    rows.add("legal_kinds", case_id=case.id, legal_kind=case.legal_kind, because="opened", author=BOT, at=now)


def record_tags(rows: NewRows, case_id: int, tags: Tags, author: str, now: datetime) -> None:
    """A grouping as somebody has seen it; the newest counts, all are kept."""
    rows.add(
        "tags",
        case_id=case_id,
        author=author,
        kind=tags.kind,
        sector=tags.sector,
        components=tags.components,
        unsure=tags.unsure,
        confidence=dict(tags.confidence),
        evidence=tags.evidence,
        language=tags.language,
        model=tags.model,
        at=now,
    )
