"""A complaint in an office with officers, for tests of what they do with it."""

from dataclasses import dataclass
from typing import Any

from core.rules.roles import Role
from core.store.viewers import Viewer
from tests.office import OfficeUnderTest

MATTER = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."


@dataclass
class CaseUnderTest:
    """One case by its number. `version` asks the record, so that every deed is done on the page as it is now."""

    office: OfficeUnderTest
    number: str

    @classmethod
    async def of(cls, office: OfficeUnderTest, words: str = MATTER, **who: Any) -> "CaseUnderTest":
        await office.citizen(**who).says(words)
        await office.clockwork()
        return cls(office, await office.value("SELECT number FROM cases ORDER BY id DESC LIMIT 1"))

    async def version(self) -> int:
        return int(await self.row("version"))

    async def row(self, column: str) -> Any:
        return await self.office.value(f"SELECT {column} FROM cases WHERE number = :number", number=self.number)

    async def of_case(self, query: str) -> Any:
        """One value from a query that says `:id` for the case."""
        return await self.office.value(query, id=await self.row("id"))


async def officer(office: OfficeUnderTest, name: str, role: Role = Role.OFFICER, agency: str = "") -> Viewer:
    """Somebody at the desk."""
    query = """
        INSERT INTO officers (username, name, role, agency, password_hash, created_at)
        VALUES (lower(:name), :name, :role, :agency, '!', now()) RETURNING id
    """
    found = await office.value(query, name=name, role=role, agency=agency)
    return Viewer(found, name, role, agency=agency)
