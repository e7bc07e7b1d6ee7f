"""Attached letters on their way through the office: read by the worker, answered as if they had been typed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from aduan import worker
from aduan.database import Database
from core.messages import Attachment
from tests.aduan.letters import DOCX, PDF, bomb, docx, pdf
from tests.aduan.shared import case_of, office_on, somebody_new
from tests.office import Citizen, OfficeUnderTest

LINES = ("Saya Siti Aminah.", "Izin hosting saya belum terbit, sudah 3 minggu.")
ASKED = "Siapa nama Anda?"


@pytest.fixture(scope="module")
async def busy(
    server: Database, pattern: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[OfficeUnderTest]:
    async with office_on(server, pattern, tmp_path_factory.mktemp("office")) as working:
        yield working


@pytest.fixture
def siti(busy: OfficeUnderTest) -> Citizen:
    return somebody_new(busy)


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param(Attachment("surat.pdf", PDF, pdf(*LINES)), id="PDF"),
        pytest.param(Attachment("surat.docx", DOCX, docx(*LINES)), id="DOCX"),
    ],
)
async def test_a_letter_is_answered_after_it_was_read_and_nothing_in_it_is_asked_again(
    busy: OfficeUnderTest, siti: Citizen, letter: Attachment
) -> None:
    assert await siti.sends(letter, words="Terlampir surat pengaduan saya.") == ""
    await busy.clockwork()
    (reply,) = siti.replies
    assert "Pengaduan Anda sudah tercatat." in reply.text
    assert "Diterima: Senin, 2 Maret 2026 pukul 12.00 WIB" in reply.text
    assert "lamanya waktu pengurusan, bidang perindustrian" in reply.text
    assert ASKED not in reply.text
    assert await case_of(siti, "name, service <> ''") == ("Siti Aminah", True)


@pytest.mark.parametrize(
    ("mail", "letter"),
    [
        pytest.param("", LINES, id="the letter says everything"),
        pytest.param("Nama saya Siti Aminah, surat terlampir.", LINES[1:], id="the mail says who"),
        pytest.param(LINES[1], LINES[:1], id="the mail says what"),
    ],
)
async def test_mail_and_letter_complete_each_other(
    busy: OfficeUnderTest, siti: Citizen, mail: str, letter: tuple[str, ...]
) -> None:
    await siti.sends(Attachment("surat.docx", DOCX, docx(*letter)), words=mail)
    await busy.clockwork()
    assert "Pengaduan Anda sudah tercatat." in siti.last_reply
    assert ASKED not in siti.last_reply


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param(Attachment("pindaian.pdf", PDF, pdf()), id="a scan"),
        pytest.param(Attachment("surat.docx", DOCX, bomb(200)), id="a bomb"),
        pytest.param(Attachment("surat.pdf", PDF, b"%PDF-1.4\nrusak"), id="a broken PDF"),
        pytest.param(Attachment("foto.jpg", "image/jpeg", b"\xff\xd8\xff"), id="a photo"),
        pytest.param(Attachment("bukti.zip", "application/zip", b"PK\3\4"), id="an archive"),
    ],
)
async def test_what_nobody_could_read_waits_for_an_officer_and_is_not_missing(
    busy: OfficeUnderTest, siti: Citizen, letter: Attachment
) -> None:
    await siti.sends(letter, words="Lihat lampiran.")
    await busy.clockwork()
    assert "Nomor: 26-" in siti.last_reply
    assert "petugas" in siti.last_reply
    busy.later(days=8)
    await busy.clockwork()
    assert await case_of(siti, "legal_kind") == ("complaint",)
    kept = await busy.value("SELECT content FROM blobs JOIN attachments ON blob = sha256 ORDER BY id DESC LIMIT 1")
    assert bytes(kept) == letter.content


async def test_the_same_letter_twice_is_kept_once_and_read_in_both_mails(office: OfficeUnderTest) -> None:
    letter = Attachment("surat.docx", DOCX, docx(*LINES))
    await office.citizen().sends(letter)
    await office.citizen(handle="asep@warga.test").sends(letter)
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM cases") == 2
    assert await office.value("SELECT count(*) FROM blobs WHERE size = :size", size=len(letter.content)) == 1


async def test_a_letter_that_takes_long_holds_up_nobody_else(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(media_type: str, content: bytes) -> str:
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr(worker, "text_of", never)
    await office.citizen().sends(Attachment("surat.pdf", PDF, pdf(*LINES)))
    asep = office.citizen("sms", "+6281234567890")
    await asep.says("Saya Asep Sunandar. Izin reklame saya belum terbit.")
    office.later(seconds=2)
    at_work = asyncio.create_task(worker.run(office.parts, asyncio.Event()))
    with suppress(TimeoutError):
        async with asyncio.timeout(2):
            while not asep.replies:  # noqa: ASYNC110 nothing tells when a message has left
                await asyncio.sleep(0.05)
    at_work.cancel()
    await asyncio.wait({at_work})
    assert asep.replies
