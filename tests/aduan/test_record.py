"""What stays on record: decisions, the ledger and its seals, and an officer's last word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from aduan import worker
from core.procedures import seal
from core.procedures.seal import NO_SEAL, link_digest, seal_new_entries, signed_text
from core.rules.ledger import first_break
from core.store import ledger
from core.store.ledger import Seal
from core.store.new_rows import NewRows
from tests.aduan.reports import COMPLETE, NAMELESS, kind_of
from tests.office import OfficeUnderTest


async def test_every_automatic_decision_quotes_a_clause_of_the_standard(office: OfficeUnderTest) -> None:
    for number, words in enumerate((COMPLETE, NAMELESS, "biaya izin hosting?", "Usul: buka loket hari Sabtu.")):
        await office.citizen(handle=f"w{number}@warga.test").says(words)
    taken = await office.rows("SELECT clause, clause_text, standard_version, calendar_version FROM decisions")
    assert len(taken) == 4
    for clause, quoted, standard, calendar in taken:
        assert office.parts.files.main.clause(clause).text == quoted
        assert (standard, calendar) == (office.parts.files.main.version, office.parts.files.calendar.version)


async def test_every_cases_ledger_holds_together_and_is_sealed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    await siti.says("Siti Aminah")
    await siti.says("KENAPA")
    case, head = (await office.rows("SELECT id, ledger_hash FROM cases"))[0]
    async with office.parts.engine.begin() as db:
        entries = await ledger.entries_of_case(db, case)
    assert [e.kind for e in entries] == ["opened", "decided", "replied", "decided", "replied", "replied"]
    assert first_break(entries, head=bytes(head)) is None
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM ledger WHERE seal_id IS NULL") == 0
    async with office.parts.engine.begin() as db:
        link = await ledger.last_seal(db)
        keys = await ledger.sealing_keys(db)
    assert link is not None
    assert verified(link, keys)


async def test_whoever_verifies_finds_the_key_of_each_machine(office: OfficeUnderTest) -> None:
    """Two machines with keys of their own seal in turn; the chain holds, and a key that did not sign does not fit."""
    for number in range(4):
        await office.citizen(handle=f"w{number}@warga.test").says(COMPLETE)
        keys = office.parts.keys if number % 2 else replace(office.parts.keys, seal=Ed25519PrivateKey.generate())
        async with office.parts.engine.begin() as db:
            await seal_new_entries(db, keys.signer, office.now)
    async with office.parts.engine.begin() as db:
        public = await ledger.sealing_keys(db)
        links = await ledger.seals(db)
    assert len(public) == 3
    assert all(verified(link, public) for link in links)
    assert [link.previous for link in links] == [NO_SEAL, *(link_digest(link) for link in links[:-1])]
    swapped = replace(links[0], key_id=links[1].key_id)
    with pytest.raises(InvalidSignature):
        verified(swapped, public)


async def test_a_heap_of_entries_is_sealed_link_by_link_in_one_round(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "MOST_ENTRIES", 3)
    monkeypatch.setattr(worker, "MOST_ENTRIES", 3)
    for number in range(5):
        await office.citizen(handle=f"w{number}@warga.test").says(COMPLETE)
    entries = await office.value("SELECT count(*) FROM ledger")
    assert await worker.Clockwork(office.parts).seal(office.now) == entries
    assert await office.value("SELECT count(*) FROM seals") == -(-entries // 3)
    monkeypatch.setattr(worker, "MOST_SEALS_A_ROUND", 2)
    for number in range(5, 12):
        await office.citizen(handle=f"w{number}@warga.test").says(COMPLETE)
    assert await worker.Clockwork(office.parts).seal(office.now) == 6


async def test_the_ledger_holds_no_word_and_no_name(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    written = str(await office.rows("SELECT payload FROM ledger"))
    assert "Siti" not in written
    assert "warga.test" not in written
    assert "hosting" not in written


async def test_a_late_decree_moves_the_day_and_the_citizen_hears_of_it(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    await office.proclaim(date(2026, 3, 10), "Libur luar biasa")
    await office.clockwork()
    due, promised = (await office.rows("SELECT due_on, promised_on FROM clocks"))[0]
    assert due == promised == date(2026, 3, 30)
    assert "Senin, 30 Maret 2026" in siti.last_reply


async def test_an_officers_word_on_tags_and_kind_stands_whatever_the_citizen_adds(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    case = await office.value("SELECT id FROM cases")
    async with office.parts.engine.begin() as db:
        rows = NewRows()
        rows.change("cases", case, sector="kesehatan", components=["biaya"])
        rows.add("tags", case_id=case, author="officer:7", kind="complaint", sector="kesehatan", components=["biaya"],
                 unsure=[], confidence={}, evidence=[], language="id", model="", at=office.now)  # fmt: skip
        await rows.save(db)
    await siti.says("Siti Aminah")
    assert await office.rows("SELECT sector, components FROM cases") == [("kesehatan", ["biaya"])]


async def test_an_unnamed_report_of_a_levy_is_a_suggestion_and_an_alarm(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("petugas minta 500 ribu supaya izin cepat keluar")
    await siti.says("LEWATI")
    assert await kind_of(office) == "suggestion"
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'unnamed_danger'") == 1


def verified(link: Seal, public: Mapping[str, bytes]) -> bool:
    """As somebody outside would do it, from what the database holds. Raises InvalidSignature."""
    key = Ed25519PublicKey.from_public_bytes(public[link.key_id or ""])
    key.verify(link.signature, signed_text(link))
    return True
