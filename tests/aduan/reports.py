"""Two reports that many tests begin with, and what became of them."""

from tests.office import OfficeUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
NAMELESS = "Izin hosting saya belum terbit, sudah 3 minggu."


async def kind_of(office: OfficeUnderTest) -> str:
    return str(await office.value("SELECT legal_kind FROM cases ORDER BY id DESC LIMIT 1"))


async def rules_on_record(office: OfficeUnderTest) -> list[str]:
    return [row[0] for row in await office.rows("SELECT rule FROM decisions WHERE force = 'shall' ORDER BY id")]
