"""The corpus is sound, and the linter would say so if it were not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from nlp import corpus_shape
from nlp.corpus_reading import Message, Phrase
from nlp.invented import personal_looking
from nlp.likeness import alike
from nlp.linting import AMONG_TRAINING, Written, findings, read_written, report, shapes

OURS = Message("Izin kafe saya belum terbit juga sejak Lebaran", "complaint", "umum", ("waktu",), "casual", "z1")
OUTSIDE = {"Register": 0.1, "Kind": 0.2, "Main component": 0.08}
"""How far a share may lie from what was measured."""


@pytest.fixture(scope="module")
def written() -> Written:
    return read_written()


def told(*messages: Message, phrases: Sequence[Phrase] = (), challenge: Sequence[Message] = ()) -> list[str]:
    """What the linter says of these texts, without the counts that so few cannot reach."""
    found = findings(Written(messages, phrases, (), challenge))
    return [one.what for one in found if one.batch != "all"]


def test_there_is_nothing_to_mend_in_the_corpus(written: Written) -> None:
    assert list(findings(written)) == []


def test_the_report_shows_our_shares_beside_those_measured(written: Written) -> None:
    said = report(written)
    print(said)
    assert "Letters in a message" in said
    assert "Main component (measured / ours)" in said


def test_the_shares_lie_near_those_measured_on_public_channels(written: Written) -> None:
    for title, measured, ours in shapes(written.messages):
        far = {label: (share, ours[label]) for label, share in measured.items() if abs(share - ours[label]) > 0.001}
        print(title, far)
        assert all(abs(there - here) <= OUTSIDE[title] for there, here in far.values()), title


def test_the_lengths_lie_near_those_measured_on_public_channels(written: Written) -> None:
    ours = corpus_shape.deciles(written.messages)
    print(corpus_shape.DECILES, ours)
    assert all(0.75 <= here / there <= 1.25 for there, here in zip(corpus_shape.DECILES, ours, strict=True))


def test_texts_short_of_what_is_asked_are_told() -> None:
    found = [one.what for one in findings(Written((OURS,), (), (), ()))]
    assert "messages: 1 of 2500" in found
    assert "nouns of pupr: 0 of 80" in found


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param({"kind": "anger"}, "no kind: anger", id="a kind of its own"),
        pytest.param({"sector": "hosting"}, "no sector: hosting", id="a sector of its own"),
        pytest.param({"components": ("waktu", "lama")}, "no component: lama", id="a component of its own"),
        pytest.param({"components": ("waktu", "waktu")}, "a component named twice", id="one component twice"),
        pytest.param({"kind": "thanks"}, "thanks has no component", id="praise with a component"),
        pytest.param({"register": "loud"}, "no register: loud", id="a register of its own"),
        pytest.param({"text": "  "}, "a text without a sign", id="nothing said"),
    ],
)
def test_a_label_outside_the_closed_lists_is_told(wrong: dict[str, str], said: str) -> None:
    assert any(one.startswith(said) for one in told(replace(OURS, **wrong)))  # type: ignore[arg-type]


def test_a_sound_message_is_left_alone() -> None:
    assert told(OURS) == []


def test_a_near_double_is_told() -> None:
    double = replace(OURS, text="izin kafe saya belum terbit juga, sejak lebaran!!", batch="z2")
    assert any("alike with z1" in one for one in told(OURS, double))


def test_a_text_close_to_the_challenge_is_told_without_its_words() -> None:
    apart = replace(OURS, text="izin kafe SAYA belum terbit juga sejak lebaran kemarin", batch="x9")
    found = told(OURS, challenge=[apart])
    assert any("alike with x9" in one for one in found)
    assert not any("kemarin" in one for one in found)


def test_a_phrase_that_is_a_whole_challenge_text_is_told() -> None:
    phrase = Phrase("belum terbit", "component", "waktu", "z1")
    assert told(phrases=[phrase], challenge=[replace(OURS, text="Belum terbit!", batch="x9")]) == [
        "is a text of the challenge: belum terbit"
    ]


def test_a_phrase_said_twice_is_told() -> None:
    twice = [Phrase("belum terbit", "component", "waktu", "z1"), Phrase("Belum terbit", "component", "produk", "z2")]
    assert told(phrases=twice) == ["said before in z1 as waktu: Belum terbit"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NIK saya 3214016507880001", id="a NIK with a day of birth"),
        pytest.param("nik 3214 0125 0788 0001 ya", id="a NIK in groups"),
        pytest.param("hub 0812-3456-7891", id="a mobile number"),
        pytest.param("wa +62 857 1234 5678", id="a mobile number from abroad"),
        pytest.param("kirim ke asep@gmail.com", id="an address"),
    ],
)
def test_what_could_be_somebodys_is_told(text: str) -> None:
    assert list(personal_looking(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NIK saya 3214019907880001", id="a NIK whose day is none"),
        pytest.param("hub 0812-0000-7891", id="a mobile number with four zeros"),
        pytest.param("kirim ke asep@contoh.example", id="an address kept for examples"),
        pytest.param("retribusi 2500000 untuk 2024 di nomor 0264-200100", id="money, a year, an office's line"),
    ],
)
def test_invented_forms_are_left_alone(text: str) -> None:
    assert list(personal_looking(text)) == []


def test_a_batch_of_filled_slots_is_told() -> None:
    slots = [
        replace(OURS, text=f"Mohon maaf izin {thing} saya belum terbit juga sejak Lebaran") for thing in "abcdefgh"
    ]
    found = told(*slots)
    assert any("stretches of four words" in one for one in found)
    assert any("repeat each other" in one for one in found)
    assert any('begin with "mohon maaf izin"' in one for one in found)


def test_likeness_is_the_part_of_pieces_in_common() -> None:
    assert [pair.alike for pair in alike(["abcdef"], ["ABCDEF."], AMONG_TRAINING)] == [1.0]
    assert [round(pair.alike, 2) for pair in alike(["abcdefg"], ["abcdefx"], 0.1)] == [0.5]
    assert list(alike(["?!"], ["..."], 0.0)) == []
