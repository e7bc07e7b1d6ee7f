"""What officers decide of a case: its grouping, the rules' proposals, what it is in law, who reports it."""

import pytest

from core.procedures import case_people, matters, notes, triage
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.procedures.triage import Grouping
from core.rules.decision import LegalKind
from core.rules.roles import Role
from core.store import alarms, case_links
from tests.core.procedures.scene import MATTER, CaseUnderTest, officer
from tests.office import OfficeUnderTest

UMUM = Grouping("complaint", "umum", ("biaya", "waktu"))


async def correct(case: CaseUnderTest, viewer, chosen: Grouping, version: int | None = None) -> None:
    parts, now = case.office.parts, case.office.now
    version = version or await case.version()
    async with parts.engine.begin() as db:
        await triage.correct_tags(
            db, viewer, case.number, version, chosen, sectors=parts.files.sectors.by_id, now=now
        )  # fmt: skip


async def change(case: CaseUnderTest, viewer, kind: LegalKind, reason: str = "sesuai telaah", words: str = "") -> None:
    version, parts, now = await case.version(), case.office.parts, case.office.now
    async with parts.engine.begin() as db:
        law, tokens = parts.law, parts.tokens
        await triage.change_kind(
            db, viewer, case.number, version, kind, reason=reason, words=words, law=law, tokens=tokens, now=now
        )


async def add_identity(case: CaseUnderTest, viewer, name: str, *, confidential: bool = False, words: str = "") -> None:
    version, parts = await case.version(), case.office.parts
    async with parts.engine.begin() as db:
        await case_people.add_identity(
            db,
            viewer,
            case.number,
            version,
            name,
            on_behalf_of="",
            confidential=confidential,
            words=words,
            law=parts.law,
            tokens=parts.tokens,
            now=case.office.now,
        )


