"""Shows a citizen where their case stands, for its number and code; wrong guesses meet a patience that has an end."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.procedures.clocks import MAIN
from core.procedures.tokens import Tokens
from core.rules.case_number import parse
from core.rules.notices import without_names
from core.rules.report import Identity
from core.store import notices, tracking
from core.store.database import Begin
from core.store.tracking import Answered, Outline

WAIT = timedelta(minutes=15)
MOST_FOR_NUMBER, MOST_FROM_ADDRESS = 20, 10
"""Wrong guesses within WAIT. A household, or an office, may share one address."""
NO_SUCH = "00-00000-00"


class TooManyTries(Exception):
    """Too many wrong guesses for this number, or from this address; another may be made after WAIT."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the page may tell. Of a confidential case that is its state, and nothing else."""

    outline: Outline
    answers: Sequence[Answered]
    confidential: bool


class Tracking:
    """Looks cases up. `key` hashes addresses and numbers of wrong guesses, so that the record names nobody."""

    def __init__(self, begin: Begin, tokens: Tokens, key: bytes) -> None:
        self._begin = begin
        self._tokens = tokens
        self._key = key

    async def look_up(self, number: str, code: str, address: str, *, now: datetime) -> Tracked | None:
        """None for a number that is not there and for a code that does not fit alike. Raises TooManyTries.

        The try is on record before the code is looked at: many at once get no more guesses than one after the other.
        """
        plain = parse(number) or NO_SUCH
        marks = self._mark("number", plain if plain != NO_SUCH else number.strip()[:40]), self._mark("from", address)
        async with self._begin() as db:
            attempt = await tracking.note_try(db, *marks, now)
        if await self._too_many(marks, attempt, now):
            raise TooManyTries
        fits = self._tokens.is_code_of(plain, code)
        async with self._begin() as db:
            found = await tracking.outline(db, plain, list(MAIN.values()))
            if found is None or not fits:
                return None
            await tracking.forget_try(db, attempt)
            if found.identity == Identity.CONFIDENTIAL:
                return Tracked(found, (), confidential=True)
            names = await notices.known_names(db, found.id)
            given = await tracking.answers_of(db, found.id)
            if given:
                await tracking.answers_were_opened(db, found.id, now)
        shown = [replace(one, text=without_names(one.text, names)) for one in given]
        return Tracked(found, shown, confidential=False)

    async def _too_many(self, marks: tuple[str, str], attempt: int, now: datetime) -> bool:
        """Tries that only wait are forgotten at once: they do not make the wait longer."""
        async with self._begin() as db:
            for_number, from_address = await tracking.tries_since(db, *marks, now - WAIT)
            if for_number <= MOST_FOR_NUMBER and from_address <= MOST_FROM_ADDRESS:
                return False
            await tracking.forget_try(db, attempt)
        return True

    def _mark(self, purpose: str, value: str) -> str:
        return hmac.digest(self._key, f"tracking {purpose}:{value}".encode(), hashlib.sha256).hex()[:32]
