"""One case in an officer's browser, for tests of its pages."""

import re

from tests.desk import Browser
from tests.office import OfficeUnderTest

WORKSHEET = {
    "core_problem.text": "Sertifikat belum terbit, lewat 7 hari kerja.",
    "linked_clause.clauses": ["", "K3"],
    "earlier_documents.text": "Tidak ada.",
    "plan.plans": ["", "clarify", "confirm"],
    "plan.text": "Tanya verifikator.",
    "carried_out.with": "alone",
    "carried_out.on": "2026-03-02",
    "carried_out.text": "Verifikator lupa, sertifikat diterbitkan.",
}


class CaseAtDesk:
    """One case in an officer's browser."""

    def __init__(self, office: OfficeUnderTest, browser: Browser, number: str) -> None:
        self.office = office
        self.browser = browser
        self.number = number
        self.version = "1"

    @property
    def address(self) -> str:
        return f"/desk/cases/{self.number}"

    async def look(self) -> str:
        """Opens the page; its forms carry the version it shows."""
        page = (await self.browser.get(self.address)).text
        found = re.search(r'name="version" value="(\d+)"', page)
        self.version = found[1] if found else self.version
        return page

    async def send(self, deed: str, **fields: object) -> tuple[int, str]:
        named = {name.replace("__", "."): value for name, value in fields.items()}
        answer = await self.browser.post(f"{self.address}/{deed}", {"version": self.version, **named})
        return answer.status_code, answer.text

    async def does(self, deed: str, **fields: object) -> tuple[int, str]:
        """As a person would: looks at the page first."""
        await self.look()
        return await self.send(deed, **fields)


async def examined(case: CaseAtDesk) -> None:
    assert await case.does("examination", **WORKSHEET) == (303, "")
    assert await case.does("category", category="internal") == (303, "")
