"""The main job: a citizen writes, the office records, completes, decides and acknowledges."""

import asyncio

from tests.aduan.reports import COMPLETE, NAMELESS
from tests.office import OfficeUnderTest


async def test_a_named_citizen_gets_a_number_a_date_and_the_clause(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says(COMPLETE)
    assert "26-00001-59" in reply
    assert "Senin, 2 Maret 2026 pukul 12.00 WIB" in reply
    assert "lamanya waktu pengurusan, bidang perindustrian" in reply
    assert "Kamis, 26 Maret 2026" not in reply  # Nyepi and the joint leave of Idul Fitri do not count
    assert "paling lambat Jumat, 27 Maret 2026" in reply
    assert "K6.4" in reply


async def test_number_first_patience_after(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    first = await siti.says(NAMELESS)
    assert "26-00001-59" in first
    assert "pukul 12.00 WIB" in first
    assert first.rstrip().endswith("bila tidak ingin menyebutnya.")
    second = await siti.says("Siti Aminah")
    assert "Pengaduan Anda sudah tercatat" in second
    assert "26-00001-59" in second


async def test_the_first_reply_says_what_is_kept_and_where_to_read_more(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "/privasi" in await siti.says(NAMELESS)
    assert "/privasi" not in await siti.says("Siti Aminah")


async def test_the_same_mail_twice_is_one_case_and_one_reply(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    first = await siti.says(COMPLETE, provider_id="sama@warga.test")
    second = await siti.says(COMPLETE, provider_id="sama@warga.test")
    assert first
    assert not second
    assert await office.value("SELECT count(*) FROM cases") == 1


async def test_fifty_citizens_three_times_each_at_once_are_fifty_cases(office: OfficeUnderTest) -> None:
    citizens = [office.citizen(handle=f"warga{n}@warga.test") for n in range(50)]
    mails = [citizen.writes(COMPLETE, provider_id=f"p{n}") for n, citizen in enumerate(citizens) for _ in range(3)]
    fresh = await asyncio.gather(*(office.parts.intake.receive(mail, now=office.now) for mail in mails))
    await office.send_what_is_due()
    assert sum(fresh) == 50
    assert await office.value("SELECT count(*) FROM cases") == 50
    assert await office.value("SELECT count(DISTINCT number) FROM cases") == 50
    assert [len(citizen.replies) for citizen in citizens] == [1] * 50


async def test_ten_messages_of_one_citizen_at_once_are_one_talk_in_order(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    mails = [siti.writes(NAMELESS if n == 0 else f"Tambahan nomor {n} untuk laporan saya.") for n in range(10)]
    await asyncio.gather(*(office.parts.intake.receive(mail, now=office.now) for mail in mails))
    assert await office.value("SELECT count(*) FROM cases") == 1
    texts = [row[0] for row in await office.rows("SELECT text FROM messages WHERE author = 'citizen' ORDER BY id")]
    assert texts == [mail.text for mail in mails]
