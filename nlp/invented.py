"""Numbers and addresses in examples must be ones that nobody can have.

The invented forms: a NIK whose date part is no day (month 00 or 99), a mobile number with four zeros in a row, an
e-mail address under a name that is kept for examples (RFC 2606: example.com, .test, .example, .invalid).
"""

import re
from calendar import monthrange
from collections.abc import Iterator

_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_SPACED_SIXTEEN = re.compile(r"(?<!\d)\d{4}(?:[ .-]\d{4}){3}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?62[ -]?|0)8\d(?:[ .-]?\d){6,11}(?!\d)")
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_KEPT_FOR_EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|test|example|invalid)$")

OF_WOMEN = 40
"""Added to the day of birth in the NIK of a woman."""


def personal_looking(text: str) -> Iterator[str]:
    """What could be somebody's: identity numbers, mobile numbers and addresses not in an invented form."""
    for found in (*_SIXTEEN.findall(text), *_SPACED_SIXTEEN.findall(text)):
        if _has_a_day(re.sub(r"\D", "", found)):
            yield found
    for found in _MOBILE.findall(text):
        if "0000" not in re.sub(r"\D", "", found):
            yield found
    for address in _ADDRESS.finditer(text):
        if not _KEPT_FOR_EXAMPLES.search(address[1].lower()):
            yield address[0]


def _has_a_day(nik: str) -> bool:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if day > OF_WOMEN:
        day -= OF_WOMEN
    return 1 <= month <= 12 and any(1 <= day <= monthrange(century + year, month)[1] for century in (1900, 2000))
