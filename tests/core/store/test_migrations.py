"""The migrations and the tables say the same."""

from core.store import migrate


def test_an_empty_database_upgraded_has_the_shape_of_the_tables(database_url: str) -> None:
    assert migrate.differences(database_url) == []


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert migrate.differences(database_url) == []
