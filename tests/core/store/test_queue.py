"""The queue and the search, against the real database: order, lanes, who sees what, and what is found."""

from datetime import date

import pytest

from core.rules.roles import Role
from core.store import queue, search
from core.store.queue_counts import counts as figures
from core.store.queue_filters import MINE, Filters
from core.store.queue_rows import Waiting
from core.store.viewers import Viewer
from tests.core.procedures.scene import officer
from tests.office import OfficeUnderTest
from tests.search_index import index_all

TODAY = date(2026, 3, 2)
HOSTING = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."


@pytest.fixture
async def budi(office: OfficeUnderTest) -> Viewer:
    return await officer(office, "Budi")


async def reported(office: OfficeUnderTest, words: str, *, sender: str = "siti") -> int:
    """The id of the case that this mail made."""
    await office.citizen(handle=f"{sender}@warga.test").says(words)
    await office.clockwork()
    return int(await office.value("SELECT max(id) FROM cases"))


async def shown(office: OfficeUnderTest, who: Viewer, today: date = TODAY, **narrowed: str) -> tuple[Waiting, ...]:
    async with office.parts.engine.begin() as db:
        return (await queue.by_urgency(db, who, Filters(**narrowed), today)).rows


async def found(office: OfficeUnderTest, who: Viewer, words: str) -> list[int]:
    await index_all(office)
    async with office.parts.engine.begin() as db:
        sought = await search.understood(db, words)
        stretch = await queue.by_urgency(db, who, Filters(lane="all"), TODAY, sought=sought)
    return [row.id for row in stretch.rows]


async def test_the_strictest_unmet_clock_comes_first(office: OfficeUnderTest, budi: Viewer) -> None:
    late = await reported(office, HOSTING)
    office.later(days=1)
    soon = await reported(office, "Saya Asep. Petugas loket lambat sekali.", sender="asep")
    assert [row.id for row in await shown(office, budi)] == [late, soon]
    await office.rows("INSERT INTO clocks (case_id, rule, clause, days, started_on, due_on, calendar_version) "
                      "VALUES (:case, 'sp4n_verification', 'SP4N', 3, '2026-03-02', '2026-03-05', 'x') RETURNING id",
                      case=soon)  # fmt: skip
    assert [row.id for row in await shown(office, budi)] == [soon, late]


async def test_the_citizens_silence_presses_nobody(office: OfficeUnderTest, budi: Viewer) -> None:
    await reported(office, "Izin saya belum terbit, sudah tiga minggu.")
    (row,) = await shown(office, budi)
    assert row.due_on == await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")
    assert await office.value("SELECT count(*) FROM clocks WHERE rule = 'silence'") == 1


