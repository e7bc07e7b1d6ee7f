"""What everybody may look at: the first page, and the example office's outgoing mail."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest

from aduan.database import Database
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
    links = re.findall(r'<li><b>[^<]+</b>\s*<a href="([^"]+)"', await read(shared, "/"))
    assert sorted(links) == [
        "https://instagram.com/pengaduanptsp139.purwakarta",
        "https://wa.me/6281809898222",
        "https://www.dpmpptsp.purwakartakab.go.id",
        "https://www.mpp.purwakartakab.go.id",
        "https://x.com/dpmpptsp_pwk",
        "mailto:pengaduanptsp139@gmail.com",
        "sms:081809898222",
        "tel:02648224794",
    ]


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
