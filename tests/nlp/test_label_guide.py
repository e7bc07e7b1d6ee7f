"""The guide for those who label names every label, and no other."""

import re
from pathlib import Path

import pytest

from nlp.corpus_shape import REGISTERS
from nlp.guesses import COMPONENTS, KINDS

GUIDE = Path(__file__).parents[2] / "docs" / "labels.md"


def section(title: str) -> str:
    return GUIDE.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        pytest.param("Kind", KINDS, id="kinds"),
        pytest.param("Components", COMPONENTS, id="components"),
        pytest.param("Register", tuple(REGISTERS), id="registers"),
    ],
)
def test_the_guide_explains_every_label_and_no_other(title: str, labels: tuple[str, ...]) -> None:
    assert set(re.findall(r"^\| `(\w+)`", section(title), re.MULTILINE)) == set(labels)


@pytest.mark.parametrize("title", ["Kind", "Components", "Sector", "Register"])
def test_the_guide_works_two_hard_cases_for_each_axis(title: str) -> None:
    assert re.findall(r"^Hard case (\d)", section(title), re.MULTILINE) == ["1", "2"]
