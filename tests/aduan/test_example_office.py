"""The example office never mixes with a real one."""

import pytest

from aduan.demo.office import fill
from config.reading import ConfigError
from tests.office import OfficeUnderTest


async def test_a_database_with_real_cases_is_refused(office: OfficeUnderTest) -> None:
    await office.citizen().says("Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu.")
    with pytest.raises(ConfigError, match="real office"):
        await fill(office.parts)
    assert await office.value("SELECT count(*) FROM cases") == 1
