"""Who looks at the record, and what they may see of it. Every query of the desk, of searches and reports uses this."""

from dataclasses import dataclass
from typing import Any

from core.rules.roles import Role

APIP_PARTY = "apip"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at the desk, in the role they act in now. `agency` is the technical team's, `tier` the officer's."""

    officer_id: int
    name: str
    role: Role
    tier: str = ""
    agency: str = ""

    @property
    def author(self) -> str:
        """How the record names this person as the author of something."""
        return f"officer:{self.officer_id}"


NOT_COMPLAINED_ABOUT = """NOT EXISTS (
    SELECT 1 FROM complained_about WHERE complained_about.case_id = cases.id
        AND complained_about.officer_id = :viewer_id
)"""
SENT_TO_THEM = """EXISTS (
    SELECT 1 FROM shares WHERE shares.case_id = cases.id AND shares.party = :viewer_party AND shares.ended_at IS NULL
)"""


def visible_to(viewer: Viewer) -> str:
    """A condition on `cases`: whoever is complained about cannot see, find, count or hold the case.

    Other offices see what was sent to them; the administrator runs the machine and reads no complaint. To be used with
    the values of `values_of(viewer)`.
    """
    match viewer.role:
        case Role.ADMINISTRATOR:
            return "false"
        case Role.TECHNICAL_TEAM | Role.APIP:
            return f"({NOT_COMPLAINED_ABOUT} AND {SENT_TO_THEM})"
        case _:
            return f"({NOT_COMPLAINED_ABOUT})"


def values_of(viewer: Viewer) -> dict[str, Any]:
    """The values that `visible_to` compares with."""
    party = APIP_PARTY if viewer.role is Role.APIP else viewer.agency
    return {"viewer_id": viewer.officer_id, "viewer_party": party}
