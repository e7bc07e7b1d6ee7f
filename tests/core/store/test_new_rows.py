"""Rows gathered through one procedure are saved in one statement."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.store.database import connect
from core.store.new_rows import NewRows

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = connect(database_url, connections=2)
    yield engine
    await engine.dispose()


async def test_rows_of_several_tables_that_point_to_each_other_are_one_statement(engine: AsyncEngine) -> None:
    rows, said = NewRows(), []
    rows.add("messages", id=7, conversation_id=3, author="citizen", channel="email", text="halo",
             arrived_at=NOW, received_at=NOW)  # fmt: skip
    rows.add("conversations", id=3, last_message_at=NOW)
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    async with engine.begin() as db:
        await rows.save(db)
    assert len(said) == 1
    async with engine.begin() as db:
        assert (await db.execute(text("SELECT text FROM messages WHERE conversation_id = 3"))).scalar_one() == "halo"


async def test_a_change_to_a_row_that_is_still_new_is_part_of_it(engine: AsyncEngine) -> None:
    rows = NewRows()
    rows.add("conversations", id=3, last_message_at=NOW, talk=None)
    rows.change("conversations", 3, talk={"language": "su"})
    async with engine.begin() as db:
        await rows.save(db)
        assert (await db.execute(text("SELECT talk FROM conversations"))).scalar_one() == {"language": "su"}


async def test_what_is_not_named_keeps_its_value(engine: AsyncEngine) -> None:
    async with engine.begin() as db:
        rows = NewRows()
        rows.add("conversations", id=3, last_message_at=NOW, talk={"language": "en"})
        await rows.save(db)
        rows.change("conversations", 3, turn_at=NOW)
        await rows.save(db)
        talk, turn_at = (await db.execute(text("SELECT talk, turn_at FROM conversations"))).one()
    assert talk == {"language": "en"}
    assert turn_at == NOW


async def test_every_letter_survives(engine: AsyncEngine) -> None:
    words = "\\u0000 'kutip' \"ganda\" \\ \n\t😀 ᮘᮞ $1 :name %s"
    rows = NewRows()
    rows.add("conversations", id=1, last_message_at=NOW)
    rows.add("messages", id=1, conversation_id=1, author="citizen", channel="email", text=words,
             arrived_at=NOW, received_at=NOW, salt=b"\x00\xff")  # fmt: skip
    async with engine.begin() as db:
        await rows.save(db)
        kept, salt = (await db.execute(text("SELECT text, salt FROM messages"))).one()
    assert kept == words
    assert bytes(salt) == b"\x00\xff"


async def test_a_column_that_does_not_exist_is_refused(engine: AsyncEngine) -> None:
    rows = NewRows()
    rows.add("conversations", id=3, last_message_at=NOW, moood="good")
    async with engine.begin() as db:
        with pytest.raises(KeyError, match="moood"):
            await rows.save(db)


async def test_nothing_gathered_says_nothing(engine: AsyncEngine) -> None:
    async with engine.begin() as db:
        await NewRows().save(db)
