"""Who settles a complaint, from tier to tier, and when others join (K6.7a, K6.7b, K6.7c)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.rules.missing import Missing


class Category(StrEnum):
    """Where the examined problem lies, and so who settles it."""

    INTERNAL = "internal"
    WITH_AGENCY = "with_agency"
    WITH_APIP = "with_apip"

    @property
    def clause(self) -> str:
        return CLAUSES[self]


CLAUSES = {Category.INTERNAL: "K6.7a", Category.WITH_AGENCY: "K6.7b", Category.WITH_APIP: "K6.7c"}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lets the internal inspectors (APIP) in: the Kepala's approval, or a regulation by its name."""

    kepala_approves: bool = False
    regulation: str = ""


NO_GROUNDS = Grounds()


def missing_for_category(
    category: Category, *, agency: str = "", grounds: Grounds = NO_GROUNDS, kepala_accused: bool = False
) -> tuple[Missing, ...]:
    """Settling inside needs nothing more; with others, their name (K6.7b) or the grounds to call them (K6.7c)."""
    match category:
        case Category.INTERNAL:
            return ()
        case Category.WITH_AGENCY:
            return () if agency.strip() else (Missing("follow-up", "K6.7b", "follow_up.agency"),)
        case Category.WITH_APIP:
            return missing_for_apip(grounds, kepala_accused=kepala_accused)


def missing_for_apip(grounds: Grounds, *, kepala_accused: bool = False) -> tuple[Missing, ...]:
    """The Kepala's approval or a named regulation. A Kepala complained about approves nothing: then the regulation."""
    if grounds.regulation.strip():
        return ()
    if kepala_accused:
        return (Missing("follow-up", "K6.7c", "follow_up.regulation"),)
    return () if grounds.kepala_approves else (Missing("follow-up", "K6.7c", "follow_up.approval_or_regulation"),)


def next_tier(tier: str, tiers: Sequence[str], *, accused: Collection[str] = ()) -> str | None:
    """The superior a case goes to, from pelaksana towards the Kepala; whoever is complained about is passed over.

    None: nobody is left in the house. Beyond a Kepala complained about, only APIP can go on (K6.7c).
    """
    above = tiers[tiers.index(tier) + 1 :]
    return next((superior for superior in above if superior not in accused), None)


def missing_to_move(
    tier: str,
    to: str,
    tiers: Sequence[str],
    *,
    written_report: bool,
    category: Category = Category.INTERNAL,
    accused: Collection[str] = (),
) -> tuple[Missing, ...]:
    """Upwards a case goes tier by tier, each time with a written report; a superior may always hand it back down."""
    if to in accused:
        return (Missing("follow-up", category.clause, "follow_up.complained_about", to),)
    if tiers.index(to) <= tiers.index(tier):
        return ()
    superior = next_tier(tier, tiers, accused=accused) or to
    skips = () if to == superior else (Missing("follow-up", category.clause, "follow_up.tier_by_tier", superior),)
    return (*skips, *missing_report(category, tier, written_report=written_report))


def missing_report(category: Category, tier: str, *, written_report: bool) -> tuple[Missing, ...]:
    """Nobody leaves a tier, nor settles a case on it, without the written report to the superior."""
    return () if written_report else (Missing("follow-up", category.clause, "follow_up.written_report", tier),)
