"""The office's calendar as the decrees have it, and a standard with its numbers."""

from datetime import date

import holidays
import pytest

from core.rules.calendar import Calendar
from core.rules.standard import Clause, Component, Numbers, Standard

YEARS = range(2024, 2031)


def days_off(*categories: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=YEARS, categories=categories, language="id"))


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """National holidays and joint leave; years without published joint leave are provisional."""
    published = {day.year for day in days_off("government")}
    return Calendar(days_off("public", "government"), "test", provisional_years=frozenset(YEARS) - published)


@pytest.fixture(scope="session")
def calendar_without_joint_leave() -> Calendar:
    return Calendar(days_off("public"), "test")


@pytest.fixture(scope="session")
def standard() -> Standard:
    clauses = (Clause("K6.3", "Pengaduan yang disampaikan lebih dari 30 hari ..."), Clause("K6.5b", "Pengaduan ..."))
    complaints = Component(6, "pengaduan", "Penanganan Pengaduan, Saran dan Masukan", "...", clauses)
    return Standard(
        "69", "Sertifikat Standar KBLI 63112", ("hosting",), "perindustrian", {6: complaints}, Numbers(), "v1"
    )
