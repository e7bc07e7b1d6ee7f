"""Answered, settled, closed: K6.4 and K6.8."""

from dataclasses import replace
from datetime import date

import pytest

from core.rules.closing import (
    Event,
    Informed,
    events_of,
    missing_before_closing,
    missing_for_new_day,
    new_day_owed,
)

ALL_DONE = Informed(result_given=True, reached=True, superior_has_report=True)


@pytest.mark.parametrize(
    ("informed", "missing"),
    [
        pytest.param(ALL_DONE, [], id="citizen and superior know"),
        pytest.param(replace(ALL_DONE, result_given=False), ["closing.result"], id="only an interim answer"),
        pytest.param(replace(ALL_DONE, reached=False), ["closing.citizen_informed"], id="the citizen was not reached"),
        pytest.param(
            replace(ALL_DONE, superior_has_report=False), ["closing.superior_report"], id="the superior knows nothing"
        ),
        pytest.param(
            replace(ALL_DONE, reached=False, failed_tries=1), ["closing.citizen_informed"], id="one try failed"
        ),
        pytest.param(replace(ALL_DONE, reached=False, failed_tries=2), [], id="every try failed, on record"),
        pytest.param(replace(ALL_DONE, reached=False, signed=True), [], id="handed over with signature"),
        pytest.param(
            Informed(), ["closing.result", "closing.citizen_informed", "closing.superior_report"], id="nothing done"
        ),
    ],
)
def test_a_case_closes_when_citizen_and_superior_have_the_result(informed, missing):
    found = missing_before_closing(informed)
    assert [m.what for m in found] == missing
    assert all((m.rule, m.clause) == ("closing", "K6.8") for m in found)


def test_the_office_decides_how_many_tries_are_enough():
    tried = replace(ALL_DONE, reached=False, failed_tries=2)
    assert missing_before_closing(tried, failed_tries=3)


def test_an_interim_answer_is_not_the_result():
    assert events_of(interim=True) == (Event.ANSWER,)
    assert events_of(interim=False) == (Event.ANSWER, Event.RESULT)


@pytest.mark.parametrize(
    ("today", "answered", "owed"),
    [
        pytest.param(date(2026, 12, 8), False, False, id="three working days left"),
        pytest.param(date(2026, 12, 9), False, True, id="two working days left"),
        pytest.param(date(2026, 12, 11), False, True, id="on the day itself"),
        pytest.param(date(2026, 12, 12), False, True, id="too late"),
        pytest.param(date(2026, 12, 11), True, False, id="answered already"),
    ],
)
def test_before_a_promise_is_broken_the_citizen_hears_of_it(calendar, today, answered, owed):
    assert new_day_owed(today, date(2026, 12, 11), calendar, answered=answered) is owed


@pytest.mark.parametrize(
    ("reason", "new_day", "missing"),
    [
        pytest.param("Menunggu hasil peninjauan", date(2026, 12, 18), [], id="reason and later day"),
        pytest.param(" ", date(2026, 12, 18), ["new_day.reason"], id="no reason"),
        pytest.param("Menunggu", date(2026, 12, 11), ["new_day.later"], id="the same day again"),
    ],
)
def test_a_new_day_comes_with_its_reason(reason, new_day, missing):
    found = missing_for_new_day(reason, new_day, date(2026, 12, 11))
    assert [m.what for m in found] == missing
    assert all((m.rule, m.clause) == ("answer-and-result", "K6.4") for m in found)
