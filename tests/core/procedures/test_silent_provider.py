"""A provider that went silent may have the message: it is not asked again in the same breath."""

from core.messages import MaybeSent, TryLater
from tests.aduan.reports import COMPLETE
from tests.office import OfficeUnderTest


async def test_after_silence_the_next_try_waits_as_the_office_says(office: OfficeUnderTest) -> None:
    post = office.post["email"]
    post.refuses = [MaybeSent("silent")]
    assert await office.citizen().says(COMPLETE) == ""
    wait = office.parts.files.office.outbox.look_up_seconds
    office.later(seconds=wait - 1)
    await office.send_what_is_due()
    assert not post.sent
    office.later(seconds=2)
    await office.send_what_is_due()
    assert len(post.sent) == 1


async def test_a_provider_that_said_later_is_asked_again_soon(office: OfficeUnderTest) -> None:
    post = office.post["email"]
    post.refuses = [TryLater("busy")]
    assert await office.citizen().says(COMPLETE) == ""
    office.later(seconds=10)
    await office.send_what_is_due()
    assert len(post.sent) == 1
