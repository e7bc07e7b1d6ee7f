"""Puts the steps of the examination on record (K6.6)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.rules.missing import Missing
from core.rules.review import CarriedOut, Finding, Plan, Step, missing_in_step
from core.rules.roles import Action, may
from core.store import reviews
from core.store.new_rows import NewRows
from core.store.reviews import StepOnRecord
from core.store.viewers import Viewer

Worksheet = Mapping[Step, Finding]


async def examine(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, worksheet: Worksheet, *, now: datetime
) -> tuple[Missing, ...]:
    """Records every step that is whole and new. What the begun ones still lack is handed back; they stay drafts."""
    file = await case_file.take(db, viewer, number, version, now=now)
    if file.closed:
        raise NotReady(file.closed)
    known = {step: finding_of(found) for step, found in (await reviews.steps_of(db, file.case.id)).items()}
    worksheet = {**worksheet, **await _with_cases_unseen(db, viewer, file.case.id, worksheet, known)}
    written = {
        step: finding
        for step, finding in worksheet.items()
        if step in steps_open_to(viewer) and finding != Finding() and finding != known.get(step)
    }
    missing = {step: missing_in_step(step, finding) for step, finding in written.items()}
    rows = NewRows()
    for step in (step for step in Step if step in written and not missing[step]):
        file = _record(rows, file, step, written[step])
    await rows.save(db)
    return tuple(gap for step in Step for gap in missing.get(step, ()))


async def _with_cases_unseen(
    db: AsyncConnection, viewer: Viewer, case_id: int, worksheet: Worksheet, known: Worksheet
) -> Worksheet:
    """Whoever may not see an earlier case that is on record does not take it away by writing the step anew."""
    step = Step.EARLIER_DOCUMENTS
    if step not in known or step not in worksheet:
        return {}
    seen = finding_of((await reviews.steps_seen_by(db, viewer, case_id))[step]).cases
    written = worksheet[step].cases
    kept = [number for number in known[step].cases if number not in seen or number in written]
    return {step: replace(worksheet[step], cases=tuple(dict.fromkeys((*kept, *written))))} if kept else {}


def steps_open_to(viewer: Viewer) -> frozenset[Step]:
    """Other offices add what they found; the examination itself is this office's."""
    if may(viewer.role, Action.EXAMINE):
        return frozenset(Step)
    return frozenset({Step.CARRIED_OUT}) if may(viewer.role, Action.ADD_FINDINGS) else frozenset()


def finding_of(step: StepOnRecord) -> Finding:
    """A step as it was written."""
    details = step.details
    return Finding(
        text=step.text,
        clauses=tuple(details.get("clauses", ())),
        regulation=details.get("regulation", ""),
        cases=tuple(details.get("cases", ())),
        plans=tuple(Plan(plan) for plan in details.get("plans", ())),
        carried_out=CarriedOut(details["with"]) if details.get("with") else None,
        party=details.get("party", ""),
        on=date.fromisoformat(details["on"]) if details.get("on") else None,
    )


def _record(rows: NewRows, file: CaseFile, step: Step, finding: Finding) -> CaseFile:
    rows.add(
        "examination_steps",
        case_id=file.case.id,
        step=step,
        text=finding.text,
        details=_details(finding),
        author=file.viewer.author,
        at=file.now,
    )
    return case_file.note(rows, file, "examined", {"step": step, "clause": step.clause})


def _details(finding: Finding) -> dict[str, Any]:
    """Only what was filled in."""
    details = {
        "clauses": list(finding.clauses),
        "regulation": finding.regulation,
        "cases": list(finding.cases),
        "plans": list(finding.plans),
        "with": finding.carried_out,
        "party": finding.party,
        "on": finding.on.isoformat() if finding.on else None,
    }
    return {name: value for name, value in details.items() if value}
