"""How much the phrases found in a text say for each label."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nlp.matching import Found


class Heard(NamedTuple):
    """One phrase speaking for one label, at words `first` to before `last`."""

    first: int
    last: int
    label: str
    group: str


def heard_on(axis: str, found: Iterable["Found"]) -> list[Heard]:
    """What phrases in their order say on one axis; one within another is not heard ("biaya" in "biaya parkir")."""
    heard: list[Heard] = []
    reach, longest = -1, (-1, -1)
    for first, last, meanings in found:
        spoken = [meaning for meaning in meanings if meaning.axis == axis]
        if not spoken or (last <= reach and (first, last) != longest):
            continue
        if last > reach:
            reach, longest = last, (first, last)
        heard += [Heard(first, last, meaning.label, meaning.group) for meaning in spoken]
    return heard


def weighed(
    heard: Iterable[Heard],
    forms: Sequence[str],
    weights: Mapping[str, float],
    caps: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The score of each label. A phrase counts once however often it is said, a longer one somewhat more;
    `caps` bounds what a group can say together, so that a long text full of small words does not shout."""
    sums: dict[tuple[str, str], float] = {}
    counted: set[tuple[str, ...]] = set()
    for first, last, label, group in heard:
        phrase = (label, *forms[first:last])
        if phrase in counted:
            continue
        counted.add(phrase)
        weight = weights.get(group, 0.0) * (1 + 0.2 * (last - first - 1))
        sums[label, group] = sums.get((label, group), 0.0) + weight
    scores: dict[str, float] = {}
    for (label, group), score in sums.items():
        bounded = min(score, caps[group]) if caps and group in caps else score
        scores[label] = scores.get(label, 0.0) + bounded
    return scores


def ranked(scores: Mapping[str, float], order: Sequence[str]) -> list[str]:
    """All labels, the likeliest first; among equals the commoner one, as `order` has it."""
    return sorted(order, key=lambda label: -scores.get(label, 0.0))


def confidence(scores: Mapping[str, float], ranking: Sequence[str]) -> float:
    """Nearer to 1 the more the first says and the less the second does."""
    first = scores.get(ranking[0], 0.0)
    second = scores.get(ranking[1], 0.0) if len(ranking) > 1 else 0.0
    return first / (first + second + 1.0)


def joined(heard: Iterable[Heard]) -> list[tuple[int, int]]:
    """The places of what was heard, in order, overlapping ones as one."""
    places: list[tuple[int, int]] = []
    for first, last in sorted({(it.first, it.last) for it in heard}):
        if places and first < places[-1][1]:
            places[-1] = (places[-1][0], max(last, places[-1][1]))
        else:
            places.append((first, last))
    return places
