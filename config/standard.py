"""Reads a service standard: its fourteen components with their clauses, its numbers, and clocks of other rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from config.points import clauses_of, gaps, twins
from config.reading import Table, fingerprint, no_twins
from core.rules.catalogue import RULES
from core.rules.decision import LegalKind
from core.rules.standard import Component, Numbers, Standard

# What the rules carry out and quote: a standard without these cannot be worked with.
CITED = sorted({rule.clause for rule in RULES})
# Where the law's numbers are printed.
PRINTED = {
    "filing_calendar_days": ("K6.2", "K6.3"),
    "answer_days": ("K6.4",),
    "service_days": ("K3",),
    "surveys_per_year": ("K14",),
}
REQUIRED = {"filing_calendar_days", "answer_days"}


@dataclass(frozen=True, slots=True)
class FurtherClock:
    """A clock of another rule that runs beside the standard's own, if the office has it on."""

    id: str
    title: str
    days: int
    calendar_days: bool
    legal_kinds: tuple[LegalKind, ...]
    source: str
    on: bool


def read_standard(
    file_name: str, text: str, *, components: Mapping[int, str], sectors: Mapping[str, object]
) -> tuple[Standard, tuple[FurtherClock, ...]]:
    """A standard and its further clocks. `components` maps the numbers 1 to 14 to their ids."""
    with Table.of_file(file_name, text) as file, file.table("numbers") as numbers:
        standard = Standard(
            id=file.text("id"),
            service=file.text("service"),
            names=file.texts("names", ()),
            sector=file.one_of("sector", sectors, "a sector of sectors.toml"),
            components=_components(file.table("components"), components),
            numbers=_numbers(numbers),
            version=fingerprint(text),
        )
        no_twins(file, "names", standard.names)
        return standard, _clocks(file)


def doubts_about(standard: Standard) -> Iterator[str]:
    """What looks like a slip of the pen, yet may be meant: text and data give different numbers, a point is missing."""
    for name, clause_ids in PRINTED.items():
        number = getattr(standard.numbers, name)
        for clause_id in clause_ids:
            if number is not None and not re.search(rf"\b{number}\b", standard.clause(clause_id).text):
                yield f"{name} is {number}, but {clause_id} does not print that number"
    for component in standard.components.values():
        for clause_id in gaps(component.clauses):
            yield f"{clause_id} is passed over in the text of component {component.number}"


def _components(table: Table, ids: Mapping[int, str]) -> dict[int, Component]:
    with table:
        for number, component_id in ids.items():
            if not table.has(str(number)):
                raise table.wrong("", f"component {number} ({component_id}) is missing: a standard has all fourteen")
        found = {number: _component(table.table(str(number)), number, name) for number, name in ids.items()}
    present = {clause.id for component in found.values() for clause in component.clauses}
    for clause_id in CITED:
        if clause_id not in present:
            raise table.wrong(clause_id[1:].split(".")[0], f"the rules rest on {clause_id}, which is missing here")
    return found


def _component(table: Table, number: int, component_id: str) -> Component:
    with table:
        text = table.text("text")
        clauses = clauses_of(number, text)
        for clause_id in twins(clauses):
            raise table.wrong("text", f"{clause_id} stands there twice, so nobody can quote it")
        return Component(number, component_id, table.text("title"), text, clauses)


def _numbers(table: Table) -> Numbers:
    """Those the standard names; for the rest the defaults of core/rules. The law's own must be named."""
    names = [field.name for field in fields(Numbers)]
    named = {n: table.number(n, least=1, most=366) for n in names if n in REQUIRED or table.has(n)}
    table.taken.update(names)
    return Numbers(**named)


def _clocks(file: Table) -> tuple[FurtherClock, ...]:
    clocks = tuple(_clock(table) for table in file.tables("clocks", ()))
    no_twins(file, "clocks", (clock.id for clock in clocks))
    return clocks


def _clock(table: Table) -> FurtherClock:
    with table:
        kinds = table.texts("legal_kinds")
        return FurtherClock(
            id=table.text("id"),
            title=table.text("title"),
            days=table.number("days", least=1, most=366),
            calendar_days=table.flag("calendar_days"),
            legal_kinds=tuple(LegalKind(table.known("legal_kinds", k, LegalKind, "a legal kind")) for k in kinds),
            source=table.text("source"),
            on=table.flag("on"),
        )
