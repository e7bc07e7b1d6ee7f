"""The search's part of the clockwork, for tests that let no clockwork run."""

from core.store import search
from tests.office import OfficeUnderTest


async def index_all(office: OfficeUnderTest) -> None:
    """Takes the words of everything that happened so far."""
    async with office.parts.engine.begin() as db:
        while await search.index_new_words(db, most=50):
            pass
