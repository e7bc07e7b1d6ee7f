"""Numbers that name a person: recognised with care, and masked before anybody logs them (K6.5a)."""

import re

SIXTEEN_DIGITS = re.compile(r"(?<![0-9])(?:[0-9][ .\-]?){15}[0-9](?![0-9])")
WOMEN_ADD = 40
"""A woman's day of birth is written 40 higher."""


def is_nik(written: str) -> bool:
    """Whether sixteen digits can be a population number (NIK): a date that exists in some year, a sequence above 0.

    The region is never looked at: it is where someone was first registered, not where they live.
    """
    digits = re.sub(r"[ .\-]", "", written.strip())
    if not re.fullmatch(r"[0-9]{16}", digits):
        return False
    day, month, sequence = int(digits[6:8]), int(digits[8:10]), int(digits[12:])
    day_of_birth = day - WOMEN_ADD if day > WOMEN_ADD else day
    return 1 <= day_of_birth <= 31 and 1 <= month <= 12 and sequence > 0


def niks_in(text: str) -> tuple[str, ...]:
    """Every number in a text that can be a NIK, digits only. Not each sixteen digits are one."""
    found = (re.sub(r"[ .\-]", "", hit[0]) for hit in SIXTEEN_DIGITS.finditer(text))
    return tuple(dict.fromkeys(digits for digits in found if is_nik(digits)))


def masked(text: str) -> str:
    """The text with every sixteen digits cut to the first six and last two: family cards (KK) have as many as a NIK."""
    return SIXTEEN_DIGITS.sub(lambda hit: _mask(re.sub(r"[ .\-]", "", hit[0])), text)


def _mask(digits: str) -> str:
    return f"{digits[:6]}{'*' * 8}{digits[-2:]}"
