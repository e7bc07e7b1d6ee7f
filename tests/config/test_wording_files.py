"""What the office says: every sentence in every language, and short enough for an SMS."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.load import OfficeFiles, load_office
from config.reading import ConfigError
from config.sentences import check_sentences, placeholders, read_sentences

PATTERN = {
    "acknowledgment": {"text": "Pengaduan {number} tercatat {received}.", "sms": "{number} tercatat."},
    "greeting": {"text": "Selamat datang."},
}
ABOUT = "[about]\nproofread = false\n"
RECORDED = '[acknowledgment]\ntext = "Recorded as {number}."\nsms = "{number} recorded."\n'
GREETED = '[greeting]\ntext = "Welcome."\nno_sms = true\n'


def test_every_language_says_every_sentence(purwakarta: OfficeFiles) -> None:
    assert set(purwakarta.wording) == {"id", "su", "en"} == set(purwakarta.proofread)
    assert purwakarta.wording["id"].keys() == purwakarta.wording["su"].keys() == purwakarta.wording["en"].keys()


def test_a_language_may_leave_a_fact_out() -> None:
    sentences, proofread = read_sentences("wording/en.toml", ABOUT + RECORDED + GREETED)
    check_sentences("wording/en.toml", sentences, PATTERN)
    assert sentences["acknowledgment"] == {"text": "Recorded as {number}.", "sms": "{number} recorded."}
    assert sentences["greeting"] == {"text": "Welcome."}
    assert not proofread


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(ABOUT + RECORDED, "greeting: this sentence is missing", id="a sentence missing"),
        pytest.param(
            ABOUT + RECORDED + GREETED + GREETED.replace("greeting", "greetin"),
            "greetin: nobody says this sentence; did you mean greeting?",
            id="a sentence nobody says",
        ),
        pytest.param(
            ABOUT + RECORDED.replace("as {number}", "as {nubmer}") + GREETED,
            "acknowledgment.text: nothing fills in {nubmer} here; did you mean number?",
            id="an unknown placeholder",
        ),
        pytest.param(
            ABOUT + RECORDED.replace("as {number}", "as {number") + GREETED,
            "acknowledgment.text: the braces do not fit",
            id="a brace not closed",
        ),
        pytest.param(
            ABOUT + RECORDED.replace("as {number}", "as {number:5}") + GREETED,
            "acknowledgment.text: the braces do not fit",
            id="more than a name in braces",
        ),
        pytest.param(
            ABOUT + RECORDED + GREETED.replace("no_sms = true", ""),
            "greeting.sms: is missing",
            id="no SMS form, and no word about it",
        ),
        pytest.param(
            ABOUT + RECORDED + "no_sms = true\n" + GREETED,
            "acknowledgment.sms: stands beside no_sms = true",
            id="an SMS form that is not to be",
        ),
        pytest.param(
            ABOUT + RECORDED.replace("{number} recorded.", "x" * 150 + "{number}") + GREETED,
            "acknowledgment.sms: gets 162 characters long when filled in; one SMS holds 160",
            id="an SMS form too long once the number is in it",
        ),
        pytest.param(
            ABOUT + RECORDED.replace("{number} recorded.", "{number} recorded…") + GREETED,
            "acknowledgment.sms: '…' does not fit into an SMS; write plain letters",
            id="a typographic ellipsis, which makes three SMS of one",
        ),
        pytest.param(
            RECORDED + GREETED,
            "about: is missing",
            id="nobody knows whether it was proofread",
        ),
    ],
)
def test_a_slip_in_the_wording_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        check_sentences("wording/en.toml", read_sentences("wording/en.toml", text)[0], PATTERN)
    assert str(refusal.value).startswith(f"wording/en.toml, {sentence}")


def test_placeholders_are_the_names_in_braces() -> None:
    assert placeholders("Nomor {number}, {{bukan}}, paling lambat {due}.") == {"number", "due"}


def test_an_edited_office_is_held_against_the_sentences_the_program_says(
    directory: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("wording/id.toml", "[how_to]", "[howto]")
    with pytest.raises(ConfigError, match=r"wording/id.toml, how_to: this sentence is missing"):
        load_office(directory)
