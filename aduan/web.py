"""The web's way in: pages and health, one application on the program's parts."""

import asyncio
import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from aduan.desk import desk_routes, open_desk
from aduan.health import health
from aduan.public_office import privacy_notice, public_office
from aduan.wiring import Parts
from config.reading import ConfigError
from core.rules.calendar import office_day
from pages.citizens import privacy, start
from pages.demo import mail
from pages.rendering import STATIC, Renderer


class PortInUse(Exception):
    """Another program already listens there."""


def application(parts: Parts, *, demo: bool = False) -> FastAPI:
    """Every address of the contract that is built so far."""
    app = FastAPI(title="Aduan", docs_url="/api/docs", openapi_url="/api/openapi.json")
    renderer = Renderer(office=public_office(parts.settings, parts.files), demo=demo)
    begin = parts.engine.begin

    @app.get("/health/live")
    async def live() -> dict[str, str]:
        return {"state": "alive"}

    @app.get("/health/ready")
    async def ready() -> JSONResponse:
        found = await health(parts.engine, parts.now())
        words = {part: getattr(found, part) or "well" for part in ("database", "migrations", "worker")}
        return JSONResponse(words, status_code=200 if found.is_ready else 503)

    app.include_router(start.router(begin, renderer, lambda: office_day(parts.now())))
    notice = privacy_notice(parts.settings, parts.files, parts.channels)
    app.include_router(privacy.router(notice, renderer))
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


async def serve(app: FastAPI, host: str, port: int, stop: asyncio.Event) -> None:
    """Serves until told to stop. Raises PortInUse before anything else happens."""
    door = listening(host, port)
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
        if trouble.errno != errno.EADDRINUSE:
            sentence = f"nothing can listen on {host}:{port} here ({trouble.strerror})"
            raise ConfigError("environment", "ADUAN_WEB_HOST", sentence) from trouble
        raise PortInUse(
            f"Port {port} on {host} is taken by another program: stop it, or choose another with ADUAN_WEB_PORT."
        ) from trouble
