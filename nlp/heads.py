"""Linear heads: how much every bucket speaks for every label, on three axes at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from nlp.features import BUCKETS, Features

AXES = ("kind", "sector", "components")
NO_COMPONENT = "none"
"""Stands among the components for "no component of the standard"."""

WEIGHTS, FIGURES = "weights.npz", "heads.json"

Scores = NDArray[np.float32]


class BrokenModel(Exception):
    """The files of a model do not fit together."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the answer.

    How certain the best label is follows from its score and its lead over the second: `belief` holds what each is worth
    and what is taken off, fitted on texts that the weights had not seen. From `sure_from` on nobody need confirm it;
    further labels are named from the score `further_from` on. `stricter` holds labels that need more certainty: what is
    taken for thanks gets no case and no clock.
    """

    name: str
    labels: tuple[str, ...]
    belief: tuple[float, float, float] = (0.0, 1.0, 0.0)
    sure_from: float = 0.0
    further_from: float = 0.0
    stricter: tuple[tuple[str, float], ...] = ()

    def is_sure(self, label: str, certainty: float) -> bool:
        return certainty >= max(self.sure_from, dict(self.stricter).get(label, 0.0))

    def certainty(self, scores: Scores) -> Scores:
        """Between 0 and 1, of the best label. Scores may be of one text or of many, a row each."""
        two = np.partition(scores, -2, axis=-1)[..., -2:]
        of_score, of_lead, taken_off = self.belief
        belief = of_score * two[..., 1] + of_lead * (two[..., 1] - two[..., 0]) + taken_off
        certain: Scores = np.asarray(1 / (1 + np.exp(-belief)), np.float32)
        return certain


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights of all axes side by side: `weights` is (buckets, labels) in eighths of a byte's reach, `scale` and
    `bias` one figure a label, `rarity` one figure a bucket."""

    axes: tuple[Axis, ...]
    weights: NDArray[np.int8]
    scale: Scores
    bias: Scores
    rarity: Scores

    def spoken(self, features: Features) -> Scores:
        """What each bucket of one text says for every label on every axis: a row a bucket, a column a label."""
        said: Scores = self.weights[features.buckets].astype(np.float32)
        said *= features.values[:, None]
        said *= self.scale
        return said

    def scores(self, spoken: Scores) -> Scores:
        """Of every label, when all has been said."""
        total: Scores = spoken.sum(axis=0) + self.bias
        return total

    def on(self, axis: Axis) -> slice:
        """Where an axis stands among the labels."""
        first = 0
        for other in self.axes:
            if other is axis:
                return slice(first, first + len(axis.labels))
            first += len(other.labels)
        raise KeyError(axis.name)

    def axis(self, name: str) -> Axis:
        return next(axis for axis in self.axes if axis.name == name)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            folder / WEIGHTS, weights=self.weights, scale=self.scale, bias=self.bias, rarity=self.rarity
        )
        figures = [
            {
                "name": axis.name,
                "labels": list(axis.labels),
                "belief": list(axis.belief),
                "sure_from": axis.sure_from,
                "further_from": axis.further_from,
                "stricter": dict(axis.stricter),
            }
            for axis in self.axes
        ]
        (folder / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Raises BrokenModel when the files do not fit together."""
        figures: Sequence[Mapping[str, Any]] = json.loads((folder / FIGURES).read_text(encoding="utf-8"))
        axes = tuple(
            Axis(
                str(one["name"]),
                tuple(map(str, one["labels"])),
                _three(one["belief"]),
                float(one["sure_from"]),
                float(one["further_from"]),
                tuple((str(label), float(figure)) for label, figure in one["stricter"].items()),
            )
            for one in figures
        )
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            heads = cls(axes, arrays["weights"], arrays["scale"], arrays["bias"], arrays["rarity"])
        heads._check()
        return heads

    def _check(self) -> None:
        labels = sum(len(axis.labels) for axis in self.axes)
        if tuple(axis.name for axis in self.axes) != AXES:
            raise BrokenModel(f"the axes are not {', '.join(AXES)}")
        if self.weights.shape != (BUCKETS, labels) or self.rarity.shape != (BUCKETS,):
            raise BrokenModel(f"weights for {BUCKETS} buckets and {labels} labels are not there")
        if self.scale.shape != (labels,) or self.bias.shape != (labels,):
            raise BrokenModel(f"scale and bias of {labels} labels are not there")


def _three(figures: Sequence[float]) -> tuple[float, float, float]:
    of_score, of_lead, taken_off = map(float, figures)
    return of_score, of_lead, taken_off


def squeezed(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], Scores]:
    """(labels, buckets) weights as (buckets, labels) bytes, and what a byte of each label is worth."""
    reach = np.abs(weights).max(axis=1)
    scale = np.where(reach > 0, reach / 127, 1.0)
    bytes_ = np.rint(weights / scale[:, None]).astype(np.int8)
    return np.ascontiguousarray(bytes_.T), scale.astype(np.float32)
