"""The Chromium of this machine: where it is, and how it is started."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--lang=id-ID",
    "--font-render-hinting=none",
)
NONE = (
    "No Chromium here: `make setup` installs Debian's where it may (otherwise: apt-get install chromium), "
    "and ADUAN_CHROMIUM=/path/to/it points to another."
)


class NoChromium(Exception):
    """There is none on this machine."""


def executable(environment: Mapping[str, str] = os.environ) -> str:
    """The browser to drive. Raises NoChromium with the way to get one."""
    chosen = environment.get("ADUAN_CHROMIUM", "")
    places = (chosen,) if chosen else NAMES
    for place in places:
        if found := shutil.which(place, path=environment.get("PATH")):
            return found
    raise NoChromium(f"ADUAN_CHROMIUM={chosen} is no program that can be run." if chosen else NONE)


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """One browser, closed at the end. As root, in a container, it has no sandbox of its own."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    where = executable()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=[*QUIET, *sandbox])
        try:
            yield browser
        finally:
            await browser.close()
