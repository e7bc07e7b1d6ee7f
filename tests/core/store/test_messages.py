"""What hangs on messages is kept once, and programs that keep the same things do not wait for each other."""

import asyncio

from core.messages import Attachment
from core.store import messages
from tests.office import OfficeUnderTest

PICTURES = [Attachment(f"foto{n}.jpg", "image/jpeg", bytes([n]) * 40) for n in range(30)]


async def test_two_who_bring_the_same_pictures_the_other_way_round_both_keep_them(office: OfficeUnderTest) -> None:
    for handle in ("siti@warga.test", "budi@warga.test"):
        await office.citizen(handle=handle).says("Halo")
    first, second = await office.rows("SELECT id FROM messages WHERE author = 'citizen' ORDER BY id")

    async def keep(message: int, pictures: list[Attachment]) -> None:
        async with office.parts.engine.begin() as db:
            hung = {message: pictures[:15], first[0]: pictures[15:]}
            await messages.attach_all(db, hung, readable=frozenset())

    await asyncio.gather(*(keep(second[0], PICTURES[:: 1 if n % 2 else -1]) for n in range(8)))
    assert await office.value("SELECT count(*) FROM attachments") == 8 * 30
    assert await office.value("SELECT count(*) FROM blobs WHERE size = 40") == 30
