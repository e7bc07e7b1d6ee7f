"""The example office behind a real address: its pages, its people, and a clock that tests move."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from aduan import web
from aduan.demo import accounts, citizens
from aduan.demo.office import MAIL_ADDRESS
from aduan.demo.sink import MailSink
from aduan.wiring import parts
from config.settings import Settings
from core.procedures.sign_in import token_hash
from core.store import officers, sessions
from tests.aduan.commands import free_port
from tests.office import NOON, OfficeUnderTest
from tests.search_index import index_all

SCREEN = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


@asynccontextmanager
async def at_work(database_url: str, directory: Path) -> AsyncIterator["PostedOffice"]:
    """An office with its real mail channel; what it sends ends in `office.post`, a stand-in relay."""
    clock = [NOON]
    async with MailSink(keep=500) as sink:
        settings = Settings(
            database_url=database_url,  # type: ignore[arg-type]
            data_dir=directory,
            secret_key="rahasia",  # type: ignore[arg-type]
            mail_address=MAIL_ADDRESS,
            smtp_relay_url=f"smtp://127.0.0.1:{sink.port}?starttls=no",  # type: ignore[arg-type]
            smtp_port=free_port(),
        )
        async with parts(settings, now=lambda: clock[0], connections=6) as built:
            yield PostedOffice(built, {}, clock, sink=sink)


@dataclass
class PostedOffice(OfficeUnderTest):
    """An office whose mails leave by a relay."""

    sink: MailSink = field(default_factory=MailSink)


async def fill(office: PostedOffice) -> None:
    """People and cases of the example office, as of the office's clock: the same every time."""
    await accounts.open_accounts(office.parts.engine.begin, office.now)
    await citizens.write_all(office.parts, MAIL_ADDRESS)
    await index_all(office)


@dataclass
class OpenOffice:
    """An office whose pages a real browser can open. It can be closed and opened again at the same address."""

    office: PostedOffice
    browser: Browser
    port: int = field(default_factory=free_port)
    troubles: list[str] = field(default_factory=list)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _serving: "asyncio.Task[None] | None" = None
    _tokens: dict[str, str] = field(default_factory=dict)
    _contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    @asynccontextmanager
    async def open(cls, office: PostedOffice, browser: Browser) -> AsyncIterator["OpenOffice"]:
        """Open while the block runs; what went wrong in a page's script is said at its end."""
        opened = cls(office, browser)
        await opened.opens()
        try:
            yield opened
            assert not opened.troubles, "; ".join(opened.troubles)
        finally:
            for context in opened._contexts:
                await context.close()
            await opened.closes()

    async def opens(self) -> None:
        self._stop = asyncio.Event()
        app = web.application(self.office.parts, demo=True)
        self._serving = asyncio.create_task(web.serve(app, "127.0.0.1", self.port, self._stop))
        async with asyncio.timeout(20):
            while not await self._answers():  # noqa: ASYNC110 whether a port is open is asked, never told
                await asyncio.sleep(0.01)

    async def closes(self) -> None:
        self._stop.set()
        if self._serving:
            await self._serving

    async def _answers(self) -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.close()
            return True
        return False

    async def window(self, *, screen: dict[str, int] = SCREEN, **habits: Any) -> Page:
        """A browser in which nobody is signed in. `habits` are Playwright's: color_scheme, reduced_motion, ..."""
        habits = {"locale": "id-ID", "timezone_id": "Asia/Jakarta", **habits}
        context = await self.browser.new_context(base_url=self.address, viewport=screen, **habits)  # type: ignore[arg-type]
        self._contexts.append(context)
        context.set_default_timeout(20_000)
        page = await context.new_page()
        page.on("pageerror", lambda trouble: self.troubles.append(str(trouble)))
        return page

    async def as_officer(self, username: str, **habits: Any) -> Page:
        """A browser with one of the example office's people signed in, however far the clock is moved."""
        page = await self.window(**habits)
        if username not in self._tokens:
            self._tokens[username] = await self._session_of(username)
        await page.context.add_cookies([{"name": "aduan", "value": self._tokens[username], "url": self.address}])
        return page

    async def _session_of(self, username: str) -> str:
        token, csrf, later = secrets.token_urlsafe(8), secrets.token_urlsafe(8), self.office.now + timedelta(days=4000)
        async with self.office.parts.engine.begin() as db:
            officer = await officers.by_username(db, username)
            assert officer, f"nobody is called {username}"
            await sessions.begin_session(
                db, token_hash(token), officer.id, csrf, passed=True, now=later, expires_at=later
            )
        return token

    async def number_of(self, words: str) -> str:
        """The number of the case whose matter has these words."""
        found = await self.office.rows("SELECT number FROM cases WHERE matter LIKE :words", words=f"%{words}%")
        assert len(found) == 1, f"{len(found)} cases have {words!r}"
        return str(found[0][0])
