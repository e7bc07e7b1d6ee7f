"""`aduan officer add`: the first desk has to come from somewhere."""

from aduan.wiring import parts
from config.settings import Settings
from core.procedures import people
from core.procedures.not_ready import NotReady
from core.procedures.passwords import hashed
from core.rules.missing import Missing
from core.rules.roles import Role
from core.store.officers import NewOfficer

SENTENCES = {
    "people.username": "the username needs 2 to 40 small letters, digits, dots or dashes",
    "people.username_free": "the username is taken",
    "people.name": "the name is missing",
    "people.role": f"the role is one of {', '.join(Role)}",
    "people.tier": "the tier is not one of the office's tiers",
    "people.agency": "a technical team needs --agency",
}


class NotAdded(Exception):
    """The officer could not be added; the message says why."""


def asked_for(username: str, name: str, role: str, tier: str, agency: str, mail: str) -> NewOfficer:
    return NewOfficer(username.strip().lower(), name.strip(), role, tier, agency.strip(), mail.strip())


async def add(settings: Settings, new: NewOfficer) -> str:
    """What to tell the new officer. Raises NotAdded."""
    password = people.fresh_password()
    async with parts(settings, connections=1) as built:
        tiers = [tier.id for tier in built.files.office.tiers]
        new = people.on_usual_tier(new, tiers)
        _refuse(people.missing_in_officer(new, password, tiers))
        password_hash = await hashed(password)
        try:
            async with built.engine.begin() as db:
                await people.add_officer(db, new, password_hash, now=built.now())
        except NotReady as refusal:
            _refuse(refusal.missing)
    return f"{new.name} signs in at {settings.public_url}/desk as {new.username} with the password {password}"


def _refuse(missing: tuple[Missing, ...]) -> None:
    if missing:
        raise NotAdded("; ".join(SENTENCES[gap.what] for gap in missing))
