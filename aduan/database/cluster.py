"""The cluster, which is PostgreSQL's word for the files of one server, and in it our role and database."""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.errors import UniqueViolation

from aduan.database.account import run
from aduan.database.address import Address
from aduan.database.place import Place, set_aside, write
from aduan.database.programs import OLDEST_MAJOR, major_of, within_reach
from aduan.database.server import postmaster
from aduan.database.trouble import DatabaseUnavailable, explained


def make_cluster(place: Place, programs: Path) -> None:
    initdb = within_reach(place, programs) / "initdb"
    password = secrets.token_urlsafe(24)
    with set_aside(place) as aside:
        made, secret = aside / "cluster", aside / "password"
        write(secret, password)
        place.give(secret)
        place.give(aside)
        _initialise(place, [initdb, "-D", made, "--pwfile", secret], major_of(place, initdb.parent) or OLDEST_MAJOR)
        write(place.password, password)
        os.rename(made, place.cluster)
        _sync(place.home)


def _initialise(place: Place, initdb: Sequence[str | Path], major: int) -> None:
    options = ["--username=postgres", "--encoding=UTF8", "--auth=scram-sha-256", "--data-checksums"]
    if major >= 17:  # sorts alike on every machine
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    for locale in ("C.UTF-8", "C"):  # with the first, text search tells all letters from signs; not every system has it
        made = run(place, [*initdb, *options, f"--locale={locale}"])
        if made.returncode == 0:
            return
        if "invalid locale" not in made.stderr:
            break
    raise DatabaseUnavailable(explained(place, made.stderr))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def renew_password(place: Place, programs: Path) -> None:
    """For a lost password file: who may write in the directory may set a new one while no server runs."""
    if postmaster(place):
        raise DatabaseUnavailable(
            f"The password file {place.password} is lost: end all programs that use the database, then the server "
            "itself, and start again; a new password is then made."
        )
    password = secrets.token_urlsafe(24)
    orders = "".join(f"ALTER ROLE {role} PASSWORD '{password}';\n" for role in ("postgres", "aduan"))
    postgres = within_reach(place, programs) / "postgres"
    done = run(place, [postgres, "--single", "-D", place.cluster, "postgres"], told=orders)
    if done.returncode:
        raise DatabaseUnavailable(explained(place, done.stderr))
    write(place.password, password)


def make_database(address: Address) -> None:
    with psycopg.connect(address.for_upkeep, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'aduan'").fetchone():
            role = sql.SQL("CREATE ROLE aduan LOGIN CREATEDB PASSWORD {}")
            connection.execute(role.format(sql.Literal(address.password)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'aduan'").fetchone():
            with suppress(UniqueViolation):  # the order of a program killed just now may still be under way
                connection.execute("CREATE DATABASE aduan OWNER aduan")
