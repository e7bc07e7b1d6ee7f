"""A report on a classifier as one page that needs nothing beside it."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nlp.evaluation import AxisReport, Report
from nlp.evaluation_charts import bars, confusion, reliability
from nlp.evaluation_text import measures

HERE = Path(__file__).parent
PAGE = "evaluation_page.html"


def as_page(report: Report) -> str:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(PAGE).render(
        report=report,
        measures={axis.name: measures(axis) for axis in report.axes},
        charts={axis.name: _charts(axis) for axis in report.axes},
    )


def _charts(axis: AxisReport) -> dict[str, Markup]:
    """Drawn by us from figures and labels; texts are escaped in them already."""
    return {
        "reliability": Markup(reliability(axis)),
        "confusion": Markup(confusion(axis)),
        "registers": Markup(bars(axis.registers)),
        "batches": Markup(bars(axis.batches)),
    }
