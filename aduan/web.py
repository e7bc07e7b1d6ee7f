"""The web's way in: pages and health, one application on the program's parts."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from aduan.desk import desk_routes, open_desk
from aduan.health import Vitals
from aduan.ports import PortInUse, why_not_open
from aduan.public_office import privacy_notice, public_office
from aduan.wiring import Parts
from core.procedures.public_figures import PublicFigures
from core.procedures.track import Tracking
from pages.citizens import notices, privacy, start, tracking
from pages.citizens.trouble import pages_for_trouble
from pages.demo import mail
from pages.rendering import STATIC, Renderer


def application(parts: Parts, *, demo: bool = False) -> FastAPI:
    """Every address of the contract that is built so far."""
    app = FastAPI(title="Aduan", docs_url="/api/docs", openapi_url="/api/openapi.json")
    renderer = Renderer(office=public_office(parts.settings, parts.files, parts.channels), demo=demo)
    pages_for_trouble(app, renderer)
    begin = parts.engine.begin

    own = parts.settings.data_dir if parts.settings.database_url is None else None
    vitals = Vitals(parts.engine, own, lambda: parts.in_force.advice)

    @app.get("/health/live")
    async def live() -> dict[str, str]:
        return {"state": "alive"}

    @app.get("/health/ready")
    async def ready() -> JSONResponse:
        found = await vitals.now(parts.now())
        words = {part: words or "well" for part, words in asdict(found).items()}
        return JSONResponse(words, status_code=200 if found.is_ready else 503)

    app.include_router(start.router(PublicFigures(begin, parts.now), renderer))
    notice = privacy_notice(parts.settings, parts.files, parts.channels)
    app.include_router(privacy.router(notice, renderer))
    looking = Tracking(begin, parts.tokens, parts.keys.secret)
    app.include_router(tracking.router(looking, renderer, parts.now))
    boxes = {box.id: box.name for box in parts.files.boxes}
    app.include_router(notices.router(begin, renderer, lambda box: boxes.get(box, box)))
    desk_routes(app, open_desk(parts, renderer, demo=demo))
    if demo:
        app.include_router(mail.router(begin, renderer))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


class WebServer(uvicorn.Server):
    """Leaves signals to the program that runs it beside other things."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: FastAPI, host: str, port: int, stop: asyncio.Event, *, door: socket.socket | None = None) -> None:
    """Serves until told to stop, at a `door` that is open already or at one of its own. Raises PortInUse."""
    door = door or listening(host, port)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    server = WebServer(config)
    serving = asyncio.create_task(server.serve(sockets=[door]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises PortInUse with a sentence."""
    try:
        return socket.create_server((host, port), backlog=512)
    except OSError as trouble:
        raise PortInUse(why_not_open(host, port, trouble, "ADUAN_WEB")) from trouble
