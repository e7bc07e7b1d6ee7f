"""Population numbers: recognised with care, masked in logs."""

import pytest

from core.rules.identifiers import is_nik, masked, niks_in


@pytest.mark.parametrize(
    ("written", "plausible"),
    [
        pytest.param("3214010505900001", True, id="a man of Purwakarta"),
        pytest.param("3214014505900001", True, id="a woman: day of birth plus 40"),
        pytest.param("9912013112000001", True, id="a region that may not exist any more"),
        pytest.param("3214 0105 0590 0001", True, id="with spaces"),
        pytest.param("3214017112000001", True, id="a woman born on the 31st"),
        pytest.param("3214010101900001", True, id="born on New Year's Day"),
        pytest.param("3214010505901000", True, id="the thousandth of a day"),
        pytest.param("3214010005900001", False, id="born on day 0"),
        pytest.param("3214013205900001", False, id="born on day 32"),
        pytest.param("3214014005900001", False, id="a woman born on day 0"),
        pytest.param("3214017205900001", False, id="a woman born on day 32"),
        pytest.param("3214010500900001", False, id="born in month 0"),
        pytest.param("3214010513900001", False, id="born in month 13"),
        pytest.param("3214010505900000", False, id="sequence 0000"),
        pytest.param("321401050590001", False, id="a digit short"),
        pytest.param("32140105059000011", False, id="a digit long"),
        pytest.param("0818098982220000", False, id="a padded phone number"),
        pytest.param("32140105O5900001", False, id="a letter O"),
    ],
)
def test_a_nik_has_a_date_and_a_sequence(written, plausible):
    assert is_nik(written) is plausible


def test_niks_are_found_once_each_and_other_numbers_left_alone():
    text = "NIK 3214010505900001, resi 9999999999999999, lagi 3214.0105.0590.0001, HP 081809898222"
    assert niks_in(text) == ("3214010505900001",)


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        pytest.param("NIK 3214010505900001.", "NIK 321401********01.", id="a NIK"),
        pytest.param("KK 3214 0105 0509 0003", "KK 321401********03", id="a family card"),
        pytest.param("resi 9999999999999999", "resi 999999********99", id="any sixteen digits"),
        pytest.param("HP 081809898222", "HP 081809898222", id="fewer digits"),
        pytest.param("a 3214010505900001 b 3214010505900002", "a 321401********01 b 321401********02", id="two"),
    ],
)
def test_logs_show_six_and_two_digits_at_most(text, logged):
    assert masked(text) == logged
