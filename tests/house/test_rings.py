"""The shape of the house, as far as import-linter does not hold it."""

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RINGS = ("aduan", "bots", "channels", "config", "core", "nlp", "pages")
SQL = re.compile(
    r"\b(?:SELECT\s+[\w(*:]|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX|SEQUENCE))"
)


def test_sql_stands_in_core_store_only() -> None:
    files = [path for ring in RINGS for path in (ROOT / ring).rglob("*.py")]
    outside = [path for path in files if not path.is_relative_to(ROOT / "core" / "store")]
    spoken = [str(path.relative_to(ROOT)) for path in outside if SQL.search(path.read_text(encoding="utf-8"))]
    assert sorted(spoken) == sorted(ALLOWED), "SQL belongs into core/store"


ALLOWED = ["aduan/database/cluster.py"]  # makes the database itself, before there is a store


def test_no_installed_package_brings_a_top_level_name_of_ours() -> None:
    owners = metadata.packages_distributions()
    taken = {name: set(owners.get(name, [])) - {"aduan"} for name in (*RINGS, "benchmarks", "tests")}
    assert not {name: by for name, by in taken.items() if by}


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "manager", "service"])
def test_no_file_is_named_for_nothing(word: str) -> None:
    named = [path for ring in RINGS for path in (ROOT / ring).rglob(f"{word}.py")]
    assert not named
