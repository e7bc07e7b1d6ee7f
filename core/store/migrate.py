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


def upgrade(url: str) -> None:
    """Runs what is missing in one transaction. Programs that start at once wait, and find it done."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            command.upgrade(_config(connection), "head")
    finally:
        engine.dispose()


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
