"""Which clocks run and which one presses (K6.1, K6.4, K6.5b)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from core.rules.clocks import ClockStart, clocks_for, due, strictest_unmet
from core.rules.decision import LegalKind
from core.rules.standard import Moment, Numbers


@dataclass(frozen=True)
class Row:
    """A clock of another law, as the office's files have it."""

    id: str
    days: int
    calendar_days: bool = False
    legal_kinds: tuple[LegalKind, ...] = tuple(LegalKind)
    source: str = "SP4N"
    on: bool = True


@dataclass(frozen=True)
class Running:
    rule: str
    due_on: date
    met_at: datetime | None = None


@pytest.mark.parametrize(
    ("legal_kind", "clock"),
    [
        pytest.param(
            LegalKind.COMPLAINT,
            ClockStart("answer-due", "K6.4", 14, Moment.RECEIVED, Moment.ANSWERED),
            id="a complaint: 14 working days from receipt",
        ),
        pytest.param(
            LegalKind.SUGGESTION,
            ClockStart("courtesy", "K6.5b", 14, Moment.RECEIVED, Moment.ANSWERED),
            id="a suggestion: the office's courtesy",
        ),
        pytest.param(
            LegalKind.INFORMATION,
            ClockStart("information", "K6.1", 5, Moment.RECEIVED, Moment.ANSWERED),
            id="a question: 5 working days",
        ),
    ],
)
def test_each_legal_kind_has_its_clock(standard, legal_kind, clock):
    assert clocks_for(legal_kind, standard) == (clock,)


def test_asking_adds_its_own_clock_and_never_pauses_the_answer(standard):
    answer, silence = clocks_for(LegalKind.COMPLAINT, standard, asking=True)
    assert (answer.rule, answer.since) == ("answer-due", Moment.RECEIVED)
    assert silence == ClockStart("silence", "K6.5b", 3, Moment.ASKED, Moment.COMPLETED)


def test_a_forwarded_matter_owes_only_the_news_where_it_went(standard):
    clocks = clocks_for(LegalKind.COMPLAINT, standard, forwarded=True)
    assert clocks == (ClockStart("forward", "K6.1", 3, Moment.FORWARDED, Moment.CITIZEN_TOLD),)


def test_the_office_can_change_its_numbers(standard):
    (clock,) = clocks_for(LegalKind.INFORMATION, replace(standard, numbers=Numbers(information_days=2)))
    assert clock.days == 2


def test_clocks_of_other_laws_run_where_they_are_on_and_fit(standard):
    rows = [
        Row("sp4n_verification", 3),
        Row("completeness", 14, calendar_days=True, source="UU 25/2009", legal_kinds=(LegalKind.COMPLAINT,)),
        Row("information_law", 10, legal_kinds=(LegalKind.INFORMATION,)),
        Row("inspection", 60, on=False),
    ]
    _, verification, completeness = clocks_for(LegalKind.COMPLAINT, standard, rows)
    assert verification == ClockStart("sp4n_verification", "SP4N", 3, Moment.RECEIVED, Moment.TRIAGED)
    assert completeness == ClockStart(
        "completeness", "UU 25/2009", 14, Moment.RECEIVED, Moment.CITIZEN_TOLD, working=False
    )


def test_the_completeness_reaction_falls_before_the_answer(standard, calendar):
    received = date(2026, 11, 23)
    rows = [Row("completeness", 14, calendar_days=True)]
    answer, completeness = clocks_for(LegalKind.COMPLAINT, standard, rows)
    assert due(answer, received, calendar).due == date(2026, 12, 11)
    assert due(completeness, received, calendar).due == date(2026, 12, 7)


MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
DONE = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clocks", "leads"),
    [
        pytest.param(
            [Running("answer-due", TUESDAY), Running("completeness", MONDAY)], "completeness", id="the earlier"
        ),
        pytest.param(
            [Running("completeness", MONDAY, DONE), Running("answer-due", TUESDAY)], "answer-due", id="the unmet"
        ),
        pytest.param(
            [Running("completeness", MONDAY), Running("answer-due", MONDAY)], "answer-due", id="the standard's own"
        ),
        pytest.param(
            [Running("silence", MONDAY), Running("answer-due", TUESDAY)], "answer-due", id="not the citizen's"
        ),
        pytest.param([Running("silence", MONDAY)], None, id="nothing owed"),
        pytest.param([], None, id="no clock"),
    ],
)
def test_the_strictest_unmet_clock_leads(clocks, leads):
    found = strictest_unmet(clocks)
    assert (found and found.rule) == leads
