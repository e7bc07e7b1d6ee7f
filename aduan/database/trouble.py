"""What we tell a person when no database can be had."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg

from aduan.database.place import Place

GRAVE = "(FATAL|PANIC):  (?!the database system is|terminating connection)"  # not what it tells clients


class DatabaseUnavailable(Exception):
    """Says in one sentence, for a person, why no database can be had and what to do."""


@contextmanager
def trouble_in_words(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as trouble:
        raise DatabaseUnavailable(explained(Place(data_dir), str(trouble))) from trouble
    except OSError as trouble:
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DatabaseUnavailable(_disk_full(data_dir)) from trouble
        if trouble.errno in (errno.EPERM, errno.EINVAL) and os.geteuid() == 0:
            raise DatabaseUnavailable(
                "This program runs as root and yet may not lend the database server another account: "
                "run it as an ordinary user, or set ADUAN_DATABASE_URL to the address of a PostgreSQL."
            ) from trouble
        raise DatabaseUnavailable(
            f"The database directory {data_dir} cannot be used ({trouble.strerror}: {trouble.filename}): "
            "set ADUAN_DATA_DIR to a directory in which this program may write."
        ) from trouble


REFUSALS = (
    ("password authentication failed", "refuses the user name or password: correct ADUAN_DATABASE_URL."),
    ("no password supplied", "asks for a password: add it to ADUAN_DATABASE_URL."),
    (
        r"(role|database) \".*\" does not exist",
        "has no such user or database: create them, or correct ADUAN_DATABASE_URL.",
    ),
    ("permission denied", "lets this user make no tables: make the user the owner of the database."),
    (
        "too many (clients|connections)|remaining connection slots",
        "takes no more connections: raise its max_connections, or run fewer programs.",
    ),
    ("No space left", "has no room on its disk: make room; what was saved is safe."),
    (
        "read-only transaction|recovery is in progress",
        "can only be read: name the primary server in ADUAN_DATABASE_URL.",
    ),
    ("extension .* is not available", "lacks the extension pg_trgm: install PostgreSQL's contrib package there."),
)


def why_refused(words: str) -> str:
    """A sentence for what a database answered instead of working for us, empty for words nobody foresaw.

    Its own words may hold an address.
    """
    return next((f"The database {advice}" for sign, advice in REFUSALS if re.search(sign, words)), "")


def explained(place: Place, words: str) -> str:
    if os.strerror(errno.ENOSPC) in words or "wrote only" in words:
        return _disk_full(place.data_dir)
    named = re.search(r"(?:error|FATAL|PANIC): *(.+)", words)
    reason = named[1] if named else words.strip().partition("\n")[0]
    more = f" (more in {place.log})" if place.log.exists() else ""
    return f"The database in {place.data_dir} could not be started; PostgreSQL says: {reason}{more}."


def _disk_full(data_dir: Path) -> str:
    return f"The disk that holds {data_dir} is full: make room and start again; what was saved is safe."


def undecided(place: Place) -> str:
    return f"The database server in {place.data_dir} neither answers nor ends: see its log in {place.log}."


def last_words(place: Place, began: datetime) -> str:
    since = f"{began:%Y-%m-%d %H:%M:%S}"
    spoken = (place.log / "start.log").read_text(errors="replace").splitlines()
    for log in place.log.glob("postgresql-*.log"):
        spoken += [line for line in log.read_text(errors="replace").splitlines() if line >= since]
    return next((line for line in reversed(spoken) if re.search(GRAVE, line)), "")
