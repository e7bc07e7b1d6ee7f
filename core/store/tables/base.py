"""What all tables share: the metadata, names of constraints, and the usual columns."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, MetaData, Text, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Moment = TIMESTAMP(timezone=True)
NOTHING = text("''")
EMPTY_LIST = text("'{}'")
EMPTY_OBJECT = text("'{}'")


def identity() -> Column[int]:
    """A number of its own."""
    return Column("id", BigInteger, Identity(), primary_key=True)


def words(name: str, **options: Any) -> Column[str]:
    """Text that is empty, never NULL, where there is none."""
    return Column(name, Text, nullable=False, server_default=NOTHING, **options)


def of(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A pointer to a row elsewhere."""
    return Column(name, BigInteger, ForeignKey(target), nullable=nullable, index=index)
