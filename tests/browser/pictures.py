"""`make pictures`: looks at every page of the example office and keeps what it saw in docs/pictures."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from aduan import database
from core.store import migrate
from tests.browser import chromium
from tests.browser.open_office import PHONE, SCREEN, OpenOffice, at_work, fill
from tests.browser.places import PLACES, Place
from tests.browser.scene import Scene, staged

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
TALLEST = 1300
MUCH, RARE = 24, 24


@dataclass(frozen=True)
class Shot:
    """One way of looking at a place."""

    place: Place
    scheme: str
    phone: bool

    @property
    def name(self) -> str:
        return "-".join(filter(None, [self.place.name, "phone" if self.phone else "", self.scheme])) + ".png"


def shots() -> Iterator[Shot]:
    for place in PLACES:
        for scheme in ("light", "dark"):
            yield Shot(place, scheme, phone=False)
            if place.on_phones:
                yield Shot(place, scheme, phone=True)


@contextmanager
def a_room() -> Iterator[Path]:
    """A folder that the server's account can enter too."""
    with tempfile.TemporaryDirectory(prefix="aduan-pictures-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


async def take_all(folder: Path, only: str = "") -> int:
    """Every picture into the folder; says how many."""
    with a_room() as room, database.running(room / "data") as server:
        migrate.upgrade(server.url)
        async with chromium.started() as browser, at_work(server.url, room) as office:
            await fill(office)
            async with OpenOffice.open(office, browser) as opened:
                scene = await staged(opened)
                chosen = [shot for shot in shots() if only in shot.name]
                for shot in chosen:
                    await take(opened, scene, shot, folder / shot.name)
                    print(shot.name, flush=True)
                return len(chosen)


async def take(opened: OpenOffice, scene: Scene, shot: Shot, where: Path) -> None:
    habits: dict[str, Any] = {"screen": PHONE if shot.phone else SCREEN, "color_scheme": shot.scheme}
    habits["reduced_motion"] = "reduce"
    page = await (opened.as_officer(shot.place.who, **habits) if shot.place.who else opened.window(**habits))
    answer = await page.goto(shot.place.at(scene))
    assert answer
    assert answer.status == shot.place.status, f"{shot.name}: {answer.status}"
    await page.evaluate("document.fonts.ready")
    whole = await page.evaluate("document.documentElement.scrollHeight")
    screen = habits["screen"]
    await page.set_viewport_size({**screen, "height": max(min(whole, TALLEST), screen["height"])})
    await page.evaluate("document.activeElement.blur()")
    kept_small(await page.screenshot(), where)
    await page.context.close()


def kept_small(picture: bytes, where: Path) -> None:
    """With few colours: those there is much of, and those there is little of, like the red of what is late."""
    with Image.open(BytesIO(picture)) as opened:
        whole = opened.convert("RGB")
    much, rare = whole.quantize(MUCH), whole.quantize(RARE, Image.Quantize.MAXCOVERAGE)
    palette = Image.new("P", (1, 1))
    palette.putpalette((much.getpalette() or [])[: 3 * MUCH] + (rare.getpalette() or [])[: 3 * RARE])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(where, optimize=True)


def gallery(folder: Path) -> str:
    """The page of the handbook that shows every picture in the folder."""
    lines = ["# Pictures", "", "The example office, page by page; `make pictures` takes them anew.", ""]
    for place in PLACES:
        lines += [f"## {place.shows}", ""]
        lines += [_picture(shot, folder) for shot in shots() if shot.place is place] + [""]
    return "\n".join(lines)


def _picture(shot: Shot, folder: Path) -> str:
    seen = f"{shot.place.shows}, {shot.scheme}{', on a phone' if shot.phone else ''}"
    return f'<img src="{folder.name}/{shot.name}" width="{180 if shot.phone else 480}" alt="{seen}">'


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if folder == FOLDER:
        (FOLDER.parent / "pictures.md").write_text(gallery(FOLDER), encoding="utf-8")
    print(asyncio.run(take_all(folder, sys.argv[2] if len(sys.argv) > 2 else "")), "pictures in", folder)