async def test_corrected_tags_are_sure_and_are_kept_beside_the_guess(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await correct(case, budi, UMUM)
    assert (await case.row("sector"), await case.row("components")) == ("umum", ["waktu", "biaya"])
    assert await case.row("unsure") == []
    kept = await office.rows("SELECT author, sector FROM tags ORDER BY id")
    assert [kept[0][0], tuple(kept[-1])] == ["aduan", (budi.author, "umum")]


@pytest.mark.parametrize(
    ("chosen", "axis"),
    [
        pytest.param(Grouping("complaint", "antariksa", ()), "sector", id="a sector nobody knows"),
        pytest.param(Grouping("complaint", "umum", ("sihir",)), "components", id="a component that is none of 14"),
        pytest.param(Grouping("gossip", "umum", ()), "kind", id="a kind that is none"),
    ],
)
async def test_labels_outside_the_closed_lists_are_refused(office: OfficeUnderTest, chosen: Grouping, axis: str):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    with pytest.raises(NotReady) as refusal:
        await correct(case, budi, chosen)
    assert refusal.value.missing[0].detail == axis


async def test_the_second_of_two_officers_hears_that_the_first_was_faster(office: OfficeUnderTest):
    case, budi, siti = await CaseUnderTest.of(office), await officer(office, "Budi"), await officer(office, "Siti")
    version = await case.version()
    await correct(case, budi, UMUM, version)
    with pytest.raises(ChangedMeanwhile):
        await correct(case, siti, UMUM, version)


async def test_the_legal_kind_never_changes_without_a_reason(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    with pytest.raises(NotReady):
        await change(case, budi, LegalKind.SUGGESTION, reason="  ")
    assert await case.row("legal_kind") == "complaint"


async def test_clocks_move_with_the_kind_and_the_original_receipt_counts_again(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    due = await case.of_case("SELECT due_on FROM clocks WHERE case_id = :id AND rule = 'answer-due'")
    await change(case, budi, LegalKind.SUGGESTION)
    assert await case.of_case("SELECT rule FROM clocks WHERE case_id = :id AND met_at IS NULL") == "courtesy"
    office.later(days=1)
    await change(case, budi, LegalKind.COMPLAINT)
    again = "SELECT due_on FROM clocks WHERE case_id = :id AND rule = 'answer-due' AND met_at IS NULL"
    assert await case.of_case(again) == due


async def test_the_citizen_hears_of_a_new_kind_in_the_same_conversation(office: OfficeUnderTest):
    siti, budi = office.citizen(), await officer(office, "Budi")
    case = await CaseUnderTest.of(office)
    await change(case, budi, LegalKind.SUGGESTION, words="Laporan Anda kami perlakukan sebagai saran.")
    await office.send_what_is_due()
    assert siti.last_reply == "Laporan Anda kami perlakukan sebagai saran."


async def late_case(office: OfficeUnderTest) -> CaseUnderTest:
    case = await CaseUnderTest.of(
        office, f"{MATTER} Izin itu sudah saya terima tanggal 5 Januari 2026 tapi salah nama."
    )
    await office.rows("""
        INSERT INTO decisions (case_id, rule, clause, clause_text, force, legal_kind, because, standard_id,
            standard_version, calendar_version, at)
        SELECT id, 'filed-late', 'K6.3', 'dapat diperlakukan sebagai saran', 'may', 'suggestion', 'filed_late', '69',
            'v', 'v', now() FROM cases
        WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE because = 'filed_late') RETURNING id
    """)
    return case


@pytest.mark.parametrize(("agreed", "kind"), [(True, "suggestion"), (False, "complaint")])
async def test_an_officer_decides_on_a_late_filing(office: OfficeUnderTest, agreed: bool, kind: str):
    case, budi = await late_case(office), await officer(office, "Budi")
    proposal = await case.of_case("SELECT id FROM decisions WHERE case_id = :id AND because = 'filed_late'")
    version, parts = await case.version(), office.parts

    async def decide(reason: str) -> None:
        async with parts.engine.begin() as db:
            await triage.decide_proposal(
                db, budi, case.number, version, proposal, agreed=agreed, reason=reason, words="", law=parts.law,
                tokens=parts.tokens, now=office.now,
            )  # fmt: skip

    if not agreed:
        with pytest.raises(NotReady):
            await decide("")
    await decide("Berkasnya baru ketahuan salah.")
    assert await case.row("legal_kind") == kind
    with pytest.raises((NotReady, ChangedMeanwhile)):
        await decide("sekali lagi")


async def test_a_name_told_by_phone_makes_a_suggestion_a_complaint_again(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await office.rows("UPDATE reporters SET identity = 'refused', name = '' RETURNING 1")
    await change(case, budi, LegalKind.SUGGESTION)
    await add_identity(case, budi, "Dewi Lestari")
    assert await case.row("legal_kind") == "complaint"
    assert await case.of_case("SELECT name FROM reporters WHERE case_id = :id") == "Dewi Lestari"
    assert "Dewi" not in str(await office.rows("SELECT payload FROM ledger"))


async def test_a_hidden_name_is_written_over_by_its_holder_alone(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await office.rows("UPDATE reporters SET identity = 'confidential' RETURNING 1")
    with pytest.raises(NotReady):
        await add_identity(case, budi, "Orang Lain")
    await office.rows("UPDATE cases SET holder_id = :id RETURNING 1", id=budi.officer_id)
    await add_identity(case, budi, "Siti Aminah Rahayu", confidential=True)
    assert await case.of_case("SELECT name FROM reporters WHERE case_id = :id") == "Siti Aminah Rahayu"


async def test_an_unnamed_report_of_illegal_levies_raises_an_alarm(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    await office.rows("UPDATE reporters SET identity = 'refused', name = '' RETURNING 1")
    await correct(case, budi, Grouping("complaint", "umum", ("biaya",)))
    await change(case, budi, LegalKind.SUGGESTION)
    async with office.parts.engine.begin() as db:
        raised = await alarms.raised(db)
    assert [(alarm.kind, alarm.subject) for alarm in raised] == [("unnamed_danger", case.number)]


async def test_who_is_complained_about_loses_the_case_and_it_returns_to_the_queue(office: OfficeUnderTest):
    case, budi, siti = await CaseUnderTest.of(office), await officer(office, "Budi"), await officer(office, "Siti")
    await office.rows("UPDATE cases SET holder_id = :id RETURNING 1", id=budi.officer_id)
    version = await case.version()
    async with office.parts.engine.begin() as db:
        await case_people.name_complained_about(
            db, siti, case.number, version, budi.officer_id, now=office.now
        )  # fmt: skip
    assert await case.row("holder_id") is None
    with pytest.raises(NoSuchCase):
        await correct(case, budi, UMUM)


async def test_a_hidden_name_is_read_for_a_reason_that_stays_on_record(office: OfficeUnderTest):
    case, rini = await CaseUnderTest.of(office), await officer(office, "Rini", Role.TEAM_LEADER)
    async with office.parts.engine.begin() as db:
        with pytest.raises(NotReady):
            await case_people.read_identity(db, rini, case.number, " ", now=office.now)
    async with office.parts.engine.begin() as db:
        await case_people.read_identity(db, rini, case.number, "konfirmasi ke pelapor", now=office.now)
    assert await case.of_case("SELECT reason FROM identity_reads WHERE case_id = :id") == "konfirmasi ke pelapor"
    assert await case.of_case("SELECT reason FROM looks WHERE case_id = :id") == "konfirmasi ke pelapor"


async def test_a_second_matter_gets_its_own_number_from_the_same_receipt_on(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    version, parts = await case.version(), office.parts
    office.later(days=2)
    async with parts.engine.begin() as db:
        number = await matters.split(
            db, budi, case.number, version, "Petugas loket tidak ramah", law=parts.law, now=office.now
        )  # fmt: skip
    other = CaseUnderTest(office, number)
    assert await other.row("received_at") == await case.row("received_at")
    assert await other.of_case("SELECT name FROM reporters WHERE case_id = :id") == "Siti Aminah"
    case_id = await case.row("id")
    async with parts.engine.begin() as db:
        assert await case_links.unanswered_matters(db, budi, case_id) == [number]
    await office.rows(
        "INSERT INTO complained_about (case_id, officer_id, author, at)"
        " SELECT id, :who, 'x', now() FROM cases WHERE number = :number RETURNING 1",
        who=budi.officer_id,
        number=number,
    )
    async with parts.engine.begin() as db:
        assert await case_links.unanswered_matters(db, budi, case_id) == [""]  # closing waits, the number stays hidden


async def test_the_same_matter_reported_twice_keeps_two_clocks(office: OfficeUnderTest):
    first = await CaseUnderTest.of(office)
    second, budi = await CaseUnderTest.of(office, handle="dewi@warga.test"), await officer(office, "Budi")
    version, parts = await second.version(), office.parts
    async with parts.engine.begin() as db:
        await matters.join(db, budi, second.number, version, first.number, now=office.now)
    assert await office.value("SELECT count(*) FROM clocks WHERE met_at IS NULL") == 2
    version = await second.version()
    async with parts.engine.begin() as db:
        with pytest.raises(NotReady):
            await matters.join(db, budi, second.number, version, first.number, now=office.now)


async def test_a_note_disturbs_nobody_who_is_deciding(office: OfficeUnderTest):
    case, budi = await CaseUnderTest.of(office), await officer(office, "Budi")
    version = await case.version()
    async with office.parts.engine.begin() as db:
        await notes.add_note(db, budi, case.number, "Sudah saya telepon.", now=office.now)
    await correct(case, budi, UMUM, version)
    assert await case.of_case("SELECT text FROM notes WHERE case_id = :id") == "Sudah saya telepon."
