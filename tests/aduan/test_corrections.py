"""What a citizen sets right after the acknowledgment: the record follows, and the reply says so."""

from core.procedures import triage
from tests.core.procedures.scene import CaseUnderTest, officer
from tests.office import OfficeUnderTest

LATE = "Saya Siti Aminah. Izin hosting saya terbit tanggal 5 Januari 2026 tapi datanya salah."
"""Written on 2 March 2026: more than thirty days after."""

PROPOSALS = "SELECT verdict, facts->>'layanan_diterima' FROM decisions WHERE rule = 'filed-late' ORDER BY id"


async def test_a_later_day_takes_the_proposal_back(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "K6.3" in await siti.says(LATE)
    reply = await siti.says("Ralat, yang benar saya terima 20 Februari")
    assert "20 Februari 2026" in reply
    assert "masih dalam batas waktu" in reply
    assert await office.rows("SELECT receipt, received_on::text FROM cases") == [("received", "2026-02-20")]
    assert await office.rows(PROPOSALS) == [("outdated", "2026-01-05")]


async def test_never_received_takes_the_proposal_back(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(LATE)
    reply = await siti.says("BELUM")
    assert "belum Anda terima" in reply
    assert "masih dalam batas waktu" in reply
    assert await office.rows("SELECT receipt, received_on FROM cases") == [("never", None)]
    assert await office.rows(PROPOSALS) == [("outdated", "2026-01-05")]


async def test_a_day_that_is_late_too_is_proposed_anew(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(LATE)
    assert "K6.3" in await siti.says("maaf, tanggal 10 Januari 2026")
    assert await office.rows(PROPOSALS) == [("outdated", "2026-01-05"), (None, "2026-01-10")]


async def test_a_day_in_time_that_becomes_late_is_proposed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("Saya Siti Aminah. Izin hosting saya terbit tanggal 20 Februari tapi datanya salah.")
    assert "K6.3" in await siti.says("ralat, terbitnya 5 Januari 2026")
    assert await office.rows(PROPOSALS) == [(None, "2026-01-05")]


async def test_an_officers_word_stands_whatever_is_set_right_later(office: OfficeUnderTest) -> None:
    case = await CaseUnderTest.of(office, LATE)
    budi = await officer(office, "Budi")
    proposal = await case.of_case("SELECT id FROM decisions WHERE case_id = :id AND rule = 'filed-late'")
    parts = office.parts
    async with parts.engine.begin() as db:
        await triage.decide_proposal(
            db,
            budi,
            case.number,
            await case.version(),
            proposal,
            agreed=True,
            reason="",
            words="",
            law=parts.law,
            tokens=parts.tokens,
            now=office.now,
        )
    reply = await office.citizen().says("ralat, yang benar 20 Februari")
    assert "Keputusan itu tetap berlaku" in reply
    assert await case.row("legal_kind") == "suggestion"
    assert await case.row("received_on::text") == "2026-02-20"
    assert await office.rows(PROPOSALS) == [("agreed", "2026-01-05")]


async def test_kenapa_tells_that_the_day_was_set_right(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(LATE)
    await siti.says("ralat, yang benar 20 Februari")
    assert "Keterangan Anda yang baru mengubahnya" in await siti.says("KENAPA")


async def test_another_name_replaces_the_first_and_is_confirmed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("Saya Bambang. Izin hosting saya belum terbit.")
    assert "kini Bambang Irawan" in await siti.says("bukan Bambang, nama saya Bambang Irawan")
    assert await office.rows("SELECT identity, name FROM reporters") == [("named", "Bambang Irawan")]


async def test_a_question_that_was_a_complaint_gets_the_clock_of_one(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "KELUHAN" in await siti.says("Mau tanya, jam buka kantor hari Jumat sampai jam berapa?")
    reply = await siti.says("KELUHAN")
    assert "pengaduan" in reply
    assert "Siapa nama Anda?" in reply
    await siti.says("Hari Wibowo")
    assert await office.rows("SELECT legal_kind, state FROM cases") == [("complaint", "open")]
    running = "SELECT rule FROM clocks WHERE met_at IS NULL"
    assert await office.rows(running) == [("answer-due",)]


async def test_a_company_alone_is_whose_matter_it_is_and_nobody_who_reports(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("Izin hosting kami belum terbit sudah 3 minggu")
    assert "urusan PT Sinar Data Nusantara. Siapa nama Anda" in await siti.says("PT Sinar Data Nusantara")
    assert "menjadi pengaduan lagi" in await siti.says("LEWATI")
    known = "SELECT identity, name, on_behalf_of FROM reporters"
    assert await office.rows(known) == [("refused", "", "PT Sinar Data Nusantara")]
    assert await office.value("SELECT legal_kind FROM cases") == "suggestion"
    await siti.says("Nama saya Mei Lestari")
    assert await office.rows(known) == [("named", "Mei Lestari", "PT Sinar Data Nusantara")]
    assert await office.value("SELECT legal_kind FROM cases") == "complaint"


async def test_a_company_said_again_and_again_is_not_asked_about_for_ever(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("Izin hosting kami belum terbit sudah 3 minggu")
    replies = [await siti.says("PT Sinar Data Nusantara") for _ in range(3)]
    assert ["Siapa nama Anda" in reply for reply in replies] == [True, False, False]
    assert all("nama orang yang melaporkannya" in reply for reply in replies[1:])


async def test_only_asking_makes_an_unsure_case_an_information_request(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("Mau tanya, jam buka kantor hari Jumat sampai jam berapa?")
    await siti.says("KELUHAN")
    await office.rows(
        "UPDATE conversations SET talk = jsonb_set(talk::jsonb, '{tags,unsure}', '[\"kind\"]') RETURNING id"
    )
    assert "permintaan informasi" in await siti.says("eh, cuma tanya pak")
    assert await office.value("SELECT legal_kind FROM cases") == "information"
    assert await office.rows("SELECT rule FROM clocks WHERE met_at IS NULL") == [("information",)]
