"""The address of a server: a socket that only its owner can reach."""

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from aduan.database.account import private
from aduan.database.place import Place, write

PORT = 5432  # only part of the socket's name: the server listens on no network
LONGEST_SOCKET_PATH = 103  # bytes; Linux would take 107, macOS takes 103
SPEAKABLE_PATH = r"[\w ./+-]+"  # a comma or colon means several hosts to libpq and SQLAlchemy


@dataclass(frozen=True)
class Address:
    sockets: Path
    password: str

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://aduan:{self.password}@/aduan?host={quote(str(self.sockets), safe='')}&port={PORT}"

    @property
    def for_upkeep(self) -> str:
        """As superuser, for whom PostgreSQL keeps connections free when the office has taken all others."""
        who = {"user": "postgres", "password": self.password, "dbname": "postgres"}
        return make_conninfo(host=str(self.sockets), port=PORT, connect_timeout=10, **who)

    def ping(self) -> Ping:
        return Ping(PGconn.ping(make_conninfo(self.for_upkeep, connect_timeout=2).encode()))


def sqlalchemy_url(url: str) -> str:
    """Any spelling of a PostgreSQL address, for our driver."""
    return "postgresql+psycopg://" + url.partition("://")[2]


def private_sockets(place: Place) -> Path:
    """Inside the data directory, or where its path is too long for a socket, in a short place remembered there."""
    inside, memory = place.home / "run", place.home / "sockets-elsewhere"
    if len(os.fsencode(socket_in(inside))) <= LONGEST_SOCKET_PATH and re.fullmatch(SPEAKABLE_PATH, str(inside)):
        return private(place, inside)
    with suppress(FileNotFoundError):
        remembered, remembered_for = memory.read_text().splitlines()
        if remembered_for == str(place.data_dir):  # a copied directory must not find the original's server
            return private(place, Path(remembered))
    short = Path(tempfile.mkdtemp(prefix="aduan-", dir="/run" if os.access("/run", os.W_OK) else "/tmp"))
    place.give(short)
    write(memory, f"{short}\n{place.data_dir}\n")
    return short


def socket_in(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"
