"""How far an answer can be believed, fitted on texts that the weights had not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.heads import Axis, Scores

SURE: Mapping[str, float] = {"kind": 0.95, "sector": 0.9, "components": 0.9}
"""Of the answers called sure, at least this part must be right. What is no complaint loses its clock, so kinds more."""
NO_CASE = ("thanks", "other")
SURE_OF_NO_CASE = 0.98
"""Of the messages surely taken for thanks or nothing, at least this part must be one of the two."""
LEAST_SURE = 20
"""So few texts prove nothing."""
NEVER = 1.01
FREELY = 100.0
"""Three figures from thousands of texts need no holding back (the C of the regression)."""


def calibrated(axis: Axis, scores: Scores, truth: Sequence[str]) -> Axis:
    """The axis with its belief (Platt's method on the best score and its lead) and the threshold for "sure"."""
    right = scores.argmax(axis=1) == np.array([axis.labels.index(label) for label in truth])
    two = np.partition(scores, -2, axis=1)[:, -2:]
    told = np.column_stack((two[:, 1], two[:, 1] - two[:, 0]))
    line = LogisticRegression(C=FREELY).fit(told, right)
    (of_score, of_lead), taken_off = line.coef_[0], line.intercept_[0]
    fitted = replace(axis, belief=(round(float(of_score), 4), round(float(of_lead), 4), round(float(taken_off), 4)))
    return replace(fitted, sure_from=threshold(fitted.certainty(scores), right, SURE[axis.name]))


def stricter_on_no_case(axis: Axis, scores: Scores, truth: Sequence[str]) -> Axis:
    """The axis of kinds with the certainty that thanks and noise need: wrongly taken, a complaint has no clock."""
    said = np.array([axis.labels[at] in NO_CASE for at in scores.argmax(axis=1)])
    right = np.array([label in NO_CASE for label in truth])[said]
    from_ = threshold(axis.certainty(scores[said]), right, SURE_OF_NO_CASE)
    return replace(axis, stricter=tuple((label, from_) for label in NO_CASE))


def threshold(certainty: NDArray[np.floating], right: NDArray[np.bool_], sure: float) -> float:
    """The least certainty from which on this part of the answers is right; NEVER where there is none."""
    order = np.argsort(-certainty, kind="stable")
    rightly = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    held = np.flatnonzero(rightly >= sure)
    if not len(held) or held[-1] + 1 < LEAST_SURE:
        return NEVER
    return round(float(certainty[order[held[-1]]]), 4)


def calibration_error(certainty: NDArray[np.floating], right: NDArray[np.bool_], *, bins: int = 10) -> float:
    """Expected calibration error: how far certainty and the part of right answers lie apart, in bins of one width."""
    of = np.minimum((certainty * bins).astype(int), bins - 1)
    apart = [
        abs(float(certainty[of == one].mean()) - float(right[of == one].mean())) * float((of == one).mean())
        for one in range(bins)
        if (of == one).any()
    ]
    return float(sum(apart))
