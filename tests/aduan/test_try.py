"""`aduan try`: a talk with the bot in the terminal, on the office's own database."""

import io
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aduan import trying
from channels.terminal import Terminal
from config.settings import Settings
from tests.office import OfficeUnderTest


class Typist:
    """What `aduan try` does, within the test's own process."""

    def __init__(
        self, database_url: str, room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(room)
        self._settings = Settings(database_url=database_url, data_dir=room / "data")  # type: ignore[arg-type]
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    async def types(self, name: str, keyboard: str) -> str:
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(keyboard))
        await trying.talk(self._settings, name)
        return self._capsys.readouterr().out


@pytest.fixture
def typist(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typist:
    return Typist(database_url, tmp_path, monkeypatch, capsys)


async def test_each_name_is_a_conversation_of_its_own(typist: Typist) -> None:
    told = await typist.types("siti", "Saya Siti Aminah. Izin hosting saya belum terbit.\n")
    assert (found := re.search(r"Nomor: (\S+)", told))
    assert "Belum ada laporan Anda di sini." in await typist.types("budi", "STATUS\n")
    assert "tidak dikirim dari sini" in await typist.types("budi", f"STATUS {found[1]}\n")
    assert "menunggu diambil petugas" in await typist.types("siti", "STATUS\n")


async def test_what_waits_for_one_name_is_not_read_out_to_another(office: OfficeUnderTest, typist: Typist) -> None:
    """Siti left her terminal before the worker had written the reply."""
    office.at(datetime.now(UTC) - timedelta(minutes=1))
    words = "Saya Siti Aminah. Izin hosting saya belum terbit."
    await office.parts.intake.receive(Terminal("siti", print).typed(words, office.now), now=office.now)
    office.later(seconds=2)
    await office.clockwork()
    assert "tercatat" not in await typist.types("budi", "Halo\n")
    assert "tercatat" in await typist.types("siti", "STATUS\n")
