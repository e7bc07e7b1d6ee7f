"""What people really send, and what nobody should: everything is kept, everything is answered, nothing breaks."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from aduan import worker
from aduan.database import Database
from core.messages import Attachment
from tests.aduan.shared import case_of, office_on, somebody_new
from tests.office import Citizen, OfficeUnderTest

NIK = "3214014505900001"
COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."

RUDE = "Saya Siti Aminah. Saya dilayani dengan kasar di loket"


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
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t\u00a0 ", id="blanks"),
        pytest.param("...", id="dots"),
        pytest.param("🙏🙏", id="a sign"),
        pytest.param("\u200b\u200d\ufeff", id="what nobody sees"),
        pytest.param("\0\0", id="NUL"),
        pytest.param("\ud83d\ude4f", id="two halves of a sign"),
    ],
)
async def test_an_empty_mail_is_greeted_and_makes_no_case(siti: Citizen, words: str) -> None:
    assert "Silakan tulis apa yang terjadi" in await siti.says(words)
    assert await kept_of(siti, "messages.text IS NOT NULL, messages.case_id") == (True, None)


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("\0", id="NUL"),
        pytest.param("\ud83d", id="half a sign"),
        pytest.param("\udcff\udcfe", id="bytes that were no text"),
        pytest.param("\x1b[31m\x07\x08", id="orders to a terminal"),
        pytest.param("\u202esuh\u202c", id="a change of direction"),
        pytest.param("'; DROP TABLE cases; -- %s :id {number} {0}", id="orders to a database"),
        pytest.param("<script>alert(1)</script>", id="orders to a browser"),
    ],
)
async def test_what_does_not_belong_in_a_letter_does_not_keep_it_from_being_read(siti: Citizen, sign: str) -> None:
    words = f"{COMPLETE} {sign} Mohon {sign}dibantu.{sign}"
    assert "Pengaduan Anda sudah tercatat." in await siti.says(words)
    (original,) = await kept_of(siti, "content")
    assert original == words.encode("utf-8", "replace"), "as it came, for whoever doubts what we made of it"
    (matter,) = await case_of(siti, "matter")
    assert COMPLETE in str(matter)


@pytest.mark.parametrize("sign", [pytest.param("\0", id="NUL"), pytest.param("\x1b[31m", id="a colour")])
async def test_what_nobody_sees_before_the_first_word_does_not_hide_who_writes(siti: Citizen, sign: str) -> None:
    assert "Siapa nama Anda?" not in await siti.says(f"{sign}{COMPLETE}")


async def test_a_strange_subject_or_name_keeps_nobody_out(siti: Citizen) -> None:
    reply = await siti.says(COMPLETE, subject="\0Izin \ud83d\n\nBcc: orang@lain.test", display_name="Si\0ti \udcff")
    assert "Pengaduan Anda sudah tercatat." in reply


async def test_a_strange_name_of_an_attachment_keeps_nobody_out(siti: Citizen) -> None:
    photo = Attachment("fo\0to\ud83d.jpg", "image/\0jpeg", b"\xff\xd8\xff")
    assert "Nomor: 26-" in await siti.sends(photo, words=COMPLETE)


async def test_a_letter_of_a_hundred_thousand_signs_is_answered_and_its_original_is_whole(siti: Citizen) -> None:
    words = f"{COMPLETE} {'Mohon dibantu ya Pak/Bu. ' * 4_000}"
    assert len(words) > 100_000
    reply = await siti.says(words)
    assert "Pengaduan Anda sudah tercatat." in reply
    assert len(reply) < 2_000
    assert await kept_of(siti, "length(text), content") == (20_000, words.encode())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("a" * 100_000, id="one word"),
        pytest.param("izin " * 20_000, id="the same word"),
        pytest.param("5 Maret 2026 " * 8_000, id="nothing but days"),
        pytest.param(
            "\n" * 20_000 + COMPLETE,
            id="blank lines first",
        ),
    ],
)
async def test_a_letter_without_end_keeps_the_office_busy_for_a_moment_only(siti: Citizen, words: str) -> None:
    assert "Nomor: 26-" in await siti.says(words)


# --- days that cannot be ---------------------------------------------------------------------------------------------


async def test_31_february_is_no_day_and_the_case_is_recorded_all_the_same(siti: Citizen) -> None:
    reply = await siti.says(f"{RUDE} tanggal 31 Februari 2026.")
    assert "Nomor: 26-" in reply
    assert "31 Februari 2026 tidak ada di kalender" in reply
    assert await case_of(siti, "receipt, received_on") == ("unknown", None)


async def test_a_day_to_come_is_not_a_day_on_which_something_happened(siti: Citizen) -> None:
    reply = await siti.says("Saya Siti Aminah. Izin hosting saya terbit tanggal 20 Desember 2026 tapi datanya salah.")
    assert "Nomor: 26-" in reply
    assert "20 Desember 2026 masih akan datang" in reply
    assert await case_of(siti, "received_on") == (None,)
    assert "K6.3" not in reply


# --- numbers that name a person --------------------------------------------------------------------------------------


async def test_a_population_number_is_kept_in_the_case_and_written_nowhere_else(
    office: OfficeUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    siti = office.citizen()
    with caplog.at_level(logging.DEBUG):
        reply = await siti.says(f"{COMPLETE} NIK saya {NIK}.")
        await office.clockwork()
    assert NIK in await office.value("SELECT text FROM messages WHERE author = 'citizen'")
    assert NIK not in reply
    assert NIK not in str(await office.rows("SELECT payload FROM ledger"))
    assert NIK not in str(await office.rows("SELECT facts FROM decisions"))
    assert NIK not in caplog.text
    assert "Siti" not in caplog.text


async def test_a_turn_that_fails_writes_no_name_and_no_number_into_the_log(
    office: OfficeUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    """A disk that is full, a statement that breaks: the log says where and in which conversation, not what was said."""
    siti = office.citizen("sms", "+6281234567890")
    await siti.says(f"{COMPLETE} NIK saya {NIK}.")
    async with office.parts.engine.begin() as db:
        await db.execute(text("ALTER TABLE cases ADD CONSTRAINT penuh CHECK (false) NOT VALID"))
    office.later(seconds=2)
    with caplog.at_level(logging.DEBUG):
        await office.clockwork()
    assert "messages (1,) could not be answered" in caplog.text
    for personal in (NIK, "Siti", "6281234567890", "hosting"):
        assert personal not in caplog.text


async def test_a_job_that_breaks_down_writes_no_name_into_the_log(
    office: OfficeUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()

    async def job(_: asyncio.Event) -> None:
        stop.set()
        async with office.parts.engine.begin() as db:
            await db.execute(text("INSERT INTO beats VALUES ('Siti Aminah', NULL)"))

    await worker.keep_running("clockwork", job, stop)
    assert "clockwork stopped and starts again" in caplog.text
    assert "Siti" not in caplog.text


async def kept_of(citizen: Citizen, columns: str) -> tuple[object, ...]:
    """What the record keeps of the one message that the citizen wrote."""
    (row,) = await citizen.office.rows(
        f"""
        SELECT {columns} FROM messages JOIN blobs ON sha256 = original
        JOIN addresses USING (conversation_id) WHERE handle = :handle AND author = 'citizen'
        """,
        handle=citizen.address.handle,
    )
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
