"""Who writes the complaint that the example office plays at its start: each time somebody who never wrote. Invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product

from core.store import messages
from core.store.database import Begin

FIRST = ("Siti", "Asep", "Dewi", "Ujang", "Neneng", "Cecep", "Yuli", "Deden", "Euis", "Rudi", "Wulan", "Tatang")
LAST = ("Aminah", "Saputra", "Lestari", "Permana", "Rohaeni", "Kurnia", "Handayani", "Mulyadi", "Komalasari", "Nugraha")


@dataclass(frozen=True, slots=True)
class Newcomer:
    name: str
    address: str

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]


async def newcomer(begin: Begin) -> Newcomer:
    """The first one of whom the record has never heard."""
    async with begin() as db:
        for somebody in _everybody():
            if not await messages.newest_talk_with(db, somebody.address, most=1):
                return somebody
    raise AssertionError("there is always somebody more")


def _everybody() -> Iterator[Newcomer]:
    """First everybody by name alone, then again with a number; each first name meets another last name."""
    pairs = [(FIRST[(turn + place) % len(FIRST)], last) for turn, (place, last) in _turns()]
    for round_ in count(1):
        number = "" if round_ == 1 else str(round_)
        for first, last in pairs:
            yield Newcomer(f"{first} {last}", f"{first}.{last}{number}@warga.test".lower())


def _turns() -> Iterator[tuple[int, tuple[int, str]]]:
    return product(range(len(FIRST)), enumerate(LAST))
