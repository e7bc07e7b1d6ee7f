"""The codes that prove a case is one's own, and the marks by which an answer finds its case."""

import pytest

from core.procedures.tokens import CODE_LETTERS, Tokens, fits, tracking_code

KEY = b"kunci kantor"
NUMBER = "26-00001-59"


def test_a_code_has_sixty_bits_in_letters_nobody_confuses() -> None:
    letters = tracking_code(KEY, NUMBER).replace("-", "")
    assert len(CODE_LETTERS) ** len(letters) >= 2**60
    assert not set("ILOU") & set(CODE_LETTERS)
    assert set(letters) <= set(CODE_LETTERS)


def test_a_code_is_the_same_each_time_and_another_for_each_case_and_office() -> None:
    code = tracking_code(KEY, NUMBER)
    assert code == tracking_code(KEY, NUMBER)
    assert len({code, tracking_code(KEY, "26-00002-56"), tracking_code(b"kantor lain", NUMBER)}) == 3


def test_a_code_may_be_written_as_people_write() -> None:
    code = tracking_code(KEY, NUMBER)
    misread = code.replace("0", "o").replace("1", "l")
    for written in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code}. ", misread):
        assert fits(KEY, NUMBER, written)


@pytest.mark.parametrize("written", ["", "----", "0", "0000-0000-0000", "kode", "é" * 12])
def test_what_is_no_code_of_the_case_does_not_fit(written: str) -> None:
    assert not fits(KEY, NUMBER, written)


def test_the_code_of_another_case_does_not_fit() -> None:
    assert not Tokens(KEY).is_code_of("26-00002-56", Tokens(KEY).code(NUMBER))
    assert Tokens(KEY).is_code_of(NUMBER, Tokens(KEY).code(NUMBER))


def test_an_answer_finds_its_case_by_its_mark_alone() -> None:
    tokens = Tokens(KEY)
    assert tokens.case_of(tokens.sign(7)) == 7
    assert tokens.case_of(tokens.sign(7).upper()) == 7
    assert tokens.case_of("7-" + "a" * 16) is None
    assert tokens.case_of("bukan token") is None
