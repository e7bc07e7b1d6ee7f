"""`aduan verify`: whatever was sealed and then touched is found, and named."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from aduan import seal_mark, verifying
from aduan.keys import as_pem, fits, public_keys_in
from core.messages import Attachment
from core.procedures import seal
from core.procedures.seal import seal_new_entries
from core.procedures.verify import Mark, Verified, verify
from core.store import evidence
from tests.aduan.commands import Desk
from tests.aduan.reports import COMPLETE, NAMELESS
from tests.aduan.tampering import DEEDS, Scene
from tests.office import OfficeUnderTest

pytestmark = pytest.mark.usefixtures("small_pages")
Captured = pytest.CaptureFixture[str]
GUARDS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' OR conrelid = 'ledger'::regclass AND contype IN ('u', 'p')
"""


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So that a handful of cases is walked in as many pieces as a year's are."""
    monkeypatch.setattr(evidence, "PAGE", 7)
    monkeypatch.setattr(evidence, "LINKS", 3)
    monkeypatch.setattr(evidence, "MOST_BYTES", 2_000)
    monkeypatch.setattr(seal, "MOST_ENTRIES", 9)


async def test_an_untouched_record_fits_and_says_what_waits_for_its_seal(office: OfficeUnderTest) -> None:
    await sealed_cases(office)
    await office.citizen(handle="baru@warga.test").says(COMPLETE)
    waiting = await office.value("SELECT count(*) FROM ledger WHERE seal_id IS NULL")
    found = await looked_at(office)
    assert found.fits, found.findings
    assert waiting
    assert (found.cases, found.entries, found.unsealed, found.seals, found.blobs) == (
        9,
        await office.value("SELECT count(*) FROM ledger"),
        waiting,
        await office.value("SELECT count(*) FROM seals"),
        await office.value("SELECT count(*) FROM blobs"),
    )
    assert f"Not yet sealed: {waiting} entries." in verifying.summary(found)


async def test_whatever_is_done_to_a_sealed_record_is_found(office: OfficeUnderTest) -> None:
    await every_deed_is_found(office, 300)


@pytest.mark.long
async def test_ten_thousand_deeds_on_a_sealed_record_are_found(office: OfficeUnderTest) -> None:
    await every_deed_is_found(office, 10_000)


async def test_the_first_entry_that_does_not_fit_is_named(office: OfficeUnderTest) -> None:
    await sealed_cases(office)
    case, number = (await office.rows("SELECT id, number FROM cases ORDER BY id OFFSET 2 LIMIT 1"))[0]
    await office.rows("UPDATE ledger SET kind = 'closed' WHERE case_id = :case AND seq = 2 RETURNING 1", case=case)
    told = verifying.summary(await looked_at(office))
    assert f"Does not fit: 1. First: case {number}, entry 2: its content is not what was recorded" in told


async def test_a_changed_file_is_named_by_its_hash(office: OfficeUnderTest) -> None:
    await sealed_cases(office)
    (name,) = (
        await office.rows(
            "UPDATE blobs SET content = 'x' WHERE sha256 = (SELECT max(sha256) FROM blobs) RETURNING sha256"
        )
    )[0]
    assert [str(one) for one in (await looked_at(office)).findings] == [
        f"stored bytes {name.hex()}: they are not what was stored"
    ]


async def test_what_is_cut_off_whole_shows_against_what_the_machine_remembers(
    office: OfficeUnderTest, small_pages: None
) -> None:
    """The clockwork does not go on as if nothing had happened: an alarm is raised, and the memory stays."""
    await sealed_cases(office)
    (kept,) = seal_mark.remembered(office.parts.settings.data_dir)
    await office.rows("UPDATE ledger SET seal_id = NULL RETURNING 1")
    await office.rows("DELETE FROM seals WHERE id > 1 RETURNING 1")
    assert not (await looked_at(office)).fits
    office.later(minutes=2)
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'seals_cut' AND ended_at IS NULL") == 1
    assert seal_mark.remembered(office.parts.settings.data_dir) == [kept]
    assert not (await looked_at(office)).fits


async def test_with_exported_keys_a_stranger_who_signs_is_found(office: OfficeUnderTest, tmp_path: Path) -> None:
    await sealed_cases(office)
    exported = tmp_path / "inspektorat.pem"
    lines: list[str] = []
    await verifying.print_keys(office.parts.settings, lines.append)
    exported.write_text("\n".join(lines))
    assert await verifying.run(office.parts.settings, lines.append, exported)
    stranger = replace(office.parts.keys, seal=Ed25519PrivateKey.generate())
    await office.citizen(handle="baru@warga.test").says(COMPLETE)
    async with office.parts.engine.begin() as db:
        await seal_new_entries(db, stranger.signer, office.now)
    assert await verifying.run(office.parts.settings, lines.append, None)
    assert not await verifying.run(office.parts.settings, lines.append, exported)
    assert "which is not ours" in lines[-1]


