"""The words citizens may send at any time, and what each does."""

from tests.aduan.reports import COMPLETE, NAMELESS, kind_of
from tests.aduan.words import said_in_a_burst
from tests.office import OfficeUnderTest


async def test_a_word_in_a_burst_is_obeyed_and_the_matter_recorded(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    reply = await said_in_a_burst(office, siti, "saya Siti Aminah, izin hosting saya belum terbit", "STATUS")
    assert "Pengaduan Anda sudah tercatat" in reply
    assert "menunggu diambil petugas" in reply
    assert await office.value("SELECT matter FROM cases") == "saya Siti Aminah, izin hosting saya belum terbit"
    assert len(siti.replies) == 1


async def test_in_a_burst_the_question_stands_at_the_end_once(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    reply = await said_in_a_burst(office, siti, "izin hosting saya belum terbit", "status", "bantuan")
    assert reply.count("Siapa nama Anda?") == 1
    assert reply.rstrip().endswith("bila tidak ingin menyebutnya.")


async def test_a_word_sent_twice_in_a_burst_counts_once(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    await said_in_a_burst(office, siti, COMPLETE)
    assert "Yakin?" in await said_in_a_burst(office, siti, "BATAL", "batal")
    assert await office.value("SELECT state FROM cases") == "open"


async def test_a_number_after_the_choice_was_made_is_still_answered(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    await siti.says("ANONIM")
    assert "kami catat sebagai saran" in await siti.says("2")
    assert "kami catat sebagai saran" in await siti.says("2")
    assert "Balas 1 atau 2" in await siti.says("3")
    assert "Siapa nama Anda?" in await siti.says("1")


async def test_an_officer_is_called_always_and_the_bot_keeps_quiet(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    assert "petugas" in await siti.says("PETUGAS")
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'officer_called'") == 1
    assert not await siti.says("Halo, ada orang?")


async def test_confidential_is_named_but_hidden_and_stays_a_complaint(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(f"{COMPLETE} Tolong rahasiakan nama saya.")
    await siti.says("1")
    assert await office.value("SELECT identity FROM reporters") == "confidential"
    assert await kind_of(office) == "complaint"


async def test_no_name_at_all_is_a_suggestion_at_once(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    reply = await siti.says("LEWATI")
    assert await kind_of(office) == "suggestion"
    assert "K6.5b" in reply


async def test_a_word_that_works_works_under_any_subject(office: OfficeUnderTest) -> None:
    assert "Belum ada laporan Anda di sini" in await office.citizen().says("STATUS", subject="Pengaduan")
    assert await office.value("SELECT count(*) FROM cases") == 0
