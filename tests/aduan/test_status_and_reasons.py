"""STATUS, KENAPA and KODE: what is true, to whom it belongs."""

from sqlalchemy import text

from core.procedures import holding
from core.rules.roles import Role
from core.rules.sms import fits_one_part
from core.store import officers
from core.store.officers import NewOfficer
from core.store.viewers import Viewer
from tests.aduan.reports import COMPLETE, NAMELESS
from tests.aduan.words import code_in, said_in_a_burst
from tests.office import OfficeUnderTest


async def test_status_shows_only_ones_own_case(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    stranger = office.citizen(handle="orang.lain@warga.test")
    assert "tidak dikirim dari sini" in await stranger.says("STATUS 26-00001-59")
    assert "menunggu diambil petugas" in await office.citizen().says("STATUS 26-00001-59")


async def test_status_with_the_code_shows_it_from_elsewhere(office: OfficeUnderTest) -> None:
    code = code_in(await office.citizen().says(COMPLETE))
    stranger = office.citizen(handle="anaknya@warga.test")
    for written in (code, code.lower(), code.replace("-", " "), f"kode {code}"):
        reply = await stranger.says(f"STATUS 26-00001-59 {written}")
        assert "menunggu diambil petugas" in reply
        assert code not in reply
    assert "tidak dikirim dari sini" in await stranger.says("STATUS 26-00001-59 0000-0000-0000")


async def test_the_first_reply_and_status_give_the_owner_the_code(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    code = code_in(await siti.says(NAMELESS))
    assert code not in await siti.says("Siti Aminah")
    assert code in await siti.says("STATUS")
    assert code in await siti.says("KODE")
    assert code not in await office.citizen(handle="lain@warga.test").says("KODE 26-00001-59")


async def test_a_short_message_has_the_code_only_where_it_fits(office: OfficeUnderTest) -> None:
    siti = office.citizen("sms", "+6281234567890")
    first = await said_in_a_burst(office, siti, COMPLETE)
    again = await said_in_a_burst(office, siti, "KODE")
    code = code_in(again)
    assert fits_one_part(first)
    assert fits_one_part(again)
    assert code in await said_in_a_burst(office, siti, "STATUS")


async def test_status_says_who_has_it_in_hand(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    office.later(days=1)
    budi = NewOfficer("budi", "Budi", Role.OFFICER, tier="pelaksana")
    async with office.parts.engine.begin() as db:
        viewer = Viewer(await officers.add(db, budi, "!", office.now) or 0, "Budi", Role.OFFICER)
        await holding.take(db, viewer, "26-00001-59", 1, now=office.now)
    assert "ada pada petugas sejak 3 Maret 2026" in await siti.says("STATUS")


async def test_status_admits_that_the_last_day_has_passed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    office.later(days=60)
    assert "Batas waktu jawaban laporan ini sudah lewat" in await siti.says("STATUS")
    assert "mohon maaf" in await siti.says("Belum ada jawaban sampai sekarang!")


async def test_why_is_a_short_letter_with_each_decision_once(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    await siti.says("LEWATI")
    office.later(days=1)
    await siti.says("Nama saya Siti Aminah")
    reply = await siti.says("KENAPA")
    assert "sekarang tercatat sebagai pengaduan" in reply
    assert "2 Maret 2026: tercatat sebagai saran, karena nama pelapor tidak ada" in reply
    assert "3 Maret 2026: yang kurang sudah Anda lengkapi" in reply
    assert "paling lambat 14 (empat belas) hari kerja" in reply
    assert [reply.count(f"Bunyi {clause}") for clause in ("K6.4", "K6.5b")] == [1, 1]
    for raw in ("2026-03", "identitas:", "objek:", "still", "_"):
        assert raw not in reply


async def test_why_says_that_an_officer_changed_the_kind_and_why(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    async with office.parts.engine.begin() as db:
        await db.execute(
            text(
                "INSERT INTO legal_kinds (case_id, legal_kind, because, author, at) "
                "SELECT id, 'suggestion', 'Isinya usulan agar loket dibuka Sabtu.', 'officer:1', :at FROM cases"
            ),
            {"at": office.now},
        )
        await db.execute(text("UPDATE cases SET legal_kind = 'suggestion'"))
    reply = await siti.says("KENAPA 26-00001-59")
    assert "sekarang tercatat sebagai saran" in reply
    assert "petugas menetapkannya sebagai saran. Alasan petugas: Isinya usulan agar loket dibuka Sabtu." in reply


async def test_a_mistyped_number_is_said_to_be_one(office: OfficeUnderTest) -> None:
    assert "salah ketik" in await office.citizen().says("STATUS 26-00001-58")
