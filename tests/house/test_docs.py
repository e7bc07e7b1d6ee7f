"""The documentation names everything it should."""

import re
from pathlib import Path

import typer.main

from aduan.cli import app
from config.settings import Settings
from core.rules.catalogue import RULES

ROOT = Path(__file__).parents[2]
POINTS = {"5": "abc", "6": "abcde", "7": "abc"}
CLAUSES = [f"K6.{n}" for n in "12348"] + [f"K6.{n}{letter}" for n, letters in POINTS.items() for letter in letters]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_docs_every_setting_is_documented_and_no_other() -> None:
    known = {f"ADUAN_{name.upper()}" for name in Settings.model_fields}
    told = set(re.findall(r"\bADUAN_[A-Z_]+\b", read("docs/running.md")))
    assert told == known


def test_docs_the_example_settings_are_the_settings() -> None:
    known = {f"ADUAN_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bADUAN_[A-Z_]+(?==)", read(".env.example"))) == known


def test_docs_every_clause_of_the_procedure_has_its_rule_and_its_test() -> None:
    rows = [line for line in read("docs/procedure.md").splitlines() if line.startswith("| K6")]
    told = {row.split("|")[1].strip(): row for row in rows}
    assert set(CLAUSES) <= set(told)
    for clause, row in told.items():
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert tests, f"{clause} names no test"
        for path, name in tests:
            assert f"def {name}(" in read(path), f"{clause}: {path} has no {name}"


def test_docs_every_rule_stands_beside_its_clause() -> None:
    rows = [line for line in read("docs/procedure.md").splitlines() if line.startswith("| K6")]
    for rule in RULES:
        told = [row for row in rows if row.split("|")[1].strip() == rule.clause and f"`{rule.id}`" in row]
        assert told, f"{rule.id} under {rule.clause} is not in docs/procedure.md"


def test_docs_every_command_of_the_readme_exists_and_every_command_is_in_it() -> None:
    group = typer.main.get_command(app)
    known = set(group.commands)  # type: ignore[attr-defined]
    told = set(re.findall(r"`aduan ([a-z]+)", read("README.md")))
    assert told == known


def test_docs_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} points to {target}"


def test_docs_every_channel_has_its_page() -> None:
    adapters = {path.stem for path in (ROOT / "channels").glob("*.py") if "_" not in path.stem}
    pages = {path.stem for path in (ROOT / "docs" / "channels").glob("*.md")} - {"index"}
    assert adapters <= pages


def test_docs_every_direct_dependency_has_its_reason() -> None:
    named = set(re.findall(r'^    "([a-z0-9-]+)(?:\[[a-z]+\])?[<>=]', read("pyproject.toml"), re.MULTILINE))
    reasons = read("docs/decisions/0002-dependencies.md")
    assert named
    for name in named:
        assert f"| {name} |" in reasons, f"{name} has no reason in docs/decisions"
