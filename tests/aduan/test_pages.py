"""What everybody may look at: the first page, and the example office's outgoing mail."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest
from pydantic import SecretStr

from aduan.database import Database
from aduan.public_office import privacy_notice
from aduan.web import application
from tests.aduan.shared import office_on, somebody_new
from tests.office import OfficeUnderTest

SPIKED = """<script>alert("Siti")</script> & <img src=x onerror=alert(1)>"""


@pytest.fixture(scope="module")
async def shared(
    server: Database, pattern: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[OfficeUnderTest]:
    """For what does not depend on who has written."""
    async with office_on(server, pattern, tmp_path_factory.mktemp("office")) as working:
        yield working


def page_of(office: OfficeUnderTest, *, demo: bool = False) -> httpx.AsyncClient:
    door = httpx.ASGITransport(application(office.parts, demo=demo))
    return httpx.AsyncClient(transport=door, base_url="http://aduan.test")


async def test_the_first_page_names_all_thirteen_ways_as_printed(shared: OfficeUnderTest) -> None:
    page = await read(shared, "/")
    printed = {clause.id: clause.text for clause in shared.parts.files.main.components[6].clauses}
    ways = [printed[f"K6.2{letter}"] for letter in "abcdefghijklm"]
    shown = [unescape(text) for text in re.findall(r"<li><b>[^<]+</b>\s*<(?:a|span)[^>]*>([^<]+)<", page)]
    assert len(shown) == 13
    assert sorted(shown) == sorted(way.partition(": ")[2] or way for way in ways)


async def test_a_phone_can_follow_each_way_that_leads_somewhere(shared: OfficeUnderTest) -> None:
    page = await read(shared, "/")
    assert sorted(re.findall(r'<li><b>[^<]+</b>\s*<a href="([^"]+)"', page)) == [
        "https://www.dpmpptsp.purwakartakab.go.id",
        "https://www.mpp.purwakartakab.go.id",
        "sms:081809898222",
        "tel:02648224794",
    ]
    assert '<a href="mailto:pengaduan@aduan.test">pengaduan@aduan.test</a>' in page


async def test_a_way_that_reaches_nobody_yet_says_so(shared: OfficeUnderTest) -> None:
    ways = re.findall(r"<li>(.*?)</li>", await read(shared, "/"), flags=re.DOTALL)
    closed = [re.findall(r"<b>([^<]+)</b>", way)[0] for way in ways if "Belum terhubung" in way]
    assert sorted(closed) == ["Instagram", "WhatsApp", "X (Twitter)"]


async def test_the_privacy_page_names_who_carries_the_ways_that_are_open(shared: OfficeUnderTest) -> None:
    page = await read(shared, "/privasi")
    assert "Gmail (Google)" in page
    assert "membawa pesan SMS (Amerika Serikat)" in page
    assert "X</b>" not in page


def test_settings_for_a_foreign_channel_put_its_carrier_into_the_notice(shared: OfficeUnderTest) -> None:
    opened = shared.parts.settings.model_copy(
        update={"telegram_token": SecretStr("t"), "telegram_secret": SecretStr("s")}
    )
    carriers = privacy_notice(opened, shared.parts.files, {}).carriers
    assert [carrier.name for carrier in carriers] == ["Telegram"]
    nothing = shared.parts.settings.model_copy(update={"mail_address": None})
    assert privacy_notice(nothing, shared.parts.files, {}).carriers == ()


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/tidak-ada", 404, "Halaman ini tidak ada"),
        ("GET", "/desk/tidak-ada", 404, "Halaman ini tidak ada"),
        ("POST", "/privasi", 405, "Halaman ini tidak dapat dibuka dengan cara itu"),
    ],
)
async def test_a_browser_gets_a_page_in_plain_words(
    shared: OfficeUnderTest, method: str, path: str, status: int, title: str
) -> None:
    async with page_of(shared) as browser:
        answer = await browser.request(method, path, headers={"accept": "text/html,*/*"})
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text
    assert "Not Found" not in answer.text


async def test_trouble_of_ours_is_a_page_that_tells_nothing_of_it(shared: OfficeUnderTest) -> None:
    app = application(shared.parts)

    @app.get("/rusak")
    async def broken() -> None:
        raise RuntimeError("kata sandi basis data")

    door = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=door, base_url="http://aduan.test") as browser:
        for_people = await browser.get("/rusak", headers={"accept": "text/html"})
        for_programs = await browser.get("/rusak")
    assert for_people.status_code == for_programs.status_code == 500
    assert "Ada gangguan pada kami" in for_people.text
    assert for_programs.json() == {"detail": "Internal Server Error"}
    assert "sandi" not in for_people.text + for_programs.text


@pytest.mark.parametrize("path", ["/in/whatsapp-lain", "/health/lain", "/api/lain"])
async def test_programs_are_answered_in_json(shared: OfficeUnderTest, path: str) -> None:
    async with page_of(shared) as program:
        for accept in ("*/*", "text/html"):
            answer = await program.get(path, headers={"accept": accept})
            assert answer.json() == {"detail": "Not Found"}


async def test_the_first_page_makes_the_promise_of_the_standard(office: OfficeUnderTest) -> None:
    page = await read(office, "/")
    assert "dijawab paling lambat <strong>14 hari kerja</strong>" in page
    assert "Belum ada pengaduan yang tercatat." in page
    assert '<html lang="id">' in page


async def test_the_first_page_counts_cases_and_names_nobody(office: OfficeUnderTest) -> None:
    await office.citizen().says("Saya Siti Aminah, NIK 3214014505900001. Izin hosting saya belum terbit.")
    await office.citizen(handle="asep@warga.test").says("Saya Asep Sunandar. Pagar tetangga tanpa izin.")
    page = await read(office, "/")
    assert "<b>2</b> pengaduan sedang ditangani" in page
    for personal in ("Siti", "Asep", "warga.test", "3214014505900001", "hosting", "Pagar", "26-00001-59"):
        assert personal not in page


async def test_the_first_page_owns_up_to_what_is_late(office: OfficeUnderTest) -> None:
    await office.citizen().says("Saya Siti Aminah. Izin hosting saya belum terbit.")
    office.later(days=60)
    assert re.search(r"\b1 (yang )?lewat batas waktu", await read(office, "/"))


async def test_outgoing_mail_can_be_read_in_the_example_office_only(shared: OfficeUnderTest) -> None:
    siti = somebody_new(shared)
    await siti.says("Saya Siti Aminah. Izin hosting saya belum terbit.")
    shown = await read(shared, "/demo/mail", demo=True)
    assert f"kepada {siti.address.handle}" in shown
    assert "Nomor: 26-" in shown
    async with page_of(shared) as browser:
        assert (await browser.get("/demo/mail")).status_code == 404
        assert "/demo/mail" not in (await browser.get("/")).text


async def test_the_example_office_says_on_every_page_that_it_is_one(shared: OfficeUnderTest) -> None:
    assert "semua orang dan laporan di sini rekaan" in await read(shared, "/", demo=True)
    assert "semua orang dan laporan di sini rekaan" in await read(shared, "/demo/mail", demo=True)


@pytest.mark.parametrize(
    ("subject", "handle"),
    [
        pytest.param(SPIKED, "siti@warga.test", id="in the subject"),
        pytest.param("Izin", f"{SPIKED}@warga.test", id="in the address"),
    ],
)
async def test_html_in_a_mail_is_shown_as_it_was_typed(shared: OfficeUnderTest, subject: str, handle: str) -> None:
    await shared.citizen(handle=handle).says("Saya Siti Aminah. Izin hosting saya belum terbit.", subject=subject)
    page = await read(shared, "/demo/mail", demo=True)
    assert SPIKED in unescape(page)
    assert "<script" not in page
    assert "<img" not in page


async def read(office: OfficeUnderTest, path: str, *, demo: bool = False) -> str:
    async with page_of(office, demo=demo) as browser:
        page = await browser.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    return page.text
