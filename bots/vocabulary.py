"""The words people use around a matter: greetings, politeness, thanks, and what can never be somebody's name."""

import re
import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _list(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


GREETINGS = _list("greetings")
POLITE = _list("polite")
THANKS = _list("thanks")
GRATITUDE = _list("gratitude")
ASSENT = _list("assent")
WISHES = _list("wishes")
AROUND_WISHES = _list("around_wishes")
REFUSALS = _list("refusals")
DENIALS = _list("denials")
YES = _list("yes")
NO = _list("no")
NOBODY = _list("nobody")
NOBODIES: frozenset[str] = frozenset(_LISTS["nobodies"])
GIVEN_NAMES = _list("given_names")
COMMON = (_list("common") | YES | NO | ASSENT) - GIVEN_NAMES
ALSO_NAMES = _list("also_names")
SHORTENED = _list("shortened")
PLACES = _list("places")
PLACE_WORDS = _list("place_words")
HONORIFICS = _list("honorifics")
TITLES = _list("titles")
BEFORE_ANSWERS = _list("before_answers")
AFTER_ANSWERS = _list("after_answers")
INTRODUCING = _list("introducing")
ASKING_SECRECY = _list("asking_secrecy")
NOT_YET = _list("not_yet")
HINTS_OF_NEVER = _list("hints_of_never")
RECEIVING = _list("receiving")
AFTER_COMPANIES = _list("after_companies")
ABOUT_DATES = _list("about_dates")
PERMITS = _list("permits")
PERMIT = _list("permit")
ABOUT_PERMITS = _list("about_permits")
BEFORE_KIND = _list("before_kind")
FORGIVEN = _list("forgiven")
NOT_FORGIVEN = _list("not_forgiven")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation and pictures."""
    return _WORD.findall(text.lower())
