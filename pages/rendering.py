"""Turns templates into pages."""

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC = HERE / "static"


class Renderer:
    """Renders pages with what is the same on all of them: the office, and whether this is the demo."""

    def __init__(self, **everywhere: Any) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._environment.globals.update(everywhere)
        self._environment.filters["on_one_line"] = on_one_line

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The whole page; texts from outside are escaped."""
        return HTMLResponse(self._environment.get_template(template).render(**values), status_code=status)


def on_one_line(words: str) -> str:
    """Lines beside each other, told apart by a dot: a subject does not run into the words under it."""
    return " · ".join(line.strip() for line in words.splitlines() if line.strip())
