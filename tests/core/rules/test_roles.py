"""Who may do what (K6.7, K10)."""

import pytest

from core.rules.roles import ACTIONS, Action, Role, may


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        pytest.param(Role.OFFICER, Action.ANSWER, True, id="an officer answers"),
        pytest.param(Role.OFFICER, Action.APPROVE_APIP, False, id="an officer does not call APIP"),
        pytest.param(Role.OFFICER, Action.SEE_HIDDEN_IDENTITY, False, id="an officer sees no hidden name"),
        pytest.param(Role.TEAM_LEADER, Action.REASSIGN, True, id="a leader hands cases over"),
        pytest.param(Role.TEAM_LEADER, Action.APPROVE_APIP, False, id="a leader does not call APIP"),
        pytest.param(Role.KEPALA, Action.APPROVE_APIP, True, id="the Kepala calls APIP"),
        pytest.param(Role.TECHNICAL_TEAM, Action.ADD_FINDINGS, True, id="the technical team adds findings"),
        pytest.param(Role.TECHNICAL_TEAM, Action.ANSWER, False, id="the technical team does not answer"),
        pytest.param(Role.APIP, Action.ADD_FINDINGS, True, id="APIP adds findings"),
        pytest.param(Role.APIP, Action.CLOSE, False, id="APIP closes nothing"),
        pytest.param(Role.INSPECTORATE, Action.VERIFY_RECORD, True, id="the Inspektorat checks the record"),
        pytest.param(Role.INSPECTORATE, Action.CORRECT_TAGS, False, id="the Inspektorat changes nothing"),
        pytest.param(Role.ADMINISTRATOR, Action.EDIT_PEOPLE, True, id="the administrator keeps accounts"),
        pytest.param(Role.ADMINISTRATOR, Action.SEE_CASES, False, id="the administrator reads no complaint"),
    ],
)
def test_a_role_may_do_its_own_work(role, action, allowed):
    assert may(role, action) is allowed


def test_every_role_has_its_row_and_every_action_somebody():
    assert set(ACTIONS) == set(Role)
    assert set().union(*ACTIONS.values()) == set(Action)


def test_only_the_kepala_approves_apip():
    assert [role for role in Role if may(role, Action.APPROVE_APIP)] == [Role.KEPALA]