async def test_questions_never_stand_between_complaints(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    await office.rows("UPDATE cases SET legal_kind = 'information' WHERE id = :id RETURNING id", id=case)
    assert await shown(office, budi) == ()
    assert [row.id for row in await shown(office, budi, lane="information")] == [case]


async def test_a_proposal_to_forward_has_a_lane_until_somebody_decides(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    await office.rows(
        "INSERT INTO decisions (case_id, rule, clause, clause_text, force, legal_kind, because, standard_id, "
        "standard_version, calendar_version, at) VALUES (:id, 'not-our-matter', 'K6.1', '', 'may', 'complaint', "
        "'not_our_matter', '', '', '', now()) RETURNING id", id=case)  # fmt: skip
    assert await shown(office, budi) == ()
    (row,) = await shown(office, budi, lane="forward")
    assert row.proposals == ("not_our_matter",)
    await office.rows("UPDATE decisions SET verdict = 'refused' WHERE because = 'not_our_matter' RETURNING id")
    assert [row.id for row in await shown(office, budi)] == [case]


async def test_an_answered_complaint_waits_until_it_is_closed(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    await office.rows("UPDATE clocks SET met_at = now(), ended_as = 'answered' RETURNING id")
    await office.rows("UPDATE cases SET state = 'answered' RETURNING id")
    assert [row.id for row in await shown(office, budi)] == [case]
    await office.rows("UPDATE cases SET state = 'closed' RETURNING id")
    assert await shown(office, budi) == ()
    assert [row.id for row in await shown(office, budi, state="closed")] == [case]


async def test_whoever_is_complained_about_neither_sees_nor_counts_nor_finds_it(
    office: OfficeUnderTest, budi: Viewer
) -> None:
    case = await reported(office, HOSTING)
    query = (
        "INSERT INTO complained_about (case_id, officer_id, author, at) VALUES (:case, :who, 'x', now()) RETURNING 1"
    )
    await office.rows(query, case=case, who=budi.officer_id)
    assert await shown(office, budi) == ()
    async with office.parts.engine.begin() as db:
        counts = await figures(db, budi, "queue", TODAY)
        assert await queue.most_urgent_unheld(db, budi) is None
        assert await queue.changed_since(db, budi, Filters(), TODAY, entry=0) == 0
    assert set(counts.lanes.values()) == {0}
    assert counts.values == {}
    assert await found(office, budi, "hosting") == []


async def test_another_office_sees_what_was_sent_to_it(office: OfficeUnderTest) -> None:
    team = await officer(office, "Teknis", Role.TECHNICAL_TEAM, agency="Dinas PUPR")
    case = await reported(office, HOSTING)
    assert await shown(office, team) == ()
    await office.rows("INSERT INTO shares (case_id, party, author, at) VALUES (:id, 'Dinas PUPR', 'x', now()) "
                      "RETURNING id", id=case)  # fmt: skip
    assert [row.id for row in await shown(office, team)] == [case]
    assert await found(office, team, "aminah") == await found(office, team, "hosting") == [case]


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        ({"channel": "email"}, True),
        ({"channel": "sms"}, False),
        ({"holder": "none"}, True),
        ({"holder": "1"}, False),
        ({"language": "su"}, False),
        ({"clock": "late"}, False),
        ({"state": "closed"}, False),
        ({"sector": "' OR true --"}, False),
    ],
)
async def test_filters_narrow_the_queue(
    office: OfficeUnderTest, budi: Viewer, filters: dict[str, str], there: bool
) -> None:
    await reported(office, HOSTING)
    assert bool(await shown(office, budi, **filters)) is there


async def test_the_clock_filters_tell_late_from_today_from_this_week(office: OfficeUnderTest, budi: Viewer) -> None:
    await reported(office, HOSTING)
    due = await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")
    async with office.parts.engine.begin() as db:
        assert (await figures(db, budi, "queue", due)).values["clock"] == {"today": 1, "week": 1}
    assert await shown(office, budi, today=due, clock="today")
    assert not await shown(office, budi, today=due, clock="late")


async def test_each_lane_is_counted(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    await office.rows("UPDATE cases SET holder_id = :budi RETURNING id", budi=budi.officer_id)
    async with office.parts.engine.begin() as db:
        counts = await figures(db, budi, "queue", TODAY)
    assert (counts.lanes["queue"], counts.lanes[MINE], counts.lanes["suggestions"]) == (1, 1, 0)
    assert counts.values["holder"] == {str(budi.officer_id): 1}
    assert [row.id for row in await shown(office, budi, lane=MINE)] == [case]


async def test_a_hidden_name_is_not_among_the_first_words(office: OfficeUnderTest, budi: Viewer) -> None:
    await reported(office, HOSTING)
    await office.rows("UPDATE reporters SET identity = 'confidential', name = 'Siti Aminah' RETURNING case_id")
    (row,) = await shown(office, budi)
    assert row.confidential
    assert row.matter.startswith("Saya … . Izin hosting")
    await office.rows("UPDATE cases SET holder_id = :budi RETURNING id", budi=budi.officer_id)
    (row,) = await shown(office, budi)
    assert "Siti Aminah" in row.matter


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("hosting", id="a word of the matter"),
        pytest.param("hostingnya", id="another form of the same word"),
        pytest.param("hostng", id="a typing error"),
        pytest.param("izin hosting", id="two words"),
        pytest.param("mohon", id="a word of our reply"),
        pytest.param("aminah", id="the reporter's name"),
    ],
)
async def test_the_search_finds(office: OfficeUnderTest, budi: Viewer, words: str) -> None:
    case = await reported(office, HOSTING)
    await office.rows("UPDATE messages SET text = text || ' Mohon ditunggu.' WHERE author <> 'citizen' RETURNING id")
    assert await found(office, budi, words) == [case]


