"""The national holidays and joint leave of Indonesia, as the `holidays` package knows them.

Importing the package loads every country of the world (half a second), so its answer is kept in national_days.json.
The package itself is asked again as soon as another version of it is installed. After an upgrade:
`python -m config.national` writes the file anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

KEPT = Path(__file__).parent / "national_days.json"
FIRST_YEAR = 2015
LAST_YEAR = 2040  # public holidays are reckoned ahead, so that a neglected program still knows Christmas


@dataclass(frozen=True, slots=True)
class NationalDays:
    """`library` names the source and its version; both mappings go from the day to its reason in Indonesian."""

    library: str
    public: Mapping[date, str]
    joint_leave: Mapping[date, str]


def national_days(kept: Path = KEPT) -> NationalDays:
    found = json.loads(kept.read_text()) if kept.exists() else {}
    if found.get("library") != installed():
        return ask_library()
    return NationalDays(found["library"], _from_text(found["public"]), _from_text(found["joint_leave"]))


def installed() -> str:
    return f"holidays {version('holidays')}"


def ask_library() -> NationalDays:
    from holidays import country_holidays

    def days(category: str) -> dict[date, str]:
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return dict(sorted(country_holidays("ID", years=years, categories=(category,), language="id").items()))

    return NationalDays(installed(), days("public"), days("government"))


def keep(days: NationalDays, kept: Path = KEPT) -> None:
    content = {
        "library": days.library,
        "public": _to_text(days.public),
        "joint_leave": _to_text(days.joint_leave),
    }
    kept.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _from_text(days: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): reason for day, reason in days.items()}


def _to_text(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): reason for day, reason in days.items()}


if __name__ == "__main__":
    keep(ask_library())
