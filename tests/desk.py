"""The desk for tests: the real pages over the office's parts, and browsers with somebody signed in."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from aduan.web import application
from core.procedures.sign_in import token_hash
from core.rules.roles import Role
from core.store import officers, sessions
from core.store.officers import NewOfficer
from tests.office import OfficeUnderTest

ADDRESS = "http://aduan.test"
HTTPX = frozenset({"headers", "files", "cookies", "params"})
TIERS = {Role.OFFICER: "pelaksana", Role.TEAM_LEADER: "pengelola", Role.KEPALA: "kepala"}


class Browser(httpx.AsyncClient):
    """A browser in which somebody is signed in. Redirects are not followed by themselves."""

    csrf: str = ""
    officer_id: int = 0

    async def post(self, url: str, data: dict[str, Any] | None = None, **fields: Any) -> httpx.Response:  # type: ignore[override]
        """Sends a form with the session's token: `await budi.post("/desk/sign-out", field="value")`."""
        given = {name: fields.pop(name) for name in HTTPX & set(fields)}
        return await super().post(url, data={"csrf": self.csrf, **(data or {}), **fields}, **given)


@dataclass
class DeskUnderTest:
    office: OfficeUnderTest
    app: FastAPI

    @classmethod
    def of(cls, office: OfficeUnderTest, *, demo: bool = False) -> "DeskUnderTest":
        return cls(office, application(office.parts, demo=demo))

    def stranger(self) -> Browser:
        """A browser in which nobody is signed in."""
        return Browser(transport=httpx.ASGITransport(self.app), base_url=ADDRESS)

    async def officer(self, username: str, role: Role, *, tier: str = "", agency: str = "") -> int:
        """The officer of this name, made where there is none. Without a password: nobody can sign in by typing."""
        new = NewOfficer(
            username, username.capitalize(), role, tier=tier or TIERS.get(role, ""), agency=agency, second_factor=False
        )
        async with self.office.parts.engine.begin() as db:
            added = await officers.add(db, new, "!", self.office.now)
            return added or (await officers.by_username(db, username)).id  # type: ignore[union-attr]

    async def as_officer(self, username: str, role: Role, *, tier: str = "", agency: str = "") -> Browser:
        """A browser with this officer signed in, however far the test moves its clock."""
        officer_id = await self.officer(username, role, tier=tier, agency=agency)
        token, csrf, later = secrets.token_urlsafe(8), secrets.token_urlsafe(8), self.office.now + timedelta(days=4000)
        async with self.office.parts.engine.begin() as db:
            await sessions.begin_session(
                db, token_hash(token), officer_id, csrf, passed=True, now=later, expires_at=later
            )
        browser = self.stranger()
        browser.cookies.set("aduan", token)
        browser.csrf, browser.officer_id = csrf, officer_id
        return browser
