"""Questions, thanks, matters of other offices, and what machines write."""

import pytest

from core.messages import Automatic
from tests.aduan.reports import kind_of
from tests.office import OfficeUnderTest


async def test_a_question_about_a_service_with_a_standard_is_answered_at_once(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("biaya izin hosting berapa ya?")
    assert "Gratis" in reply
    assert "K4" in reply
    assert await office.rows("SELECT state, legal_kind FROM cases") == [("answered", "information")]
    assert await office.value("SELECT ended_as FROM clocks") == "answered"


async def test_another_permits_question_never_gets_the_hosting_answer(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("biaya izin reklame berapa ya?")
    assert "Gratis" not in reply
    assert await office.value("SELECT legal_kind FROM cases") == "information"


async def test_thanks_make_no_case_and_get_one_friendly_word_a_day(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "Sama-sama" in await siti.says("Terima kasih banyak atas bantuannya")
    assert not await siti.says("makasih ya")
    office.later(days=1)
    assert await siti.says("terima kasih")
    assert await office.value("SELECT count(*) FROM cases") == 0
    assert await office.value("SELECT count(*) FROM messages WHERE author = 'citizen'") == 3


async def test_a_matter_of_another_office_is_proposed_never_dropped(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("Saya Joko Purnomo. KTP saya sudah 4 bulan belum jadi di Disdukcapil.")
    assert "instansi lain" in reply
    assert await kind_of(office) == "complaint"
    assert await office.value("SELECT count(*) FROM clocks WHERE rule = 'answer-due' AND met_at IS NULL") == 1


async def test_filed_late_is_proposed_to_an_officer(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    reply = await siti.says("Saya Siti Aminah. Izin hosting saya terbit tanggal 5 Januari 2026 tapi datanya salah.")
    assert "K6.3" in reply
    assert await office.rows("SELECT rule, force FROM decisions WHERE rule = 'filed-late'") == [("filed-late", "may")]
    assert await kind_of(office) == "complaint"


@pytest.mark.parametrize("why", list(Automatic))
async def test_automatic_mail_is_kept_and_never_answered(office: OfficeUnderTest, why: Automatic) -> None:
    assert not await office.citizen().says("Saya sedang cuti.", automatic=why)
    assert await office.value("SELECT automatic FROM messages") == why
    assert await office.value("SELECT count(*) FROM outbox") == 0
    assert await office.value("SELECT count(*) FROM cases") == 0
