"""How many SMS a text takes."""

import pytest

from core.rules.sms import fits_one_part, outside_the_alphabet, parts, septets


@pytest.mark.parametrize(
    ("text", "in_parts"),
    [
        pytest.param("", 1, id="nothing"),
        pytest.param("a" * 160, 1, id="one full part"),
        pytest.param("a" * 161, 2, id="one letter more"),
        pytest.param("a" * 306, 2, id="two joined parts"),
        pytest.param("a" * 307, 3, id="three joined parts"),
        pytest.param("€" * 80, 1, id="the euro sign counts twice"),
        pytest.param("“" * 70, 1, id="one part outside the alphabet"),
        pytest.param("“" + "a" * 70, 2, id="one strange character more than halves the room"),
        pytest.param("🙏" * 35, 1, id="an emoji counts twice"),
    ],
)
def test_a_text_travels_in_so_many_parts(text: str, in_parts: int) -> None:
    assert parts(text) == in_parts


def test_a_character_outside_the_alphabet_has_no_length() -> None:
    assert septets("“") is None
    assert not fits_one_part("“")
    assert outside_the_alphabet("Izin “hosting”") == "“"
