"""Databases for tests: copied from another one in a moment, and dropped again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from aduan.database import Database

Connection = psycopg.Connection[tuple[object, ...]]
TRIES, PAUSE = 50, 0.1


def named(url: str, name: str) -> str:
    """The address of another database on the same server."""
    head, _, tail = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else "")


def plain(url: object) -> str:
    """An address as psycopg wants it."""
    return str(url).replace("+psycopg", "")


def connected(url: str) -> Connection:
    return psycopg.connect(plain(url), autocommit=True)


def copied(server: Database, template: str, name: str) -> str:
    """The address of a new database like another one."""
    with connected(server.url) as master:
        master.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return named(server.url, name)


@contextmanager
def copy_of(server: Database, template: str, name: str) -> Iterator[str]:
    """The same, for as long as it is needed."""
    yield copied(server, template, name)
    with connected(server.url) as master:
        drop(master, name)


def drop(master: Connection, name: str) -> None:
    """Waits a little where the server's own housekeeping is still in it: nobody may send that away."""
    for left in reversed(range(TRIES)):
        try:
            master.execute(f"DROP DATABASE {name} WITH (FORCE)")
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(PAUSE)
