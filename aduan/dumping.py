"""PostgreSQL's own programs that write a database out and read it in again, and the sentences for their troubles."""

import errno
import os
import re
import secrets
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from aduan.backup_file import CHUNK, BackupTrouble
from aduan.database import why_refused
from aduan.database.place import Place
from aduan.database.programs import candidates, major_of
from core.store.database import KEEPALIVE

GUARD = b"aduan"
"""The word by which pg_dump shuts off psql's own commands while the dump is read."""
NOT_IN_OLDER = {b"SET transaction_timeout = 0;\n"}
"""What pg_dump says to a server of its own age, and servers before 17 do not know."""


def dump(url: str, server_major: int, into: IO[bytes], broken_off: threading.Event) -> None:
    """The whole database as SQL, until somebody breaks it off. The `pg_dump` must not be older than the server."""
    options = ["--format=plain", "--no-owner", "--no-privileges", f"--restrict-key={GUARD.decode()}"]
    with tempfile.TemporaryFile() as words:
        process = _started(tool("pg_dump", server_major), options, url, stdout=subprocess.PIPE, stderr=words)
        with process:
            try:
                assert process.stdout is not None
                while chunk := process.stdout.read(CHUNK):
                    into.write(chunk)
                    if broken_off.is_set():
                        raise BackupTrouble("The program was told to stop before the backup was whole.")
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise BackupTrouble(f"The database could not be written out: {_said(words)}")


def load(url: str, server_major: int, source: IO[bytes]) -> None:
    """Reads a dump into an empty database: all of it, or nothing."""
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"]
    with tempfile.TemporaryFile() as words:
        process = _started(
            tool("psql", server_major), options, url, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words
        )
        broke_off = False
        with process:
            assert process.stdin is not None
            try:
                for line in guarded(source):
                    process.stdin.write(line)
                process.stdin.close()
            except BrokenPipeError:
                broke_off = True  # it says why in its own words
            except BaseException:
                process.kill()
                raise
        if process.returncode or broke_off:
            raise BackupTrouble(f"The backup could not be read in, and nothing was kept: {_said(words)}")


def guarded(source: IO[bytes]) -> Iterator[bytes]:
    """The dump under a guard of our own: nothing in a file can make psql run a command of this machine."""
    yield b"\\restrict %s\n" % secrets.token_hex(16).encode()
    theirs = {b"\\restrict %s\n" % GUARD, b"\\unrestrict %s\n" % GUARD} | NOT_IN_OLDER
    for line in source:
        if line not in theirs:
            yield line


def tool(name: str, server_major: int) -> Path:
    """The first of these programs on this machine that is not older than the server."""
    for folder in candidates():
        if (folder / name).exists() and (major_of(Place(Path("/")), folder) or 0) >= server_major:
            return folder / name
    raise BackupTrouble(
        f"The database is PostgreSQL {server_major}, and no {name} of that age or newer is here: "
        f"install PostgreSQL {server_major}'s client programs."
    )


def _started(program: Path, options: list[str], url: str, **streams: object) -> "subprocess.Popen[bytes]":
    """The password travels in the environment: arguments are for everybody to see."""
    known = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    password = str(known.pop("password", "") or "")
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment = {**outside, "LC_ALL": "C", **({"PGPASSWORD": password} if password else {})}
    address = make_conninfo("", **{name: str(value) for name, value in {**KEEPALIVE, **known}.items()})
    command = [str(program), *options, "--no-password", f"--dbname={address}"]
    return subprocess.Popen(command, env=environment, **streams)  # type: ignore[call-overload,no-any-return]


def _said(words: IO[bytes]) -> str:
    """A sentence we know, or PostgreSQL's first words; an address in them stays out."""
    words.seek(0)
    told = words.read(CHUNK).decode(errors="replace")
    if os.strerror(errno.ENOSPC) in told:
        return "The database has no room on its disk: make room; what was saved is safe."
    named = re.search(r"(?:ERROR|FATAL|error): *(.+)", told)
    return why_refused(told) or (named[1] if named else told.strip().partition("\n")[0] or "it ended by itself")
