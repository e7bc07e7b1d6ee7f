"""A real browser, and the example office behind a real address."""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from aduan import database
from tests.browser import chromium
from tests.browser.open_office import OpenOffice, at_work, fill
from tests.browser.scene import Scene, staged
from tests.databases import copied, copy_of

serial = count(1)
PATIENCE = 20_000
"""Milliseconds: a machine that does other things beside is slow, not broken."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Without a Chromium every test that needs one fails with a sentence; none is passed over."""
    try:
        async with chromium.started() as started:
            yield started
    except chromium.NoChromium as sentence:
        raise pytest.fail.Exception(str(sentence), pytrace=False) from None


@pytest.fixture(scope="session")
async def filled(server: database.Database, pattern: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the example office's cases, that others are copied from."""
    url = copied(server, pattern, "filled")
    async with at_work(url, tmp_path_factory.mktemp("filled")) as office:
        await fill(office)
    return "filled"


@pytest.fixture(scope="session")
async def looked_at(
    server: database.Database, filled: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[OpenOffice, Scene]]:
    """An office in which every page has something to show, for tests that look and change nothing."""
    url = copied(server, filled, "looked_at")
    async with at_work(url, tmp_path_factory.mktemp("looked-at")) as office, OpenOffice.open(office, browser) as opened:
        yield opened, await staged(opened)


@pytest.fixture
def example_url(server: database.Database, filled: str) -> Iterator[str]:
    """A database of this test's own with the example office's cases."""
    with copy_of(server, filled, f"example_{next(serial)}") as url:
        yield url


@pytest.fixture
async def open_office(example_url: str, browser: Browser, tmp_path: Path) -> AsyncIterator[OpenOffice]:
    """The example office, open; its clock stands at a Monday noon."""
    async with at_work(example_url, tmp_path) as office, OpenOffice.open(office, browser) as opened:
        yield opened
