"""The pictures of a report on a classifier, as SVG."""

from collections.abc import Mapping
from typing import Any

import altair
import vl_convert

from nlp.evaluation import AxisReport
from nlp.figures import Share

INK, ACCENT, PALE, LINE = "#2b2926", "#0f6b6b", "#e8f0ee", "#d8d4cc"
FONT = "Plus Jakarta Sans, system-ui, sans-serif"
WIDTH = 340
LETTER = 7
"""Pixels a letter of a label may need: the browser's font is wider than the one it is drawn with."""


def reliability(axis: AxisReport) -> str:
    """How many answers are right at each certainty; on the diagonal they are what they say."""
    rows = [
        {"certainty": one.certainty, "right": one.right.value, "answers": one.right.of, **_ends(one.right)}
        for one in axis.bins
    ]
    spans = altair.Scale(domain=[0, 1])
    certainty = altair.X("certainty:Q", scale=spans, title="certainty told")
    right = altair.Y("right:Q", scale=spans, title="part of answers right")
    base = altair.Chart(altair.InlineData(values=rows))
    ideal = altair.Chart(altair.InlineData(values=[{"certainty": 0, "right": 0}, {"certainty": 1, "right": 1}]))
    return _drawn(
        altair.layer(
            ideal.mark_line(color=LINE, strokeDash=[4, 4]).encode(x=certainty, y=right),
            base.mark_rule(color=LINE).encode(x=certainty, y=altair.Y("low:Q", title=""), y2="high:Q"),
            base.mark_line(color=ACCENT).encode(x=certainty, y=right),
            base.mark_circle(color=ACCENT, opacity=1).encode(
                x=certainty, y=right, size=altair.Size("answers:Q", legend=None, scale=altair.Scale(range=[20, 260]))
            ),
        ).properties(width=WIDTH, height=WIDTH)
    )


def confusion(axis: AxisReport) -> str:
    """Truth against guess: each square says which part of a label's texts was taken for what."""
    true = {one.label: one.found.of for one in axis.labels}
    order = list(true)
    wide = LETTER * max(map(len, order), default=0)
    rows = [
        {"truth": one.truth, "guess": one.guess, "part": one.times / true[one.truth], "texts": one.times}
        for one in axis.confusions
    ]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=altair.X(
            "guess:N", sort=order, title="guess", axis=altair.Axis(labelAngle=-60, labelLimit=200, minExtent=wide)
        ),
        y=altair.Y("truth:N", sort=order, title="truth", axis=altair.Axis(labelLimit=200, minExtent=wide)),
    )
    shade = altair.Color(
        "part:Q", legend=None, scale=altair.Scale(domain=[0, 1], range=[PALE, ACCENT], interpolate="rgb")
    )
    figures = base.mark_text(fontSize=9).encode(
        text="texts:Q", color=altair.condition("datum.part > 0.55", altair.value("white"), altair.value(INK))
    )
    size = max(26 * len(order), 140)
    return _drawn(altair.layer(base.mark_rect().encode(color=shade), figures).properties(width=size, height=size))


def bars(shares: Mapping[str, Share]) -> str:
    """The part right in each group, with its 95 % interval and how many texts it has."""
    rows = [
        {"group": f"{name} ({one.of})", "right": one.value, "told": f"{one.value:.2f}", **_ends(one)}
        for name, one in shares.items()
    ]
    wide = LETTER * max((len(str(row["group"])) for row in rows), default=0)
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("group:N", sort=None, title=None, axis=altair.Axis(labelLimit=200, minExtent=wide))
    )
    right = altair.X("right:Q", scale=altair.Scale(domain=[0, 1]), title="part of answers right")
    return _drawn(
        altair.layer(
            base.mark_bar(color=ACCENT, height=14).encode(x=right),
            base.mark_rule(color=INK).encode(x=altair.X("low:Q", title=""), x2="high:Q"),
            base.mark_text(align="left", color="white", dx=4).encode(x=altair.datum(0), text="told:N"),
        ).properties(width=WIDTH, height=24 * max(len(rows), 1))
    )


def _ends(share: Share) -> dict[str, float]:
    low, high = share.interval
    return {"low": low, "high": high}


def _drawn(chart: altair.LayerChart | altair.FacetChart) -> str:
    spec: dict[str, Any] = chart.configure_view(stroke=None).configure(font=FONT, background="white").to_dict()
    return vl_convert.vegalite_to_svg(spec)
