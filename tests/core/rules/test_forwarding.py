"""A matter that is another office's (K6.1, K6.7b)."""

from datetime import date

import pytest

from core.rules.follow_up import Category
from core.rules.forwarding import (
    Choice,
    Part,
    answer_clock_runs,
    category_after,
    missing_before_forwarding_ends,
    missing_for_choice,
    parts_to_pass_on,
    tell_citizen_by,
)
from core.rules.standard import Numbers


@pytest.mark.parametrize(
    ("choice", "runs", "category"),
    [
        pytest.param(None, True, None, id="nobody has decided"),
        pytest.param(Choice.OURS, True, None, id="ours"),
        pytest.param(Choice.WITH_AGENCY, True, Category.WITH_AGENCY, id="ours with another agency"),
        pytest.param(Choice.FORWARDED, False, None, id="forwarded"),
    ],
)
def test_the_fourteen_days_run_until_the_forwarding_is_confirmed(choice, runs, category):
    assert answer_clock_runs(choice) is runs
    if choice:
        assert category_after(choice) is category


@pytest.mark.parametrize("choice", [Choice.WITH_AGENCY, Choice.FORWARDED])
def test_the_other_office_must_be_named(choice):
    assert [m.what for m in missing_for_choice(choice, other_office=" ")] == ["forwarding.other_office"]
    assert missing_for_choice(choice, other_office="Disdukcapil") == ()


def test_what_is_ours_needs_no_other_office():
    assert missing_for_choice(Choice.OURS) == ()


def test_the_citizen_hears_within_three_working_days(calendar):
    assert tell_citizen_by(date(2026, 12, 23), Numbers(), calendar).due == date(2026, 12, 30)


def test_personal_data_goes_along_only_with_consent():
    assert parts_to_pass_on(consent=False) == {Part.MATTER}
    assert parts_to_pass_on(consent=True) == set(Part)


@pytest.mark.parametrize(
    ("told", "confirmed", "missing"),
    [
        pytest.param(True, True, [], id="told and confirmed"),
        pytest.param(False, True, ["forwarding.citizen_told"], id="the citizen does not know"),
        pytest.param(True, False, ["forwarding.receiver_confirmed"], id="the receiver has not confirmed"),
    ],
)
def test_a_forwarding_ends_when_citizen_and_receiver_know(told, confirmed, missing):
    found = missing_before_forwarding_ends(citizen_told=told, receiver_confirmed=confirmed)
    assert [m.what for m in found] == missing
    assert all((m.rule, m.clause) == ("not-our-matter", "K6.1") for m in found)
