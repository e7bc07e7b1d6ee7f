"""Rows gathered through one procedure and saved in one statement."""

import json
from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.tables import metadata

Row = dict[str, Any]


class NewRows:
    """What one procedure adds to the record and changes in it.

    The rows cross to the database as JSON, one array a table, and are written by one statement however many there
    are: an e-mail's whole consequences cost one round trip. Foreign keys may point from row to row.
    """

    def __init__(self) -> None:
        self._added: dict[str, list[Row]] = defaultdict(list)
        self._changed: dict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, **values: Any) -> None:
        """A new row. All rows of one table in one save name the same columns."""
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
        """Writes everything in one statement; committing is left to whoever opened the transaction."""
        added = {name: rows for name, rows in self._added.items() if rows}
        changed = {name: rows for name, rows in self._changed.items() if rows}
        if not added and not changed:
            return
        shape = tuple((name, tuple(rows[0])) for name, rows in added.items())
        change = tuple((name, tuple(rows[0])) for name, rows in changed.items())
        values = {f"add_{name}": _as_json(rows) for name, rows in added.items()}
        values |= {f"change_{name}": _as_json(rows) for name, rows in changed.items()}
        await db.execute(_statement(shape, change), values)
        self._added.clear()
        self._changed.clear()


Shape = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=256)
def _statement(added: Shape, changed: Shape) -> TextClause:
    parts = [_insert(name, columns) for name, columns in added] + [_update(name, columns) for name, columns in changed]
    return text(f"WITH {', '.join(parts)} SELECT 1")


def _insert(name: str, columns: tuple[str, ...]) -> str:
    listed = _checked(name, columns)
    source = f"json_populate_recordset(NULL::{name}, CAST(:add_{name} AS json))"
    return f"add_{name} AS (INSERT INTO {name} ({listed}) SELECT {listed} FROM {source})"


def _update(name: str, columns: tuple[str, ...]) -> str:
    _checked(name, columns)
    key = _key_of(name)
    assigned = ", ".join(f"{column} = new.{column}" for column in columns if column != key)
    source = f"json_populate_recordset(NULL::{name}, CAST(:change_{name} AS json)) AS new"
    return f"change_{name} AS (UPDATE {name} SET {assigned} FROM {source} WHERE {name}.{key} = new.{key})"


def _key_of(name: str) -> str:
    return next(iter(metadata.tables[name].primary_key.columns)).name


def _checked(name: str, columns: tuple[str, ...]) -> str:
    """The column list, once every name is known to be one of ours: nothing from outside reaches the statement."""
    known = metadata.tables[name].columns
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise KeyError(f"table {name} has no column {', '.join(unknown)}")
    return ", ".join(columns)


def _as_json(rows: list[Row]) -> str:
    columns = rows[0].keys()
    if any(row.keys() != columns for row in rows):
        raise ValueError("rows of one table must name the same columns")
    return json.dumps(rows, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")
