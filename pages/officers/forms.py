"""What officers type into the case page, as the procedures take it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from starlette.datastructures import FormData

from core.rules.review import CarriedOut, Finding, Plan, Step

Fields = Mapping[str, str]
"""Field names and what was typed; several choices of one field are joined by a comma."""

LONGEST = 20_000
NOT_TYPED = frozenset({"csrf", "version"})


def fields_of(form: FormData) -> dict[str, str]:
    """Everything typed into a form, as drafts keep it."""
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str) and name not in NOT_TYPED:
            fields.setdefault(name[:80], []).append(value.replace("\0", "").strip()[:LONGEST])
    return {name: ",".join(filter(None, values)) for name, values in fields.items()}


def version_of(form: FormData) -> int:
    """The case's version on the page that was sent; -1, which no case has, for nonsense."""
    return number_in(str(form.get("version", "")), -1)


def number_in(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def day_in(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def findings_in(fields: Fields) -> dict[Step, Finding]:
    """The worksheet as it was typed."""
    return {step: finding_in(step, fields) for step in Step}


def finding_in(step: Step, fields: Fields) -> Finding:
    def typed(name: str) -> str:
        return fields.get(f"{step}.{name}", "")

    return Finding(
        text=typed("text"),
        clauses=listed(typed("clauses")),
        regulation=typed("regulation"),
        cases=tuple(dict.fromkeys((*listed(typed("cases")), *listed(typed("more"))))),
        plans=tuple(Plan(plan) for plan in listed(typed("plans")) if plan in set(Plan)),
        carried_out=CarriedOut(typed("with")) if typed("with") in set(CarriedOut) else None,
        party=typed("party"),
        on=day_in(typed("on")),
    )


def fields_from(step: Step, finding: Finding) -> dict[str, str]:
    """The other way round: what a saved step looks like in its form."""
    typed: dict[str, str | Sequence[str]] = {
        "text": finding.text,
        "clauses": finding.clauses,
        "regulation": finding.regulation,
        "cases": finding.cases,
        "plans": finding.plans,
        "with": finding.carried_out or "",
        "party": finding.party,
        "on": finding.on.isoformat() if finding.on else "",
    }
    return {f"{step}.{name}": value if isinstance(value, str) else ",".join(value) for name, value in typed.items()}
