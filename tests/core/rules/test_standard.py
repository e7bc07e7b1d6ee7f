"""A standard can be quoted by clause."""

import pytest


def test_a_clause_is_quoted_by_its_id(standard):
    assert standard.clause("K6.5b").text.startswith("Pengaduan")


@pytest.mark.parametrize("clause_id", ["K6.9", "K15.1", "K", ""])
def test_a_clause_that_is_not_there_is_named(standard, clause_id):
    with pytest.raises(KeyError, match=f"no clause {clause_id}"):
        standard.clause(clause_id)
