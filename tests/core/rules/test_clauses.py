"""Every rule has its clause, its file and its test; every clause of the procedure has its rule."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import core.rules
from core.rules.catalogue import RULES
from core.rules.decision import Force

HERE = Path(__file__).parent
SOURCES = sorted(Path(core.rules.__file__).parent.glob("*.py"))
CLAUSES = (
    *("K6.1", "K6.2", "K6.3", "K6.4", "K6.5a", "K6.5b", "K6.5c"),
    *("K6.6a", "K6.6b", "K6.6c", "K6.6d", "K6.6e", "K6.7a", "K6.7b", "K6.7c", "K6.8"),
)
NAMED_IN_THE_DESIGN = (
    *("identity-or-object-missing", "not-our-matter", "filed-late", "answer-due", "grouping", "examination"),
    *("answer-and-result", "follow-up", "completed-late", "proof-of-delivery", "closing"),
)
CITING = {"Decision", "Missing", "ClockStart"}


def cited(source: Path) -> Iterator[tuple[str, str | None]]:
    """Rule and clause of everything a file hands out; the clause is None where it is looked up."""
    module = importlib.import_module(f"core.rules.{source.stem}")
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CITING:
            rule, clause = (_value(argument, module) for argument in node.args[:2])
            if rule is not None:
                yield rule, clause


def _value(node: ast.expr, module: object) -> str | None:
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    return node.value if isinstance(node, ast.Constant) else None


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_of_the_procedure_is_carried_out_by_a_rule(clause):
    assert [rule for rule in RULES if rule.clause == clause]


@pytest.mark.parametrize("rule_id", NAMED_IN_THE_DESIGN)
def test_every_rule_of_the_design_is_in_the_catalogue(rule_id):
    assert [rule for rule in RULES if rule.id == rule_id]


@pytest.mark.parametrize("source", [pytest.param(source, id=source.stem) for source in SOURCES])
def test_every_rule_a_file_cites_is_in_the_catalogue_with_that_clause(source):
    known = {(rule.id, rule.clause) for rule in RULES} | {(rule.id, None) for rule in RULES}
    assert set(cited(source)) <= known


def test_something_is_cited_at_all():
    found = {rule for source in SOURCES for rule, _ in cited(source)}
    assert {"filed-late", "answer-due", "closing", "silence"} <= found


@pytest.mark.parametrize("rule", [pytest.param(rule, id=f"{rule.id} {rule.clause}") for rule in RULES])
def test_a_rule_stands_in_its_file_and_is_tested(rule):
    module = importlib.import_module(f"core.rules.{rule.module}")
    assert rule.clause[:4] in (module.__doc__ or "")
    assert rule.clause in (HERE / f"test_{rule.module}.py").read_text()


def test_only_the_clauses_that_say_may_leave_it_to_an_officer():
    assert {rule.id for rule in RULES if rule.force is Force.MAY} == {"not-our-matter", "filed-late"}


def test_no_row_stands_twice():
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize("source", [pytest.param(source, id=source.stem) for source in SOURCES])
def test_what_the_rules_hand_out_cannot_be_changed_afterwards(source):
    module = importlib.import_module(f"core.rules.{source.stem}")
    for value in vars(module).values():
        if isinstance(value, type) and is_dataclass(value):
            assert value.__dataclass_params__.frozen
            assert "__slots__" in vars(value)


@pytest.mark.parametrize("source", [pytest.param(source, id=source.stem) for source in SOURCES])
def test_a_file_says_in_one_line_what_it_is_for(source):
    said = ast.get_docstring(ast.parse(source.read_text()))
    assert said is not None
    assert "\n" not in said
