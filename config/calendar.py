"""Reads calendar.toml and puts it over the national holidays: the office's working days."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from config.national import NationalDays
from config.office import WEEKDAYS
from config.reading import ConfigError, Table, fingerprint, no_twins
from core.rules.calendar import OFFICE_ZONE, Calendar

FIRST_YEAR, LAST_YEAR = 2015, 2100
RECORD = "calendar.days"
CALENDAR_FILES = frozenset({"calendar.toml", RECORD})
RECORDED_DAY = re.compile(r"(\d{4}-\d\d-\d\d) (public|joint leave): (.*)")


@dataclass(frozen=True, slots=True)
class Correction:
    """A day that the office knows better than the national list."""

    day: date
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """What calendar.toml says."""

    first_year: int
    weekend: frozenset[int]
    joint_leave: bool
    days_off: tuple[Correction, ...]
    working_days: tuple[Correction, ...]
    complete_years: frozenset[int]


def read_calendar(text: str) -> OfficeDays:
    with Table.of_file("calendar.toml", text) as file:
        _zone(file)
        days = OfficeDays(
            first_year=file.number("first_year", least=FIRST_YEAR, most=LAST_YEAR),
            weekend=_weekend(file),
            joint_leave=file.flag("joint_leave"),
            days_off=tuple(_correction(table) for table in file.tables("days_off", ())),
            working_days=tuple(_correction(table) for table in file.tables("working_days", ())),
            complete_years=frozenset(_complete_year(table) for table in file.tables("complete_years", ())),
        )
        no_twins(file, "days_off", (one.day.isoformat() for one in (*days.days_off, *days.working_days)))
    return days


def office_calendar(office: OfficeDays, national: NationalDays) -> Calendar:
    """The office's own days win over the national ones; a year whose joint leave nobody lists is provisional."""
    national_years = {day.year for day in national.public if day.year >= office.first_year}
    complete = {day.year for day in national.joint_leave} | office.complete_years
    holidays = {**(national.joint_leave if office.joint_leave else {}), **national.public}
    own = {one.day: one.reason for one in office.days_off}
    return Calendar(
        holidays=dict(sorted(({d: why for d, why in holidays.items() if d.year >= office.first_year} | own).items())),
        version=fingerprint(record(office, national)),
        working_days=frozenset(one.day for one in office.working_days),
        provisional_years=frozenset(national_years - complete),
        weekend=office.weekend,
        known_years=frozenset(national_years),
    )


def record(office: OfficeDays, national: NationalDays) -> str:
    """Everything the calendar was made of, a line each, to be kept with its version."""
    lines = [
        f"national days: {national.library}",
        f"from: {office.first_year}",
        f"weekend: {' '.join(WEEKDAYS[day] for day in sorted(office.weekend))}",
        f"joint leave is free: {office.joint_leave}",
        f"years declared complete: {' '.join(map(str, sorted(office.complete_years)))}",
        *(f"{day} public: {reason}" for day, reason in national.public.items()),
        *(f"{day} joint leave: {reason}" for day, reason in national.joint_leave.items()),
        *(f"{one.day} own day off: {one.reason} ({one.source})" for one in office.days_off),
        *(f"{one.day} own working day: {one.reason} ({one.source})" for one in office.working_days),
    ]
    return "\n".join(lines) + "\n"


def recorded_calendar(files: Mapping[str, str]) -> Calendar:
    """The calendar of a recorded version of the office's files, by the national days known then. Raises ConfigError."""
    missing = CALENDAR_FILES - files.keys()
    if missing:
        raise ConfigError(min(missing), "", "is not part of this version")
    return office_calendar(read_calendar(files["calendar.toml"]), _national_days_in(files[RECORD]))


def _national_days_in(recorded: str) -> NationalDays:
    found: dict[str, dict[date, str]] = {"public": {}, "joint leave": {}}
    for day, kind, reason in RECORDED_DAY.findall(recorded):
        found[kind][date.fromisoformat(day)] = reason
    library = recorded.partition("\n")[0].removeprefix("national days: ")
    return NationalDays(library, found["public"], found["joint leave"])


def doubts_about(office: OfficeDays, calendar: Calendar) -> Iterator[str]:
    """Corrections that correct nothing: most often a slip in the year."""
    for one in office.working_days:
        if one.day not in calendar.holidays and one.day.weekday() not in calendar.weekend:
            yield f"{one.day} is declared a working day, and is one anyway"
    for one in office.days_off:
        if one.day.weekday() in calendar.weekend:
            yield f"{one.day} is declared a day off, and is a {WEEKDAYS[one.day.weekday()]} anyway"


def _zone(file: Table) -> None:
    if file.text("timezone") != OFFICE_ZONE.key:
        raise file.wrong("timezone", f"legal days are counted in {OFFICE_ZONE.key}; no other zone is supported yet")


def _weekend(file: Table) -> frozenset[int]:
    names = file.texts("weekend")
    days = frozenset(
        WEEKDAYS.index(file.known("weekend", name, WEEKDAYS, "a weekday (senin ... minggu)")) for name in names
    )
    if len(days) == len(WEEKDAYS):
        raise file.wrong("weekend", "leaves no day to work on")
    return days


def _correction(table: Table) -> Correction:
    with table:
        day = table.day("date")
        if not FIRST_YEAR <= day.year < LAST_YEAR:
            raise table.wrong("date", f"{day} is not a year this office counts")
        return Correction(day, table.text("reason"), table.text("source"))


def _complete_year(table: Table) -> int:
    with table:
        table.text("source")
        return table.number("year", least=FIRST_YEAR, most=LAST_YEAR)
