"""Case numbers people can read aloud: year, running number, two check digits, as 26-00123-81 (K6.5a)."""

import re
from itertools import product

BETWEEN = r"[\s./\-‐‑‒–—−]{1,3}"
SHAPES = tuple(
    re.compile(rf"(?<![0-9])(?=([0-9]{{2}}){first}([0-9]{{5,9}}){second}([0-9]{{2}})(?![0-9]))")
    for first, second in product((BETWEEN, ""), repeat=2)
)
"""With both dashes, with one, with none; a number may begin inside what looked like another one."""


def number_for(year: int, sequence: int) -> str:
    """The sequence-th case of the year. Five digits, more when a year needs them."""
    if sequence < 1:
        raise ValueError("cases are counted from 1")
    start, running = f"{year % 100:02d}", f"{sequence:05d}"
    return f"{start}-{running}-{check_digits(start + running)}"


def check_digits(digits: str) -> str:
    """ISO 7064 MOD 97-10: one wrong digit, or two neighbours swapped, never goes unseen."""
    return f"{98 - int(digits) * 100 % 97:02d}"


def parse(written: str) -> str | None:
    """The case number somebody wrote, however spaced, in the form we print; None when it cannot be one."""
    found = [number for place, end, number in _found(written.strip()) if place == 0 and end == len(written.strip())]
    return found[0] if found else None


def numbers_in(text: str) -> tuple[str, ...]:
    """Every case number in a text, in order, once each. Numbers with wrong check digits are something else."""
    numbers, reach = [], 0
    for _, end, number in sorted(_found(text), key=lambda hit: (hit[0], -hit[1])):
        if end > reach:  # else it is a piece of a number already found
            numbers.append(number)
            reach = end
    return tuple(dict.fromkeys(numbers))


def _found(text: str) -> list[tuple[int, int, str]]:
    hits = [hit for shape in SHAPES for hit in shape.finditer(text)]
    return [(hit.start(), hit.end(3), f"{hit[1]}-{hit[2]}-{hit[3]}") for hit in hits if _is_ours(*hit.groups())]


def _is_ours(year: str, running: str, check: str) -> bool:
    """Padded to five digits and no further; check digits as we would write them."""
    padded = f"{int(running):05d}" == running and int(running) > 0
    return padded and check == check_digits(year + running)
