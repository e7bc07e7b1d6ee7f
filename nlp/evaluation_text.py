"""A report on a classifier as text."""

from collections.abc import Iterator, Mapping

from nlp.evaluation import AxisReport, Report
from nlp.figures import Share

MOST_CONFUSIONS = 10
LETTERS = 160
"""How much of a wrongly answered text is quoted."""


def as_text(report: Report) -> str:
    lines = [f"{report.title}: {report.messages} messages", "", *_overview(report)]
    for axis in report.axes:
        lines += ["", *_axis(axis)]
    return "\n".join(lines)


def share(one: Share) -> str:
    """As a figure with its 95 % interval."""
    low, high = one.interval
    return f"{one.value:.3f} ({low:.3f} to {high:.3f})"


def measures(axis: AxisReport) -> dict[str, str]:
    """The figures of an axis by their names, in the order in which they are read."""
    return {
        "strict accuracy": share(axis.strict),
        "lenient (one of the message's)": "-" if axis.lenient is None else share(axis.lenient),
        "among the three best told": share(axis.top),
        "macro-F1": f"{axis.macro_f1:.3f}",
        "calibration error": f"{axis.calibration_error:.3f}",
        "coverage at 90 % precision": f"{axis.covered.value:.3f}",
        "called sure": f"{axis.sure.value:.3f}",
        "right where sure": share(axis.sure_right) if axis.sure_right.of else "-",
    }


def _overview(report: Report) -> Iterator[str]:
    yield f"{'':34}" + "".join(f"{axis.name:26}" for axis in report.axes)
    told = [measures(axis) for axis in report.axes]
    for name in told[0]:
        yield f"  {name:32}" + "".join(f"{one[name]:26}" for one in told)


def _axis(axis: AxisReport) -> Iterator[str]:
    yield axis.name.upper()
    yield from _shares("by register", axis.registers)
    yield from _shares("by batch", axis.batches)
    yield f"  {'by label':22} true  found   said  right     F1"
    for one in axis.labels:
        yield (
            f"    {one.label:20}{one.found.of:5}  {one.found.value:5.3f}  {one.right.of:5}  {one.right.value:5.3f}"
            f"  {one.f1:5.3f}"
        )
    yield "  taken for another (truth -> guess)"
    for wrong in [one for one in axis.confusions if one.truth != one.guess][:MOST_CONFUSIONS]:
        yield f"    {wrong.times:4} x {wrong.truth} -> {wrong.guess}"
    yield "  worst errors (certainty, truth -> guess, text)"
    for error in axis.worst:
        yield f"    {error.certainty:.2f} {error.truth} -> {error.guess}: {' '.join(error.text.split())[:LETTERS]}"


def _shares(title: str, shares: Mapping[str, Share]) -> Iterator[str]:
    yield f"  {title}"
    for name, one in shares.items():
        yield f"    {name:20}{one.of:5}  {share(one)}"
