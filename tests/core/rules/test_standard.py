"""A standard can be quoted by clause."""

import pytest

from core.rules.standard import Numbers


def test_the_numbers_are_the_law_s_where_it_has_one_and_the_office_s_where_not():
    assert Numbers() == Numbers(
        filing_calendar_days=30,
        answer_days=14,
        silence_days=3,
        information_days=5,
        courtesy_days=14,
        forward_days=3,
        late_completion_days=14,
        mail_bounce_calendar_days=2,
        reminder_hours=4,
        service_days=None,
        surveys_per_year=4,
        warn_days=2,
        failed_tries=2,
    )


def test_a_clause_is_quoted_by_its_id(standard):
    assert standard.clause("K6.5b").text.startswith("Pengaduan")


@pytest.mark.parametrize("clause_id", ["K6.9", "K15.1", "K", ""])
def test_a_clause_that_is_not_there_is_named(standard, clause_id):
    with pytest.raises(KeyError, match=f"no clause {clause_id}"):
        standard.clause(clause_id)