async def test_the_search_does_not_find_what_nobody_said(office: OfficeUnderTest, budi: Viewer) -> None:
    await reported(office, HOSTING)
    assert await found(office, budi, "apotek") == []
    assert await found(office, budi, "& | ! ' \\ :*") == []


async def test_a_hidden_name_is_found_by_its_holder_alone(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    await office.rows("UPDATE reporters SET identity = 'confidential', name = 'Siti Aminah' RETURNING case_id")
    assert await found(office, budi, "aminah") == []
    assert await found(office, budi, "hosting") == [case]
    await office.rows("UPDATE cases SET holder_id = :budi RETURNING id", budi=budi.officer_id)
    assert await found(office, budi, "aminah") == [case]


async def test_what_is_added_later_is_found_too(office: OfficeUnderTest, budi: Viewer) -> None:
    case = await reported(office, HOSTING)
    assert await found(office, budi, "kuitansi") == []
    office.later(minutes=10)
    await reported(office, "Saya punya kuitansi pembayarannya.")
    assert case in await found(office, budi, "kuitansi")


async def test_whatever_happens_to_a_case_changes_the_version(office: OfficeUnderTest, budi: Viewer) -> None:
    async with office.parts.engine.begin() as db:
        newest, before = await queue.version(db)
    await reported(office, HOSTING)
    async with office.parts.engine.begin() as db:
        assert (await queue.version(db))[1] != before
        assert await queue.changed_since(db, budi, Filters(), TODAY, entry=newest) == 1


async def test_what_was_erased_is_found_no_more_and_offered_to_nobody(office: OfficeUnderTest, budi: Viewer) -> None:
    erased = await reported(office, HOSTING)
    kept = await reported(office, "Saya Asep. Petugas loket lambat sekali.", sender="asep")
    assert await found(office, budi, "hosting") == await found(office, budi, "aminah") == [erased]
    await office.rows("UPDATE messages SET text = '' WHERE case_id = :id RETURNING id", id=erased)
    await office.rows("UPDATE cases SET matter = '' WHERE id = :id RETURNING id", id=erased)
    await office.rows("UPDATE reporters SET name = '' WHERE case_id = :id RETURNING case_id", id=erased)
    async with office.parts.engine.begin() as db:
        await search.forget_words(db, [erased])
    known = {row[0] for row in await office.rows("SELECT word FROM known_words")}
    assert "hosting" not in known
    assert "loket" in known
    for words in ("hosting", "aminah", "hostng"):
        assert await found(office, budi, words) == []
    assert await found(office, budi, "loket") == [kept]


async def test_more_than_can_be_listed_is_found_by_urgency_all_the_same(
    office: OfficeUnderTest, budi: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [await reported(office, HOSTING, sender=f"warga{n}") for n in range(3)]
    await office.rows("UPDATE clocks SET met_at = now() WHERE case_id = :id RETURNING id", id=cases[0])
    listed = await found(office, budi, "hosting")
    monkeypatch.setattr("core.store.queue_search.LISTABLE", 1)
    assert await found(office, budi, "hosting") == listed == [cases[1], cases[2], cases[0]]
