"""Who reads the reporter's name and addresses, and which looks are written down (K6.5a, K10.2)."""

from core.rules.report import Identity
from core.rules.roles import Role

OUTSIDE = frozenset({Role.TECHNICAL_TEAM, Role.APIP})
"""Other offices get personal data with the citizen's consent only (K6.1)."""


def identity_is_hidden(identity: Identity, role: Role, *, holds: bool, gave_reason: bool, consent: bool) -> bool:
    """A confidential name is for whoever holds the case, and for a leader who has just given a reason."""
    if identity is Identity.CONFIDENTIAL:
        return not (holds or gave_reason)
    return role in OUTSIDE and not consent


def look_is_logged(identity: Identity, role: Role) -> bool:
    """Every look at a confidential case, and every look of the Inspektorat."""
    return identity is Identity.CONFIDENTIAL or role is Role.INSPECTORATE
