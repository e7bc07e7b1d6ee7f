"""The one file of a backup: a zip whose last bytes are the SHA-256 of all before them."""

import errno
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.sql"
SIGN = b"sha256:"
TRAILER = len(SIGN) + 64
CHUNK = 1 << 20
MOST_OF_A_MANIFEST = 1 << 20


class BackupTrouble(Exception):
    """Says in a sentence what a backup could not be made of, or why one cannot be used."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `seal` is the newest seal that was on record before it was made."""

    made_at: str
    program: str
    revision: str
    config_version: str
    seal: str
    keys: tuple[str, ...] = ()
    format: int = FORMAT


def refuse_taken(target: Path) -> None:
    """A backup is never written over, also not by another one."""
    if os.path.lexists(target):
        raise BackupTrouble(f"{target} is there already: name another file.")


@contextmanager
def writing(target: Path) -> Iterator[zipfile.ZipFile]:
    """A file beside the target that takes its name once it is whole, checksummed and on the disk."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as trouble:
        raise BackupTrouble(_unwritable(target, trouble)) from trouble
    try:
        with open(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                packed.comment = SIGN + bytes(64)
                yield packed
            _finish(file)
        os.link(name, target)  # unlike a rename it never replaces what is there
        _keep_name(target.parent)
    except FileExistsError as trouble:
        raise BackupTrouble(f"{target} is there already: name another file.") from trouble
    except OSError as trouble:
        raise BackupTrouble(_unwritable(target, trouble)) from trouble
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _finish(file: IO[bytes]) -> None:
    """Reads back what was written and puts its checksum at the end."""
    length = file.seek(0, os.SEEK_END) - TRAILER
    digest = _digest(file, length)
    file.seek(length + len(SIGN))
    file.write(digest.encode())
    file.flush()
    os.fsync(file.fileno())


def _digest(file: IO[bytes], length: int) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(target: Path, trouble: OSError) -> str:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk that holds {target.parent} is full: make room; no backup was made."
    return f"{target} cannot be written ({trouble.strerror}): name a file in a directory that this account may write."


def write_manifest(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")


@contextmanager
def reading(source: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup that is whole to its last byte. Raises BackupTrouble before anything of it is given out."""
    try:
        with open(source, "rb") as file:
            _refuse_damaged(source, file)
            with zipfile.ZipFile(file) as packed:
                yield packed, _manifest(source, packed)
    except OSError as trouble:
        raise BackupTrouble(f"{source} cannot be read ({trouble.strerror}).") from trouble
    except zipfile.BadZipFile as trouble:
        raise BackupTrouble(_damaged(source)) from trouble


def _refuse_damaged(source: Path, file: IO[bytes]) -> None:
    length = file.seek(0, os.SEEK_END) - TRAILER
    if length <= 0:
        raise BackupTrouble(_damaged(source))
    file.seek(length)
    end = file.read()
    if end != SIGN + _digest(file, length).encode():
        raise BackupTrouble(_damaged(source))


def _manifest(source: Path, packed: zipfile.ZipFile) -> Manifest:
    try:
        with packed.open(MANIFEST) as member:
            said = json.loads(member.read(MOST_OF_A_MANIFEST))
        if said["format"] != FORMAT:
            raise BackupTrouble(f"{source} was made by a newer version of the program: restore it with that one.")
        return Manifest(**{**said, "keys": tuple(said["keys"])})
    except (KeyError, TypeError, ValueError) as trouble:
        raise BackupTrouble(_damaged(source)) from trouble


def _damaged(source: Path) -> str:
    return f"{source} is no backup of this program, or it is damaged: take another one. Nothing was written."
