"""The examination of a complaint, step by step, before it is answered (K6.6a to K6.6e, K6.7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.rules.decision import LegalKind
from core.rules.follow_up import Category
from core.rules.grouping import unsettled
from core.rules.missing import Missing


class Step(StrEnum):
    """What an officer does with a complaint, in the order of the standard."""

    CORE_PROBLEM = "core_problem"
    LINKED_CLAUSE = "linked_clause"
    EARLIER_DOCUMENTS = "earlier_documents"
    PLAN = "plan"
    CARRIED_OUT = "carried_out"

    @property
    def clause(self) -> str:
        return CLAUSES[self]

    @property
    def title_key(self) -> str:
        """Its name in the wording files."""
        return f"review.{self.value}"


CLAUSES = {
    Step.CORE_PROBLEM: "K6.6a",
    Step.LINKED_CLAUSE: "K6.6b",
    Step.EARLIER_DOCUMENTS: "K6.6c",
    Step.PLAN: "K6.6d",
    Step.CARRIED_OUT: "K6.6e",
}


class Plan(StrEnum):
    """What can be planned to find out whether a complaint is true (K6.6d)."""

    CLARIFY = "clarify"
    CONFIRM = "confirm"
    INSPECT = "inspect"
    INVESTIGATE = "investigate"


class CarriedOut(StrEnum):
    """With whom the plan was carried out (K6.6e)."""

    ALONE = "alone"
    WITH_AGENCY = "with_agency"
    WITH_APIP = "with_apip"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an officer writes for one step.

    Beside the text: the clauses of the standard and the regulation linked, the numbers of similar cases, what is
    planned, with whom it was carried out (`party` by name) and on which day.
    """

    text: str = ""
    clauses: tuple[str, ...] = ()
    regulation: str = ""
    cases: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    carried_out: CarriedOut | None = None
    party: str = ""
    on: date | None = None


def missing_in_step(step: Step, finding: Finding) -> tuple[Missing, ...]:
    """What has to be written before the step counts as done."""
    alone = finding.carried_out is CarriedOut.ALONE
    parts: dict[Step, dict[str, object]] = {
        Step.CORE_PROBLEM: {"text": finding.text},
        Step.LINKED_CLAUSE: {"clause": finding.clauses or finding.regulation},
        Step.EARLIER_DOCUMENTS: {"text": finding.cases or finding.text},
        Step.PLAN: {"plan": finding.plans, "text": finding.text},
        Step.CARRIED_OUT: {
            "with": finding.carried_out,
            "party": alone or not finding.carried_out or finding.party,
            "on": finding.on,
            "text": finding.text,
        },
    }
    lacking = [part for part, there in parts[step].items() if not there]
    return tuple(Missing("examination", step.clause, f"{step.title_key}.{part}") for part in lacking)


def missing_before_answer(
    steps_done: Collection[Step],
    *,
    legal_kind: LegalKind = LegalKind.COMPLAINT,
    unsure: Collection[str] = (),
    category: Category | None = None,
    interim: bool = False,
) -> tuple[Missing, ...]:
    """Open tags, examination steps and the category of K6.7. A suggestion or a question needs none of it.

    An interim answer may go out while the plan is still being carried out.
    """
    if legal_kind is not LegalKind.COMPLAINT:
        return ()
    chosen = () if category else (Missing("follow-up", "K6.7", "follow_up.choose_category"),)
    return (*unsettled(unsure), *missing_steps(steps_done, interim=interim), *chosen)


def missing_steps(steps_done: Collection[Step], *, interim: bool = False) -> tuple[Missing, ...]:
    """The steps not yet on record, in the order of the standard."""
    waived = {Step.CARRIED_OUT} if interim else set()
    open_steps = [step for step in Step if step not in steps_done and step not in waived]
    return tuple(Missing("examination", step.clause, step.title_key) for step in open_steps)
