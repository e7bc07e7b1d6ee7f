"""Who uses the server: the first to come starts it, the last to leave stops it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from aduan.database.account import make_home, place_of
from aduan.database.address import Address, private_sockets
from aduan.database.cluster import make_cluster, make_database, renew_password
from aduan.database.patience import RECOVERY_PATIENCE, wait
from aduan.database.place import Place
from aduan.database.programs import programs_for
from aduan.database.server import answers, launch, postmaster, stop
from aduan.database.trouble import DatabaseUnavailable, trouble_in_words

with suppress(ImportError):  # not on Windows, where `start` refuses first
    import fcntl


@dataclass(frozen=True, eq=False)
class Database:
    """A running server, as long as this program has not released it."""

    url: str = field(repr=False)  # for SQLAlchemy; the role owns its database, may create others, is no superuser
    data_dir: Path
    programs: Path  # psql, pg_dump and the others, of the server's version


# The lock by which each database that was started and not released counts as used. The descriptors are plain numbers,
# so that forgetting a Database does not end its use. A forked child shares its parent's lock and has none of its own.
_seats: dict[Database, int] = {}
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_seats.clear)


@contextmanager
def running(data_dir: Path) -> Iterator[Database]:
    database = start(data_dir)
    try:
        yield database
    finally:
        release(database)


def start(data_dir: Path) -> Database:
    """Finds the server of this directory or starts it, and keeps it up until `release` or the end of this process."""
    if not find_spec("fcntl"):
        raise DatabaseUnavailable(
            "The embedded PostgreSQL runs on Linux and macOS only: install PostgreSQL, and set ADUAN_DATABASE_URL "
            "to its address, such as postgresql+psycopg://user:password@host/database"
        )
    with trouble_in_words(data_dir):
        place = place_of(data_dir.expanduser().resolve())
        make_home(place)
        with _turn(place):
            seat = _open_lock(place.home / "users.lock")
            fcntl.flock(seat, fcntl.LOCK_SH)  # never waits: exclusive is only held by one whose turn it is
            try:
                database = _serve(place)
            except BaseException:
                _leave(place, seat)
                raise
    _seats[database] = seat
    return database


def already_up(data_dir: Path) -> str | None:
    """The address of this directory's server if it is running; nothing is started, nor kept up."""
    place = Place(data_dir.expanduser().resolve())
    try:
        if postmaster(place) is None:
            return None
        return Address(private_sockets(place_of(place.data_dir)), place.password.read_text()).url
    except (OSError, DatabaseUnavailable):
        return None


def release(database: Database) -> None:
    """Stops the server if nobody else uses it. Releasing twice is harmless."""
    seat = _seats.pop(database, None)
    if seat is not None:
        place = Place(database.data_dir)
        with _turn(place):
            _leave(place, seat)


def _serve(place: Place) -> Database:
    programs = programs_for(place)
    if not place.cluster.exists():
        make_cluster(place, programs)
    elif not place.password.exists():
        renew_password(place, programs)
    address = Address(private_sockets(place), place.password.read_text())
    if not answers(place, address):
        launch(place, programs, address)
    make_database(address)
    return Database(address.url, place.data_dir, programs)


@contextmanager
def _turn(place: Place) -> Iterator[None]:
    lock = _open_lock(place.home / "turn.lock")
    try:
        if not wait(lambda: _lock_alone(lock), RECOVERY_PATIENCE):
            raise DatabaseUnavailable(
                f"Another program has been starting or stopping the database in {place.data_dir} for minutes: "
                "end it and start again."
            )
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _leave(place: Place, seat: int) -> None:
    try:
        if _lock_alone(seat):
            stop(place)
    finally:
        fcntl.flock(seat, fcntl.LOCK_UN)  # closing is not enough while a forked child has it open
        os.close(seat)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock_alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
