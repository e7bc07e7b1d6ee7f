"""A matter that may be another office's: whose it is, who hears of it, and what becomes of the clocks."""

import pytest

from core.procedures import forward
from core.procedures.forward import Verdict
from core.procedures.not_ready import NotReady
from core.rules.forwarding import Choice
from core.store.viewers import Viewer
from tests.core.procedures.scene import CaseUnderTest, officer
from tests.office import OfficeUnderTest

TO = "Dinas Perhubungan Kabupaten Purwakarta"
AWAY = Verdict(Choice.FORWARDED, TO, words=f"Laporan Anda kami teruskan ke {TO}.")


async def decide(case: CaseUnderTest, viewer: Viewer, verdict: Verdict) -> None:
    version, parts = await case.version(), case.office.parts
    async with parts.engine.begin() as db:
        await forward.decide_whose(
            db, viewer, case.number, version, verdict, law=parts.law, tokens=parts.tokens, now=case.office.now
        )  # fmt: skip


async def confirm(case: CaseUnderTest, viewer: Viewer, words: str) -> None:
    version = await case.version()
    async with case.office.parts.engine.begin() as db:
        await forward.confirm(db, viewer, case.number, version, words, now=case.office.now)


async def test_the_citizen_hears_where_the_matter_went_and_the_fourteen_days_end(office: OfficeUnderTest):
    siti, budi = office.citizen(), await officer(office, "Budi")
    case = await CaseUnderTest.of(office)
    await decide(case, budi, AWAY)
    await office.send_what_is_due()
    assert TO in siti.last_reply
    assert await case.row("state") == "forwarded"
    ended = await office.rows("SELECT rule, ended_as FROM clocks ORDER BY id")
    assert [tuple(row) for row in ended if row[0] != "silence"] == [
        ("answer-due", "forwarded"),
        ("forward", "citizen_told"),
    ]


@pytest.mark.parametrize(
    "verdict",
    [
        pytest.param(Verdict(Choice.FORWARDED, "", words="Kami teruskan."), id="to nobody"),
        pytest.param(Verdict(Choice.FORWARDED, TO), id="without a word to the citizen"),
        pytest.param(Verdict(Choice.WITH_AGENCY, " "), id="together with nobody"),
    ],
)
async def test_a_choice_that_leaves_something_out_is_refused(office: OfficeUnderTest, verdict: Verdict):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    with pytest.raises(NotReady):
        await decide(case, budi, verdict)
    assert await case.row("state") == "open"


async def test_a_forwarded_case_ends_when_the_receiver_has_confirmed(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await decide(case, budi, AWAY)
    with pytest.raises(NotReady):
        await confirm(case, budi, " ")
    await confirm(case, budi, "Surat 500/12, diterima Pak Asep")
    assert await case.row("state") == "closed"


async def test_without_an_address_the_citizen_is_told_by_hand_within_three_days(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await office.rows("UPDATE addresses SET channel = 'letter' RETURNING 1")
    await decide(case, budi, AWAY)
    assert await case.of_case("SELECT rule FROM clocks WHERE case_id = :id AND met_at IS NULL") == "forward"
    await confirm(case, budi, "Surat 500/12")
    assert await case.row("state") == "forwarded"
    version = await case.version()
    async with office.parts.engine.begin() as db:
        await forward.told_by_hand(db, budi, case.number, version, now=office.now)
    assert await case.row("state") == "closed"


async def test_ours_with_an_agency_is_k67b_and_keeps_its_clock(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await decide(case, budi, Verdict(Choice.WITH_AGENCY, TO))
    assert (await case.row("category"), await case.row("agency")) == ("with_agency", TO)
    assert await case.of_case("SELECT party FROM shares WHERE case_id = :id AND ended_at IS NULL") == TO
    assert await case.of_case("SELECT rule FROM clocks WHERE case_id = :id AND met_at IS NULL") == "answer-due"


async def test_a_matter_that_is_ours_refuses_the_proposal(office: OfficeUnderTest):
    case = await CaseUnderTest.of(office, "Saya Siti Aminah. Jalan di depan rumah saya rusak parah dan berlubang.")
    budi = await officer(office, "Budi")
    if not await office.rows("SELECT 1 FROM decisions WHERE because = 'not_our_matter'"):
        pytest.fail("the scene needs a matter that the rules would forward")
    await decide(case, budi, Verdict(Choice.OURS, reason="Terkait izin kami"))
    asked = "SELECT verdict FROM decisions WHERE case_id = :id AND because = 'not_our_matter'"
    assert await case.of_case(asked) == "refused"
    assert await case.row("state") == "open"