async def test_an_exported_key_reads_back(office: OfficeUnderTest) -> None:
    signer = office.parts.keys.signer
    assert public_keys_in(as_pem(signer.public_key)) == {signer.key_id: signer.public_key}


@pytest.mark.parametrize("words", ["", "kunci", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
async def test_a_file_without_a_key_is_said_in_a_sentence(office: OfficeUnderTest, words: str, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(words)
    with pytest.raises(verifying.CannotVerify, match=r"key\.pem holds"):
        await verifying.run(office.parts.settings, print, tmp_path / "key.pem")


async def test_the_command_says_it_and_ends_with_one_when_something_does_not_fit(
    office: OfficeUnderTest, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    await sealed_cases(office)
    desk = Desk(monkeypatch, capsys, tmp_path)
    settings = {"database_url": database_url, "data_dir": office.parts.settings.data_dir}
    assert desk.types("verify", **settings).status == 0
    assert "BEGIN PUBLIC KEY" in desk.types("verify --print-keys", **settings).out
    await office.rows("DELETE FROM ledger WHERE seq = 1 AND case_id = (SELECT min(id) FROM cases) RETURNING 1")
    told = desk.types("verify", **settings)
    assert told.status == 1
    assert "entry 1: another entry stands in its place" in told.out
    missing = desk.types("verify --public-key nowhere.pem", **settings)
    assert missing.sentence == "nowhere.pem cannot be read (No such file or directory)."


async def every_deed_is_found(office: OfficeUnderTest, deeds: int) -> None:
    """Each is done in a savepoint on the whole record, the whole record is verified, and the deed undone."""
    await sealed_cases(office)
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance, unseen, done = random.Random(seed), Counter[str](), Counter[str]()
    async with without_guards(office) as db:
        scene, marks = await Scene.of(db), seal_mark.remembered(office.parts.settings.data_dir)
        assert (await verify(db, fits, marks=marks)).fits
        for number in range(deeds):
            deed = DEEDS[number % len(DEEDS)]
            undo = await db.begin_nested()
            await deed(scene, chance)
            found = await verify(db, fits, marks=marks)
            await undo.rollback()
            done[deed.__name__] += 1
            unseen[deed.__name__] += found.fits
        assert (await verify(db, fits, marks=marks)).fits
    assert len(done) == len(DEEDS)
    assert not +unseen, f"seed {seed}"


async def sealed_cases(office: OfficeUnderTest) -> None:
    """Eight cases with conversations and attachments, under several seals of two machines."""
    for number in range(8):
        citizen = office.citizen(handle=f"w{number}@warga.test")
        await citizen.says(COMPLETE if number % 2 else NAMELESS)
        if number % 3 == 0:
            await citizen.says("Siti Aminah")
            await citizen.sends(Attachment("foto.jpg", "image/jpeg", bytes([number]) * 900), words="ini fotonya")
        await citizen.says("KENAPA")
        if number == 4:
            other = replace(office.parts.keys, seal=Ed25519PrivateKey.generate())
            async with office.parts.engine.begin() as db:
                await seal_new_entries(db, other.signer, office.now)
    office.later(minutes=2)
    for _ in range(20):
        async with office.parts.engine.begin() as db:
            await seal_new_entries(db, office.parts.keys.signer, office.now)
            newest = await seal_mark.newest(db)
    assert isinstance(newest, Mark)
    seal_mark.remember(office.parts.settings.data_dir, newest)
    assert await office.value("SELECT count(*) FROM ledger WHERE seal_id IS NULL") == 0


async def looked_at(office: OfficeUnderTest) -> Verified:
    async with office.parts.engine.connect() as db:
        return await verify(db, fits, marks=seal_mark.remembered(office.parts.settings.data_dir))


@asynccontextmanager
async def without_guards(office: OfficeUnderTest) -> AsyncIterator[AsyncConnection]:
    """A transaction in which no constraint stands in anybody's way; all of it is undone."""
    async with office.parts.engine.connect() as db:
        guards = sorted((await db.execute(text(GUARDS))).all(), key=lambda guard: "fk" not in guard[1])
        for table, name in guards:
            await db.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        await db.execute(text("CREATE INDEX chain ON ledger (case_id, seq)"))
        yield db
        await db.rollback()
