"""What a browser is shown where there is no page, or where ours failed; programs get the same as JSON."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from pages.rendering import Renderer

FOR_PROGRAMS = ("/in/", "/health/", "/api/", "/open311/", "/metrics", "/static/")


@dataclass(frozen=True, slots=True)
class Trouble:
    title: str
    sentence: str


TROUBLES = {
    404: Trouble(
        "Halaman ini tidak ada",
        "Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan. Mulailah dari halaman depan.",
    ),
    405: Trouble(
        "Halaman ini tidak dapat dibuka dengan cara itu",
        "Bukalah lagi dari halaman depan, lalu ikuti tautannya.",
    ),
    422: Trouble(
        "Isiannya tidak dapat kami baca",
        "Kembalilah ke halaman sebelumnya, periksa isiannya, lalu kirim lagi.",
    ),
    500: Trouble(
        "Ada gangguan pada kami",
        "Halaman ini gagal dibuka; itu bukan kesalahan Anda. Coba lagi beberapa menit lagi. Bila tetap gagal, "
        "sampaikan laporan Anda lewat cara lain di halaman depan.",
    ),
}
OTHERWISE = Trouble("Halaman ini tidak dapat dibuka", "Mulailah lagi dari halaman depan.")


def pages_for_trouble(app: FastAPI, renderer: Renderer) -> None:
    """Browsers read a page in plain Indonesian; providers and other programs read JSON."""

    def page(request: Request, status: int) -> Response:
        at_desk = request.url.path.startswith("/desk")
        return renderer.page(
            "citizens/trouble.html", status=status, trouble=TROUBLES.get(status, OTHERWISE), at_desk=at_desk
        )

    @app.exception_handler(HTTPException)
    async def refused(request: Request, trouble: HTTPException) -> Response:
        if _reads_pages(request) and trouble.status_code >= HTTPStatus.BAD_REQUEST:
            answer = page(request, trouble.status_code)
            answer.headers.update(trouble.headers or {})
            return answer
        return await http_exception_handler(request, trouble)

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, trouble: RequestValidationError) -> Response:
        if _reads_pages(request):
            return page(request, HTTPStatus.UNPROCESSABLE_ENTITY)
        return await request_validation_exception_handler(request, trouble)

    @app.exception_handler(Exception)
    async def failed(request: Request, trouble: Exception) -> Response:
        """The web server logs it; nothing of it is shown."""
        if _reads_pages(request):
            return page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
        return JSONResponse({"detail": "Internal Server Error"}, status_code=HTTPStatus.INTERNAL_SERVER_ERROR)


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(FOR_PROGRAMS)
