"""What comes after an answer: staying with the case or going on to the next, as each person chose once."""

from core.rules.roles import Role
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.pages.case_at_desk import CaseAtDesk, examined

FINDINGS = "Sertifikat Anda sudah terbit."


async def answered(case: CaseAtDesk) -> str:
    """Where the browser is led after the answer has left."""
    await examined(case)
    await case.look()
    sent = {"version": case.version, "answer.findings": FINDINGS}
    return (await case.browser.post(f"{case.address}/answer", sent)).headers["location"]


async def going_on(browser: Browser) -> None:
    assert (await browser.post("/desk/preferences", after_answer="next")).status_code == 303


async def test_whoever_chose_nothing_stays_with_the_case(case: CaseAtDesk) -> None:
    assert await answered(case) == f"{case.address}#percakapan"


async def test_whoever_chose_to_go_on_has_the_most_urgent_free_case_in_hand(case: CaseAtDesk) -> None:
    await going_on(case.browser)
    await case.does("take")
    free = await CaseUnderTest.of(case.office, "Saya Asep Saepudin. Loket tutup lebih awal.", handle="asep@warga.test")
    assert await answered(case) == f"/desk/cases/{free.number}"
    assert await free.row("holder_id") == case.browser.officer_id


async def test_when_every_case_has_somebody_the_queue_says_so(case: CaseAtDesk) -> None:
    await going_on(case.browser)
    await case.does("take")
    onward = await answered(case)
    assert "sudah ada yang memegang" in (await case.browser.get(onward)).text


async def test_the_choice_stands_beside_the_button(case: CaseAtDesk, desk: DeskUnderTest) -> None:
    assert "Setelah terkirim: tetap di sini" in await case.look()
    await going_on(case.browser)
    assert "Setelah terkirim: lanjut ke yang berikutnya" in await case.look()
    rina = CaseAtDesk(case.office, await desk.as_officer("rina", Role.OFFICER), case.number)
    assert "Setelah terkirim: tetap di sini" in await rina.look()
