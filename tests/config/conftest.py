"""An office's files in a directory of their own, to be edited by a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.load import OfficeFiles, load_office, new_office

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="session")
def purwakarta() -> OfficeFiles:
    return load_office()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    new_office(tmp_path / "kantor")
    return tmp_path / "kantor"


@pytest.fixture
def edit(directory: Path) -> Edit:
    """Replaces words in one of the office's files; they must be there."""

    def replace(file: str, old: str, new: str) -> None:
        text = (directory / file).read_text()
        assert old in text, f"{old!r} is not in {file}"
        (directory / file).write_text(text.replace(old, new))

    return replace
