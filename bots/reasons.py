"""What KENAPA says: a short letter with each decision once, its reason in plain words, and the clause behind it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime

from bots.talk import Fact, Say
from core.rules.decision import Force, Reason
from core.store.cases import Case
from core.store.decisions import DecisionOnRecord, KindByOfficer

PASSING = frozenset({Reason.STILL_ASKING})
"""How a report stood on its way; once something else was decided, nobody needs to hear of it."""


def reasons(case: Case, taken: Sequence[DecisionOnRecord], by_officers: Sequence[KindByOfficer]) -> tuple[Say, ...]:
    """The letter: what the report is now, then the decisions in the order they were taken."""
    told = [*_by_rule(taken), *_by_officers(by_officers, taken)]
    lines = [say for _, say in sorted(told, key=lambda line: line[0])]
    return (Say("reasons_intro", {"legal_kind": case.legal_kind}), *_quoted_once(lines))


def _by_rule(taken: Sequence[DecisionOnRecord]) -> Iterator[tuple[datetime, Say]]:
    said: set[tuple[str, str]] = set()
    for decision in _worth_telling(taken):
        what = (decision.because, decision.legal_kind)
        if what in said and decision.force == Force.MAY:
            continue
        said.add(what)
        yield decision.at, Say(_key(decision), _facts(decision))


def _worth_telling(taken: Sequence[DecisionOnRecord]) -> list[DecisionOnRecord]:
    """Without what was only passing, and without what the same moment says better."""
    settled = any(d.force == Force.SHALL and d.because not in PASSING for d in taken)
    completed = {d.at for d in taken if d.rule == "completed-late"}
    return [
        d
        for d in taken
        if not (settled and d.because in PASSING) and not (d.rule == "answer-due" and d.at in completed)
    ]


def _key(decision: DecisionOnRecord) -> str:
    if decision.force == Force.MAY:
        return f"reasons_{decision.verdict or 'proposed'}"
    if decision.because in PASSING:
        return "reasons_asking"
    return "reasons_completed" if decision.rule == "completed-late" else "reasons_rule"


def _facts(decision: DecisionOnRecord) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "on": decision.at,
        "because": decision.because,
        "legal_kind": decision.legal_kind,
        "clause": decision.clause,
        "clause_text": decision.clause_text,
    }
    if decision.because == Reason.FILED_LATE:
        with suppress(KeyError, ValueError):  # an older program may have noted other facts
            service_on = date.fromisoformat(decision.facts["layanan_diterima"])
            facts |= {"because": "filed_late_days", "service_on": service_on, "days": decision.facts["hari"]}
    return facts


def _by_officers(
    by_officers: Sequence[KindByOfficer], taken: Sequence[DecisionOnRecord]
) -> Iterator[tuple[datetime, Say]]:
    """An officer's own word. Where they agreed with a proposal, the proposal's line says so already."""
    agreed = {d.because for d in taken if d.verdict == "agreed"}
    for word in by_officers:
        if word.because not in agreed:
            why = {"because": word.because} if word.because in set(Reason) else {"reason": word.because.rstrip(" .")}
            yield word.at, Say("reasons_officer", {"on": word.at, "legal_kind": word.legal_kind, **why})


def _quoted_once(lines: Sequence[Say]) -> Iterator[Say]:
    """A clause is quoted where it is first named; after that its number is enough."""
    quoted: set[str] = set()
    for say in lines:
        clause = str(say.facts.get("clause", ""))
        yield say
        if clause and clause not in quoted:
            quoted.add(clause)
            yield Say("reasons_clause", {"clause": clause, "clause_text": say.facts["clause_text"]})
