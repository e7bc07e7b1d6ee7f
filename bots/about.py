"""What the office knows of a case when it speaks about it, as the words that sentences leave room for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from bots.talk import Fact, Say
from core.rules.calendar import OFFICE_ZONE, office_day
from core.store.cases import Case

EVERYTHING = "umum"  # says nothing of what a matter is about
PLAIN_LOCALES = {"id": "id", "su": "su", "en": "en"}


@dataclass(frozen=True, slots=True)
class About:
    """A case, the day its citizen may hold the office to, and the decision that stands.

    `proposals` are new ones, `outdated` those that a correction has taken back, `officer_has_spoken` where an officer's
    word stands. `opened` is true in the turn that gave it its number, `own` is false when somebody else asks with its
    code.
    """

    case: Case
    due_on: date | None
    provisional: bool
    because: str
    clause: str
    clause_text: str
    proposals: tuple[str, ...] = ()
    opened: bool = False
    own: bool = True
    outdated: tuple[str, ...] = ()
    officer_has_spoken: bool = False


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Sectors and components as people say them: language -> id -> words; `sms` is Indonesian in sixteen letters."""

    sectors: Mapping[str, Mapping[str, str]]
    components: Mapping[str, Mapping[str, str]]
    sms: Mapping[str, str]

    def matter(self, case: Case, language: str) -> str:
        """ "lamanya waktu pengurusan, bidang perindustrian", as far as the tags go."""
        components = self.components.get(language, self.components["id"])
        sectors = self.sectors.get(language, self.sectors["id"])
        field = {"id": "bidang {}", "su": "widang {}", "en": "field: {}"}.get(language, "{}")
        said = [components[case.components[0]]] if case.components else []
        if "sector" not in case.unsure and case.sector != EVERYTHING:
            said.append(field.format(sectors[case.sector].lower() if language != "en" else sectors[case.sector]))
        return ", ".join(said)

    def short_matter(self, case: Case) -> str:
        return self.sms[case.components[0]] if case.components else ""


def in_words(say: Say, language: str, *, sms: bool) -> Say:
    """The sentence with its days and moments as people write them."""
    return replace(say, facts={name: _spoken(fact, language, sms=sms) for name, fact in say.facts.items()})


def _spoken(fact: Fact, language: str, *, sms: bool) -> str:
    if isinstance(fact, datetime):
        return short_day(office_day(fact)) if sms else plain_day(office_day(fact), language)
    if isinstance(fact, date):
        return short_day(fact) if sms else plain_day(fact, language)
    return fact


@lru_cache(maxsize=4096)
def plain_day(day: date, language: str) -> str:
    """ "14 April 2026"."""
    return format_date(day, "d MMMM y", locale=PLAIN_LOCALES.get(language, "id"))


@lru_cache(maxsize=4096)
def long_day(day: date, language: str) -> str:
    """ "Selasa, 14 April 2026"."""
    return format_date(day, "EEEE, d MMMM y", locale=PLAIN_LOCALES.get(language, "id"))


def short_day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def long_moment(moment: datetime, language: str) -> str:
    """ "Jumat, 20 Maret 2026 pukul 23.50 WIB"."""
    local = moment.astimezone(OFFICE_ZONE)
    between = {"en": "at", "su": "tabuh"}.get(language, "pukul")
    return f"{long_day(local.date(), language)} {between} {local:%H.%M} WIB"


def short_moment(moment: datetime) -> str:
    local = moment.astimezone(OFFICE_ZONE)
    return f"{local.day}/{local.month} {local:%H.%M} WIB"
