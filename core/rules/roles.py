"""Who in the office may do what (K6.7, K10)."""

from enum import StrEnum


class Role(StrEnum):
    """OFFICER is the standard's pelaksana; APIP joins single cases, INSPECTORATE oversees the office (K10.2)."""

    OFFICER = "officer"
    TEAM_LEADER = "team_leader"
    KEPALA = "kepala"
    TECHNICAL_TEAM = "technical_team"
    APIP = "apip"
    INSPECTORATE = "inspectorate"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """Deeds at the desk. Which cases somebody sees is another question, and comes first."""

    REGISTER_PAPER = "register_paper"
    SEE_CASES = "see_cases"
    HOLD_CASE = "hold_case"
    CORRECT_TAGS = "correct_tags"
    DECIDE_PROPOSAL = "decide_proposal"
    EXAMINE = "examine"
    ADD_FINDINGS = "add_findings"
    REPORT_UPWARD = "report_upward"
    ANSWER = "answer"
    CLOSE = "close"
    REASSIGN = "reassign"
    NAME_COMPLAINED_ABOUT = "name_complained_about"
    SEE_HIDDEN_IDENTITY = "see_hidden_identity"
    APPROVE_APIP = "approve_apip"
    SEE_MEASURES = "see_measures"
    EXPORT = "export"
    VERIFY_RECORD = "verify_record"
    EDIT_TEXTS = "edit_texts"
    EDIT_CALENDAR = "edit_calendar"
    EDIT_PEOPLE = "edit_people"


PELAKSANA = frozenset(
    {
        Action.REGISTER_PAPER,
        Action.SEE_CASES,
        Action.HOLD_CASE,
        Action.CORRECT_TAGS,
        Action.DECIDE_PROPOSAL,
        Action.EXAMINE,
        Action.ADD_FINDINGS,
        Action.REPORT_UPWARD,
        Action.ANSWER,
        Action.CLOSE,
        Action.NAME_COMPLAINED_ABOUT,
    }
)
LEADING = frozenset(
    {Action.REASSIGN, Action.SEE_HIDDEN_IDENTITY, Action.SEE_MEASURES, Action.EXPORT, Action.EDIT_TEXTS}
)
JOINING = frozenset({Action.SEE_CASES, Action.ADD_FINDINGS, Action.REPORT_UPWARD})

ACTIONS = {
    Role.OFFICER: PELAKSANA,
    Role.TEAM_LEADER: PELAKSANA | LEADING | {Action.EDIT_CALENDAR},
    Role.KEPALA: PELAKSANA | LEADING | {Action.EDIT_CALENDAR, Action.APPROVE_APIP, Action.VERIFY_RECORD},
    Role.TECHNICAL_TEAM: JOINING,
    Role.APIP: JOINING,
    Role.INSPECTORATE: frozenset({Action.SEE_CASES, Action.SEE_MEASURES, Action.EXPORT, Action.VERIFY_RECORD}),
    Role.ADMINISTRATOR: frozenset({Action.EDIT_PEOPLE, Action.EDIT_CALENDAR, Action.EDIT_TEXTS, Action.VERIFY_RECORD}),
}


def may(role: Role, action: Action) -> bool:
    """Whether the role includes the deed. The administrator runs the machine and reads no complaint."""
    return action in ACTIONS[role]
