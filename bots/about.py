"""What the office knows of a case when it speaks about it, as the words that sentences leave room for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from core.rules.calendar import OFFICE_ZONE
from core.store.cases import Case

EVERYTHING = "umum"  # says nothing of what a matter is about
PLAIN_LOCALES = {"id": "id", "su": "id", "en": "en"}


@dataclass(frozen=True, slots=True)
class About:
    """A case, the day its citizen may hold the office to, and the decision that stands."""

    case: Case
    due_on: date | None
    provisional: bool
    because: str
    clause: str
    clause_text: str
    proposals: tuple[str, ...] = ()


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


@lru_cache(maxsize=4096)
def long_day(day: date, language: str) -> str:
    """ "Selasa, 14 April 2026"."""
    return format_date(day, "EEEE, d MMMM y", locale=PLAIN_LOCALES.get(language, "id"))


def short_day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def long_moment(moment: datetime, language: str) -> str:
    """ "Jumat, 20 Maret 2026 pukul 23.50 WIB"."""
    local = moment.astimezone(OFFICE_ZONE)
    between = {"en": "at"}.get(language, "pukul")
    return f"{long_day(local.date(), language)} {between} {local:%H.%M} WIB"


def short_moment(moment: datetime) -> str:
    local = moment.astimezone(OFFICE_ZONE)
    return f"{local.day}/{local.month} {local:%H.%M} WIB"
