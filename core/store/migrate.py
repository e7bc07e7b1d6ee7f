"""Brings a database to the present shape of the tables."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.tables import metadata

ONE_AT_A_TIME = 69_2026


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


class NotOurs(Exception):
    """The tables stand at a migration that this program does not have."""


def upgrade(url: str) -> None:
    """Runs what is missing in one transaction. Programs that start at once wait, and find it done. Raises NotOurs."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            stands_at = MigrationContext.configure(connection).get_current_revision()
            if stands_at and not knows(stands_at):
                raise NotOurs(stands_at)
            command.upgrade(_config(connection), "head")
    finally:
        engine.dispose()


def knows(revision: str) -> bool:
    """Whether this program has that migration; one it has not was made by a newer program."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def newest() -> str | None:
    """The migration that this program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def differences(url: str) -> list[object]:
    """Where the database and `tables.py` disagree; empty when they do not."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return list(compare_metadata(MigrationContext.configure(connection), metadata))
    finally:
        engine.dispose()


async def stands_at(db: AsyncConnection) -> str | None:
    """The migration that the database has reached; None for a database that has no tables yet."""
    if (await db.execute(text("SELECT to_regclass('alembic_version')"))).scalar_one() is None:
        return None
    row = (await db.execute(text("SELECT version_num FROM alembic_version"))).first()
    return row[0] if row else None
