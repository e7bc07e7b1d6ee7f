"""The examination's five steps (K6.6) as the case page shows them, the clauses they can cite, and their report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.procedures.case_file import CaseFile
from core.procedures.examine import finding_of
from core.rules.grouping import COMPONENTS
from core.rules.review import CarriedOut, Finding, Plan, Step
from core.rules.standard import Clause, Component, Standard
from core.store.reviews import StepOnRecord
from pages.officers.clocks import day_words
from pages.officers.forms import Fields, fields_from, finding_in
from pages.officers.missing import ToDo

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


def report_text(file: CaseFile, saved: Mapping[Step, StepOnRecord], standard: Standard) -> str:
    """The written report to the superior, as the worksheet tells it; the officer reads it over and changes it."""
    lines = [f"Laporan penanganan pengaduan {file.case.number}", "", f"Materi: {file.case.matter.strip()}"]
    for place, step in enumerate(Step, start=1):
        if step in saved:
            lines += ["", f"{place}. {TITLES[step][0]}", *_told(step, finding_of(saved[step]), standard)]
    return "\n".join(lines)


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
