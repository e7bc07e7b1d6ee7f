"""Which browser drives the journeys, and what is said where there is none."""

from pathlib import Path

import pytest

from tests.browser.chromium import NoChromium, executable


def program(folder: Path, name: str) -> Path:
    made = folder / name
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    return made


def test_the_chosen_one_wins_over_what_is_installed(tmp_path: Path) -> None:
    mine, installed = program(tmp_path, "mine"), program(tmp_path, "chromium")
    assert executable({"PATH": str(tmp_path)}) == str(installed)
    assert executable({"PATH": str(tmp_path), "ADUAN_CHROMIUM": str(mine)}) == str(mine)


def test_without_one_a_sentence_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NoChromium, match="apt-get install chromium"):
        executable({"PATH": str(tmp_path)})


def test_a_chosen_one_that_is_none_is_named_and_no_other_taken(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    with pytest.raises(NoChromium, match="/nowhere/chromium is no program"):
        executable({"PATH": str(tmp_path), "ADUAN_CHROMIUM": "/nowhere/chromium"})
