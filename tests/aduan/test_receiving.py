"""250 means kept: what nobody can read or record is set aside, and only trouble that passes sends a mail away."""

import pytest
from sqlalchemy.exc import OperationalError

from aduan.receiving import mail_receiver
from core.messages import Delivery, Inbound
from tests.office import OfficeUnderTest

MAIL = b"From: siti@warga.test\r\n\r\nIzin hosting saya belum terbit. \x00\xff"


def delivery(office: OfficeUnderTest) -> Delivery:
    return Delivery("email", MAIL, office.now, {"x-strange": "a\0b"}, "siti@warga.test", ("pengaduan@aduan.test",))


async def test_a_delivery_the_adapter_stumbles_over_is_set_aside_whole(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(_: Delivery) -> list[Inbound]:
        raise RecursionError

    monkeypatch.setattr(office.parts.channels["email"], "read", stumbles)
    await mail_receiver(office.parts)(delivery(office))
    kept = await office.rows("SELECT channel, reason, body, headers->>'x-strange' FROM quarantine")
    assert kept == [("email", "RecursionError", MAIL, "ab")]
    assert await office.rows("SELECT kind, detail FROM alarms") == [("delivery_set_aside", "RecursionError")]


@pytest.mark.parametrize(
    "trouble", [OperationalError("", {}, ConnectionError()), TimeoutError(), OSError(28, "No space left on device")]
)
async def test_trouble_that_passes_lets_the_sender_come_again(
    office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    async def fails(*_: object, **__: object) -> bool:
        raise trouble

    monkeypatch.setattr(office.parts.channels["email"], "read", lambda _: [office.citizen().writes("Halo")])
    monkeypatch.setattr(office.parts.intake, "_record_lot", fails)
    with pytest.raises(type(trouble)):
        await mail_receiver(office.parts)(delivery(office))
    assert await office.value("SELECT count(*) FROM quarantine") == 0
