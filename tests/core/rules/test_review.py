"""No answer before the examination: K6.6a, K6.6b, K6.6c, K6.6d, K6.6e, and the category of K6.7."""

import pytest

from core.rules.decision import LegalKind
from core.rules.follow_up import Category
from core.rules.review import Step, missing_before_answer, missing_steps


def test_the_steps_stand_in_the_order_of_the_standard():
    assert [step.clause for step in Step] == ["K6.6a", "K6.6b", "K6.6c", "K6.6d", "K6.6e"]
    assert Step.PLAN.title_key == "review.plan"


@pytest.mark.parametrize("step", [pytest.param(step, id=step.value) for step in Step])
def test_a_step_left_out_is_named_with_its_clause(step):
    done = set(Step) - {step}
    (missing,) = missing_before_answer(done, category=Category.INTERNAL)
    assert (missing.rule, missing.clause, missing.what) == ("examination", step.clause, step.title_key)


def test_an_examined_complaint_may_be_answered():
    assert missing_before_answer(list(Step), category=Category.INTERNAL) == ()


def test_an_interim_answer_does_not_wait_for_the_plan_to_be_carried_out():
    examined = set(Step) - {Step.CARRIED_OUT}
    assert missing_before_answer(examined, category=Category.WITH_AGENCY, interim=True) == ()
    assert [m.clause for m in missing_steps(examined)] == ["K6.6e"]


def test_open_tags_and_the_category_are_asked_for_too():
    found = missing_before_answer(set(), unsure={"sector"})
    assert [m.clause for m in found] == ["K6.5c", "K6.6a", "K6.6b", "K6.6c", "K6.6d", "K6.6e", "K6.7"]


@pytest.mark.parametrize("kind", [LegalKind.SUGGESTION, LegalKind.INFORMATION])
def test_a_suggestion_or_question_is_answered_without_an_examination(kind):
    assert missing_before_answer(set(), legal_kind=kind, unsure={"sector"}) == ()
