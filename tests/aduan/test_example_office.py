"""The example office never mixes with a real one, and shows a whole complaint each time it starts."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from aduan import running
from aduan.demo import newcomer
from aduan.demo import office as example
from aduan.demo.office import NoAnswer, fill, play_one_complaint, with_stand_ins
from aduan.demo.sink import MailSink
from aduan.wiring import Parts, parts
from config.reading import ConfigError
from config.settings import Settings
from tests.aduan.commands import free_port
from tests.fakes import ScriptedRelay
from tests.office import OfficeUnderTest


async def test_a_database_with_real_cases_is_refused(office: OfficeUnderTest) -> None:
    await office.citizen().says("Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu.")
    with pytest.raises(ConfigError, match="real office"):
        await fill(office.parts)
    assert await office.value("SELECT count(*) FROM cases") == 1


@pytest.fixture
async def opened(database_url: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Parts]:
    """The example office with its doors open, and no cases yet."""
    monkeypatch.setattr(example, "PATIENCE", 10.0)
    settings = Settings(
        database_url=database_url,  # type: ignore[arg-type]
        data_dir=tmp_path,  # type: ignore[arg-type]
        web_port=free_port(),
        smtp_port=free_port(),
    )
    async with MailSink() as sink, parts(with_stand_ins(settings, sink)) as built:
        stop = asyncio.Event()
        async with running.running(built, running.ALL, stop, demo=True):
            yield built


async def test_each_start_shows_a_whole_complaint_of_somebody_new(
    opened: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        await play_one_complaint(opened)
    told = capsys.readouterr().out
    assert told.count("Laporan Anda sudah tercatat.") == 3
    assert told.count("Pengaduan Anda sudah tercatat.") == 3
    assert len(set(re.findall(r"^(\S+@warga\.test):$", told, re.MULTILINE))) == 3
    assert len(set(re.findall(r"Nomor: (\S+)", told))) == 3


async def test_a_relay_that_takes_nothing_is_said_in_a_sentence(
    database_url: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(example, "PATIENCE", 1.0)
    async with ScriptedRelay({"MAIL": ["451 later"] * 100}) as relay:
        settings = Settings(
            database_url=database_url,  # type: ignore[arg-type]
            data_dir=tmp_path,  # type: ignore[arg-type]
            web_port=free_port(),
            smtp_port=free_port(),
            mail_address="pengaduan@aduan.test",
            smtp_relay_url=f"smtp://127.0.0.1:{relay.port}",  # type: ignore[arg-type]
        )
        async with parts(settings) as built, running.running(built, running.ALL, asyncio.Event()):
            with pytest.raises(NoAnswer, match="ADUAN_SMTP_RELAY_URL"):
                await play_one_complaint(built)


def test_there_is_always_somebody_who_never_wrote() -> None:
    some = [who for who, _ in zip(newcomer._everybody(), range(500), strict=False)]
    assert some[0].name == "Siti Aminah"
    assert len({who.address for who in some}) == 500
    assert some[0].first_name != some[1].first_name
