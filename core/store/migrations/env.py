"""Alembic's way in; the connection is handed over by `core/store/migrate.py`."""

from alembic import context

from core.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
