"""Rows gathered through a procedure and saved in one statement."""

import json
from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.tables import metadata

Row = dict[str, Any]
Shape = tuple[str, tuple[str, ...]]
"""A table and the columns that a group of rows names."""


class NewRows:
    """What procedures add to the record and change in it.

    The rows cross to the database as JSON, one array for each table and set of columns, and are written by one
    statement however many there are: the whole consequences of a mail, or of twenty, cost one round trip. Foreign keys
    may point from row to row.
    """

    def __init__(self) -> None:
        self._added: dict[str, list[Row]] = defaultdict(list)
        self._changed: dict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, **values: Any) -> None:
        """A new row; columns not named get the table's default."""
        self._added[table].append(values)

    def change(self, table: str, key: int, **values: Any) -> None:
        """New values for the row with this key, which may itself be new. Later changes win, column by column."""
        name = _key_of(table)
        for row in self._added[table] + self._changed[table]:
            if row.get(name) == key:
                row.update(values)
                return
        self._changed[table].append({name: key, **values})

    async def save(self, db: AsyncConnection) -> None:
        """Writes everything in one statement and starts anew; committing is left to whoever opened the transaction."""
        added, changed = _by_shape(self._added), _by_shape(self._changed)
        self._added.clear()
        self._changed.clear()
        if added or changed:
            values = {f"added_{n}": _as_json(rows) for n, rows in enumerate(added.values())}
            values |= {f"changed_{n}": _as_json(rows) for n, rows in enumerate(changed.values())}
            await db.execute(_statement(tuple(added), tuple(changed)), values)


def _by_shape(tables: dict[str, list[Row]]) -> dict[Shape, list[Row]]:
    groups: dict[Shape, list[Row]] = defaultdict(list)
    for table, rows in tables.items():
        for row in rows:
            groups[table, tuple(sorted(row))].append(row)
    return dict(sorted(groups.items()))


@lru_cache(maxsize=512)
def _statement(added: tuple[Shape, ...], changed: tuple[Shape, ...]) -> TextClause:
    inserts = [_insert(f"added_{n}", *shape) for n, shape in enumerate(added)]
    updates = [_update(f"changed_{n}", *shape) for n, shape in enumerate(changed)]
    return text(f"WITH {', '.join(inserts + updates)} SELECT 1")


def _insert(name: str, table: str, columns: tuple[str, ...]) -> str:
    listed = _checked(table, columns)
    return f"{name} AS (INSERT INTO {table} ({listed}) SELECT {listed} FROM {_rows(name, table)})"


def _update(name: str, table: str, columns: tuple[str, ...]) -> str:
    _checked(table, columns)
    key = _key_of(table)
    assigned = ", ".join(f"{column} = new.{column}" for column in columns if column != key)
    return f"{name} AS (UPDATE {table} SET {assigned} FROM {_rows(name, table)} AS new WHERE {table}.{key} = new.{key})"


def _rows(name: str, table: str) -> str:
    return f"json_populate_recordset(NULL::{table}, CAST(:{name} AS json))"


@lru_cache(maxsize=64)
def _key_of(table: str) -> str:
    return next(iter(metadata.tables[table].primary_key.columns)).name


def _checked(table: str, columns: tuple[str, ...]) -> str:
    """The column list, once every name is known to be one of ours: nothing from outside reaches the statement."""
    known = metadata.tables[table].columns
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise KeyError(f"table {table} has no column {', '.join(unknown)}")
    return ", ".join(columns)


def _as_json(rows: list[Row]) -> str:
    return json.dumps(rows, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")
