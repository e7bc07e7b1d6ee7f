"""`aduan verify`: whether anything on record was changed, removed or put in another order."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from aduan import database, seal_mark
from aduan.keys import as_pem, fits, public_keys_in
from aduan.seal_mark import in_words, marks_in
from aduan.wiring import NO_ANSWER, database_url
from config.settings import Settings
from core.procedures.verify import Verified, verify
from core.store import ledger, migrate
from core.store.database import connect

Say = Callable[[str], None]
PROGRESS_EVERY = 100_000


class CannotVerify(Exception):
    """Says in a sentence why nothing could be looked at."""


async def run(settings: Settings, say: Say, public_key: Path | None, *, noted: str = "") -> bool:
    """Walks everything, says what fits and what does not; True when all does.

    With a file of exported keys only these are believed, and the seals noted in it must still be there; so
    must those of a text in which some are noted.
    """
    exported = _read(public_key) if public_key else ""
    trusted = _keys_of(exported, public_key) if public_key else None
    marks = [*marks_in(exported), *marks_in(noted), *seal_mark.remembered(settings.data_dir)]
    async with looking(settings) as db:
        found = await verify(db, fits, trusted=trusted, marks=marks, progress=_progress(say))
    say(summary(found))
    return found.fits


async def print_keys(settings: Settings, say: Say) -> None:
    """The public keys and the newest seal, for a file that leaves the house."""
    async with looking(settings) as db:
        keys = await ledger.sealing_keys(db)
        newest = await seal_mark.newest(db)
    if newest is None:
        raise CannotVerify("Nothing has been sealed yet: the worker does it every minute.")
    for name, public_key in keys.items():
        say(f"key {name}\n{as_pem(public_key)}")
    say(in_words(newest))


def summary(found: Verified) -> str:
    """What was walked, and what does not fit."""
    lines = [
        f"{found.cases} cases, {found.entries} entries, {found.seals} seals, {found.blobs} stored files looked at.",
        f"Not yet sealed: {found.unsealed} entries." if found.unsealed else "Every entry is sealed.",
    ]
    if found.last:
        lines.append(f"Newest seal, to be noted elsewhere: {in_words(found.last)}")
    if found.fits:
        return "\n".join([*lines, "Everything fits."])
    first, *others = found.findings
    lines += [f"Does not fit: {found.faults}. First: {first}", *(f"  {other}" for other in others)]
    more = found.faults - len(found.findings)
    return "\n".join([*lines, *([f"  and {more} more"] if more > 0 else [])])


@asynccontextmanager
async def looking(settings: Settings) -> AsyncIterator[AsyncConnection]:
    """The record as it stands at one moment, to be read only."""
    with database_url(settings) as url:
        engine = connect(url, connections=1)
        try:
            seeing = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with seeing.connect() as db:
                _refuse_other_tables(await migrate.stands_at(db))
                yield db
        except DBAPIError as trouble:
            known = database.why_refused(str(trouble.orig))
            if not known and not trouble.connection_invalidated:
                raise
            raise database.DatabaseUnavailable(known or NO_ANSWER) from trouble
        finally:
            await engine.dispose()


def _refuse_other_tables(stands_at: str | None) -> None:
    if stands_at is None:
        raise CannotVerify("There is no record in this database yet.")
    if stands_at != migrate.newest():
        raise CannotVerify(
            f"The tables stand at {stands_at}, the program expects {migrate.newest()}: verify with the version that "
            "made them, or let `aduan serve` bring them up to date first."
        )


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace")
    except OSError as trouble:
        raise CannotVerify(f"{file} cannot be read ({trouble.strerror}).") from trouble


def _keys_of(text: str, file: Path) -> dict[str, bytes]:
    try:
        keys = public_keys_in(text)
    except ValueError as trouble:
        raise CannotVerify(f"{file} holds a key that no seal is signed with.") from trouble
    if not keys:
        raise CannotVerify(f"{file} holds no public key: make it with `aduan verify --print-keys > {file}`.")
    return keys


def _progress(say: Say) -> Callable[[Verified], None]:
    """A line now and then, so that a long walk shows that it goes on."""
    told = 0

    def on(found: Verified) -> None:
        nonlocal told
        walked = found.entries + found.seals + found.blobs
        if walked - told >= PROGRESS_EVERY:
            told = walked
            say(f"  {found.entries} entries, {found.seals} seals, {found.blobs} stored files")

    return on
