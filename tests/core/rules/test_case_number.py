"""Case numbers that forgive how they are written and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.case_number import number_for, numbers_in, parse

THIS = "26-00123-81"
SAMPLES = [(2026, 1), (2026, 123), (2026, 99_999), (2026, 100_000), (2027, 54_321), (2099, 1_234_567)]


@pytest.mark.parametrize(
    ("year", "sequence", "number"),
    [
        pytest.param(2026, 1, "26-00001-59", id="the first of the year"),
        pytest.param(2026, 123, THIS, id="the hundred and twenty-third"),
        pytest.param(2026, 123_456, "26-123456-07", id="a busy year has six digits"),
        pytest.param(2005, 33, "05-00033-07", id="a year with a zero, check digits with a zero"),
    ],
)
def test_a_number_has_year_sequence_and_check_digits(year, sequence, number):
    assert number_for(year, sequence) == number
    assert int(number.replace("-", "")) % 97 == 1


def test_cases_are_counted_from_one():
    with pytest.raises(ValueError, match="counted from 1"):
        number_for(2026, 0)


@given(st.integers(2000, 2099), st.integers(1, 999_999_999))
def test_every_number_we_print_can_be_read_back(year, sequence):
    number = number_for(year, sequence)
    assert parse(number) == number
    assert parse(number.replace("-", "")) == number
    assert numbers_in(f"Mohon kabar nomor {number}, terima kasih") == (number,)


@pytest.mark.parametrize(("year", "sequence"), SAMPLES)
def test_one_wrong_digit_is_always_seen(year, sequence):
    number = number_for(year, sequence)
    for place, digit in enumerate(number):
        for wrong in set("0123456789") - {digit} if digit != "-" else ():
            assert parse(number[:place] + wrong + number[place + 1 :]) is None


@pytest.mark.parametrize(("year", "sequence"), SAMPLES)
def test_two_neighbours_swapped_are_always_seen(year, sequence):
    digits = number_for(year, sequence).replace("-", "")
    for place in range(len(digits) - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        assert swapped == digits or parse(swapped) is None


@given(st.integers(2000, 2099), st.integers(1, 99_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_seen_in_any_number(year, sequence, place, shift):
    digits = number_for(year, sequence).replace("-", "")
    wrong = str((int(digits[place]) + shift) % 10)
    assert parse(digits[:place] + wrong + digits[place + 1 :]) is None


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("26-00123-81", id="as printed"),
        pytest.param("260012381", id="without dashes"),
        pytest.param("26 00123 81", id="with spaces"),
        pytest.param(" 26 - 00123 - 81 ", id="with both"),
        pytest.param("26-0012381", id="one dash forgotten"),
        pytest.param("2600123-81", id="the other dash forgotten"),
        pytest.param("26–00123–81", id="with the dashes of a phone"),
        pytest.param("26.00123.81", id="with dots"),
        pytest.param("26/00123/81", id="with strokes"),
    ],
)
def test_a_number_is_read_however_it_is_spaced(written):
    assert parse(written) == THIS


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("26-00123-18", id="check digits swapped"),
        pytest.param("26-00123", id="check digits left out"),
        pytest.param("26-123-81", id="zeros left out"),
        pytest.param("26-000123-81", id="a zero too many"),
        pytest.param("26-00000-62", id="case number zero"),
        pytest.param("26-00123-81 dan lagi", id="more than a number"),
        pytest.param("081809898222", id="the office's phone"),
        pytest.param("3214014505900001", id="a population number"),
        pytest.param("٢٦-٠٠١٢٣-٨١", id="other digits"),
    ],
)
def test_what_is_no_case_number_is_not_taken_for_one(written):
    assert parse(written) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("STATUS 26-00123-81", (THIS,), id="a command"),
        pytest.param("status26-00123-81?", (THIS,), id="without a space"),
        pytest.param("No. 26-00001-59 dan 26-00123-81", ("26-00001-59", THIS), id="two"),
        pytest.param("26-00123-81, sekali lagi 260012381", (THIS,), id="the same twice"),
        pytest.param("26-00123-81 26-00123-18", (THIS,), id="one right, one wrong"),
        pytest.param("12345678 26-00123-81", (THIS,), id="after another number"),
        pytest.param("260012381 55", (THIS,), id="before another number"),
        pytest.param("1260012381", (), id="inside a longer number"),
        pytest.param(f"Bayar {date(2026, 1, 2):%d-%m-%Y} Rp 1.250.000", (), id="dates and money"),
        pytest.param("izin saya belum terbit", (), id="none"),
    ],
)
def test_numbers_are_found_in_what_people_write(text, found):
    assert numbers_in(text) == found
