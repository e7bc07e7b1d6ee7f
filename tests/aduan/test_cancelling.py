"""BATAL and BUKA, and words that name one of several cases."""

from tests.aduan.reports import COMPLETE, NAMELESS
from tests.aduan.words import code_in, two_cases
from tests.office import OfficeUnderTest


async def test_cancel_asks_once_and_stops_every_clock(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    assert "Yakin?" in await siti.says("BATAL")
    await siti.says("ya")
    assert await office.value("SELECT state FROM cases") == "withdrawn"
    assert await office.value("SELECT count(*) FROM clocks WHERE met_at IS NULL") == 0


async def test_a_cancelled_case_is_opened_again_with_its_number_and_first_receipt(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    first = await siti.says(NAMELESS)
    await siti.says("BATAL")
    await siti.says("ya")
    office.later(hours=3)
    reply = await siti.says("BUKA")
    assert "laporan 26-00001-59 kami buka lagi" in reply
    assert "Siapa nama Anda?" in reply
    await siti.says("Siti Aminah")
    assert await office.rows("SELECT number, state, legal_kind FROM cases") == [("26-00001-59", "open", "complaint")]
    due = "SELECT due_on::text FROM clocks WHERE rule = 'answer-due' AND met_at IS NULL"
    assert await office.value(due) == "2026-03-27"
    assert "27 Maret 2026" in first


async def test_a_reply_to_a_cancelled_case_offers_to_open_it_again(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    mail = siti.replies[0]
    await siti.says("BATAL")
    await siti.says("ya")
    offer = await siti.says("Maaf, ternyata izinnya tetap belum terbit sampai sekarang.", token=mail.token)
    assert "sudah dibatalkan atas permintaan Anda" in offer
    assert "laporan 26-00001-59 kami buka lagi" in await siti.says("ya")
    assert await office.rows("SELECT state FROM cases") == [("open",)]


async def test_an_answered_choice_not_to_open_leaves_it_cancelled(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    await siti.says("BATAL")
    await siti.says("ya")
    assert "Apakah laporan itu ingin dibuka lagi?" in await siti.says("eh jangan dibatalkan pak")
    assert "tetap dibatalkan" in await siti.says("tidak")
    assert await office.rows("SELECT state FROM cases") == [("withdrawn",)]


async def test_what_is_finished_cannot_be_cancelled(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("biaya izin hosting berapa?")
    assert "jawaban kami dikirim 2 Maret 2026" in await siti.says("BATAL")


async def test_words_with_a_number_reach_an_older_case_of_ones_own(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await two_cases(siti)
    assert "Laporan 26-00001-59" in await siti.says("KENAPA 26-00001-59")
    assert "Laporan 26-00001-59 akan dibatalkan" in await siti.says("BATAL 26-00001-59")
    assert "Laporan 26-00001-59 sudah dibatalkan" in await siti.says("ya")
    states = await office.rows("SELECT state FROM cases ORDER BY id")
    assert [state for (state,) in states] == ["withdrawn", "open"]
    assert "laporan 26-00001-59 kami buka lagi" in await siti.says("BUKA 26-00001-59")
    assert await office.value("SELECT state FROM cases ORDER BY id LIMIT 1") == "open"
    await siti.says("RAHASIA 26-00001-59")
    identities = await office.rows("SELECT identity FROM reporters ORDER BY case_id")
    assert [identity for (identity,) in identities] == ["confidential", "named"]


async def test_words_with_somebody_elses_number_ask_for_the_code_and_change_nothing(office: OfficeUnderTest) -> None:
    code = code_in(await office.citizen().says(COMPLETE))
    stranger = office.citizen(handle="orang.lain@warga.test")
    for word in ("KENAPA", "BATAL", "SELESAI", "RAHASIA", "ANONIM", "LEWATI", "BUKA", "KODE"):
        assert "Bila Anda memegang kodenya" in await stranger.says(f"{word} 26-00001-59")
    for word in ("BATAL", "SELESAI", "RAHASIA", "BUKA"):
        assert "hanya dapat diubah dari tempat" in await stranger.says(f"{word} 26-00001-59 {code}")
    assert "sekarang tercatat sebagai pengaduan" in await stranger.says(f"KENAPA 26-00001-59 {code}")
    assert await office.rows("SELECT state, number FROM cases") == [("open", "26-00001-59")]
