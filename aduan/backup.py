"""`aduan backup` and `aduan restore`: the whole record in one checksummed file, and back into an empty place."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from aduan import database, dumping, seal_mark, verifying
from aduan.backup_file import DATABASE, BackupTrouble, Manifest, reading, refuse_taken, write_manifest, writing
from aduan.keys import SEAL, SECRET
from aduan.wiring import NO_ANSWER, database_url, in_shape
from config.settings import Settings
from core.store import config_versions, migrate
from core.store import database as store
from core.store.database import connect

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Server:
    """Where the record lies, and how old the server is."""

    url: str
    major: int


async def make(settings: Settings, target: Path, *, with_keys: bool = False) -> str:
    """Writes the backup; a sentence about it. Raises BackupTrouble, and then there is no file."""
    refuse_taken(target)
    with database_url(settings) as url:
        server, manifest = await _looked_at(url, settings, with_keys=with_keys)
        broken_off = threading.Event()
        try:
            size = await asyncio.to_thread(_write, target, server, manifest, settings.data_dir, broken_off)
        finally:
            broken_off.set()
    keys = "with" if manifest.keys else "without"
    return f"{target} holds the record as of {manifest.made_at}, {size} bytes, {keys} keys."


async def restore(settings: Settings, source: Path, say: Say) -> bool:
    """Reads the backup into the empty database of the settings and verifies it; True when everything fits."""
    with reading(source) as (packed, manifest), database_url(settings) as url:
        if not migrate.knows(manifest.revision):
            raise BackupTrouble(f"{source} was made by a newer version of the program: restore it with that one.")
        server = await _empty(url)
        _put_back_keys(packed, manifest, settings.data_dir)
        with packed.open(DATABASE) as dump:
            await asyncio.to_thread(dumping.load, server.url, server.major, dump)
        await asyncio.to_thread(in_shape, url)
        say(f"The record of {manifest.made_at} is back ({manifest.program}, tables {manifest.revision}).")
        if not manifest.keys:
            say(f"The backup holds no keys: put {SECRET} and {SEAL} of the old machine into {settings.data_dir} before")
            say("you start; without the same secret key no code of a citizen opens any more.")
        if await _forget_what_came_later(url, settings.data_dir):
            say("This machine remembers seals that are newer than the backup; what they covered is not in it.")
    return await verifying.run(settings, say, None, noted=manifest.seal)


def _write(target: Path, server: Server, manifest: Manifest, data_dir: Path, broken_off: threading.Event) -> int:
    with writing(target) as packed:
        with packed.open(DATABASE, "w", force_zip64=True) as into:
            dumping.dump(server.url, server.major, into, broken_off)
        for name in manifest.keys:
            packed.write(data_dir / name, name)
        write_manifest(packed, manifest)
    return target.stat().st_size


async def _looked_at(url: str, settings: Settings, *, with_keys: bool) -> tuple[Server, Manifest]:
    async with _connected(url) as db:
        stands_at = await migrate.stands_at(db)
        if stands_at is None:
            raise BackupTrouble("There is no record in this database yet.")
        newest = await seal_mark.newest(db)
        manifest = Manifest(
            made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            program=f"aduan {metadata.version('aduan')}",
            revision=stands_at,
            config_version=await config_versions.newest(db) or "",
            seal=seal_mark.in_words(newest) if newest else "",
            keys=tuple(name for name in (SECRET, SEAL) if with_keys and (settings.data_dir / name).exists()),
        )
        return Server(url, await store.major(db)), manifest


async def _empty(url: str) -> Server:
    async with _connected(url) as db:
        if not await store.is_empty(db):
            raise BackupTrouble(
                "The database is not empty: restore into a new data directory (ADUAN_DATA_DIR) or a new database "
                "(ADUAN_DATABASE_URL). Nothing was written."
            )
        return Server(url, await store.major(db))


async def _forget_what_came_later(url: str, data_dir: Path) -> bool:
    """What this machine remembers of seals that the backup does not hold is set aside, not lost."""
    async with _connected(url) as db:
        stands = await seal_mark.all_stand(db, seal_mark.remembered(data_dir))
    if not stands:
        kept = data_dir / seal_mark.NAME
        kept.rename(kept.with_name(f"{kept.name}.until-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))
    return not stands


def _put_back_keys(packed: ZipFile, manifest: Manifest, data_dir: Path) -> None:
    """Never over keys that are others."""
    held = {name: packed.read(name) for name in manifest.keys if name in (SECRET, SEAL)}
    there = {name: data_dir / name for name in held if (data_dir / name).exists()}
    for name, path in there.items():
        if path.read_bytes() != held[name]:
            raise BackupTrouble(f"{path} is another key than the backup's: move it away first. Nothing was written.")
    data_dir.mkdir(parents=True, exist_ok=True)
    for name in held.keys() - there.keys():
        handle = os.open(data_dir / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(held[name])
            file.flush()
            os.fsync(handle)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = connect(url, connections=1)
    try:
        async with engine.connect() as db:
            yield db
    except DBAPIError as trouble:
        known = database.why_refused(str(trouble.orig))
        raise database.DatabaseUnavailable(known or NO_ANSWER) from trouble
    finally:
        await engine.dispose()
