"""What tests of the words that work have in common."""

import re

from tests.aduan.reports import COMPLETE
from tests.office import Citizen, OfficeUnderTest


def code_in(reply: str) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", reply)
    assert found, reply
    return found[0]


async def said_in_a_burst(office: OfficeUnderTest, citizen: Citizen, *words: str) -> str:
    """Several messages within the merging pause, and what comes back when it is over."""
    before = len(citizen.replies)
    for one in words:
        await citizen.says(one)
        office.later(seconds=0.4)
    office.later(seconds=2)
    await office.clockwork()
    return "\n".join(reply.text for reply in citizen.replies[before:])


async def two_cases(citizen: Citizen) -> None:
    await citizen.says(COMPLETE)
    await citizen.says("Laporan baru: petugas loket 2 minta uang 300 ribu kemarin")
