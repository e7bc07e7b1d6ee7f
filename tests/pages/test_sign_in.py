"""Officers sign in, and nobody else does."""

import asyncio
import re
from datetime import timedelta

import httpx
import pyotp
import pytest

from core.procedures.passwords import hashed
from core.procedures.sign_in import IDLE, LONGEST, MOST, WAIT
from core.rules.roles import Role
from core.store import officers
from core.store.officers import NewOfficer
from pages.officers.sign_in import safe
from tests.desk import Browser, DeskUnderTest

PASSWORD = "kata sandi yang panjang"


@pytest.fixture
async def budi(desk: DeskUnderTest) -> int:
    """An officer with a password and no second factor."""
    return await officer(desk, "budi", second_factor=False)


async def officer(desk: DeskUnderTest, username: str, *, second_factor: bool, role: Role = Role.OFFICER) -> int:
    new = NewOfficer(username, username.capitalize(), role, tier="pelaksana", second_factor=second_factor)
    password_hash = await hashed(PASSWORD)
    async with desk.office.parts.engine.begin() as db:
        return await officers.add(db, new, password_hash, desk.office.now) or 0


async def types(browser: Browser, username: str = "budi", password: str = PASSWORD, **more: str) -> httpx.Response:
    page = await browser.get("/desk/sign-in", params={"next": more.pop("onward", "")})
    return await browser.post(
        "/desk/sign-in", {"username": username, "password": password, "csrf": hidden(page, "csrf"), **more}
    )


def hidden(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    return found[1] if found else ""


async def test_the_right_password_opens_the_desk_where_one_wanted_to_go(desk, budi):
    browser = desk.stranger()
    asked = await browser.get("/desk/people?a=b")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/desk/sign-in?next=%2Fdesk%2Fpeople%3Fa%3Db"
    page = await browser.get(asked.headers["location"])
    assert hidden(page, "next") == "/desk/people?a=b"
    opened = await types(browser, next="/desk/people?a=b")
    assert (opened.status_code, opened.headers["location"]) == (303, "/desk/people?a=b")
    assert (await browser.get("/desk/people")).status_code == 403


async def test_the_name_may_be_typed_with_capitals_and_blanks(desk, budi):
    assert (await types(desk.stranger(), username=" Budi ")).status_code == 303


async def test_the_cookie_is_for_the_browser_alone_and_only_its_hash_is_kept(desk, budi):
    browser = desk.stranger()
    cookie = (await types(browser)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    [[kept]] = await desk.office.rows("SELECT token_hash FROM sessions")
    assert browser.cookies["aduan"].encode() not in kept
    assert len(kept) == 32


async def test_a_wrong_password_and_an_unknown_name_get_the_same_words(desk, budi):
    wrong = await types(desk.stranger(), password="salah sama sekali")
    unknown = await types(desk.stranger(), username="hantu")
    assert wrong.status_code == unknown.status_code == 401
    assert "tidak cocok" in wrong.text
    assert _without_tokens(wrong.text, "budi") == _without_tokens(unknown.text, "hantu")


async def test_a_form_without_its_browsers_token_signs_nobody_in(desk, budi):
    sent = await desk.stranger().post("/desk/sign-in", {"username": "budi", "password": PASSWORD, "csrf": "x"})
    assert sent.status_code == 403
    assert "masuk sekali lagi" in sent.text


async def test_after_five_wrong_tries_one_waits_even_with_the_right_password(desk, budi):
    browser = desk.stranger()
    for _ in range(MOST.here):
        assert (await types(browser, password="salah sama sekali")).status_code == 401
    refused = await types(browser)
    assert refused.status_code == 429
    assert "Tunggu 15 menit" in refused.text
    desk.office.later(seconds=WAIT.total_seconds() + 1)
    assert (await types(browser)).status_code == 303


async def test_the_wait_is_the_same_for_a_name_that_does_not_exist(desk, budi):
    browser = desk.stranger()
    for _ in range(MOST.here):
        assert (await types(browser, username="hantu")).status_code == 401
    assert (await types(browser, username="hantu")).status_code == 429


async def test_many_tries_at_once_are_counted_like_one_after_the_other(desk, budi):
    answers = await asyncio.gather(*(types(desk.stranger(), password="salah sama sekali") for _ in range(24)))
    codes = [answer.status_code for answer in answers]
    assert 401 in codes
    assert codes.count(429) >= 12


async def test_nobody_locks_out_a_colleague_from_elsewhere(desk, budi):
    from_afar = desk.stranger()
    from_afar._transport = httpx.ASGITransport(desk.app, client=("203.0.113.9", 1))
    for _ in range(MOST.here + 1):
        await types(from_afar, password="salah sama sekali")
    assert (await types(desk.stranger())).status_code == 303


async def test_a_session_that_nobody_uses_ends_and_one_in_use_lasts_the_day(desk, budi):
    browser = desk.stranger()
    await types(browser)
    for _ in range(5):
        desk.office.later(hours=1.5)
        assert (await browser.get("/desk/people")).status_code == 403
    desk.office.later(seconds=IDLE.total_seconds() + 1)
    assert (await browser.get("/desk/people")).status_code == 303


async def test_no_session_outlives_the_longest_day(desk, budi):
    browser = desk.stranger()
    await types(browser)
    for _ in range(int(LONGEST / timedelta(hours=1)) - 1):
        desk.office.later(hours=1)
        assert (await browser.get("/desk/people")).status_code == 403
    desk.office.later(hours=1.1)
    assert (await browser.get("/desk/people")).status_code == 303


async def test_a_page_that_asks_for_news_by_itself_keeps_no_session_alive(desk, budi):
    browser = desk.stranger()
    await types(browser)
    desk.office.later(hours=1.9)
    await browser.get("/desk/people", headers={"x-quiet": "1"})
    desk.office.later(hours=0.2)
    assert (await browser.get("/desk/people")).status_code == 303


async def test_signing_out_ends_the_session_itself(desk):
    budi = await desk.as_officer("budi", Role.OFFICER)
    token = budi.cookies["aduan"]
    out = await budi.post("/desk/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/desk/sign-in")
    budi.cookies.set("aduan", token)
    assert (await budi.get("/desk/people")).status_code == 303


async def test_the_second_factor_is_set_up_at_the_first_sign_in_and_asked_for_ever_after(desk):
    await officer(desk, "rini", second_factor=True)
    browser = desk.stranger()
    page = await types(browser, "rini")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert (await browser.get("/desk/people")).status_code == 303, "half a sign-in opens nothing"
    again = await browser.get("/desk/sign-in/code")
    secret = _secret(page)
    assert secret == _secret(again)
    browser.csrf = hidden(page, "csrf")
    done = await browser.post("/desk/sign-in/code", code=_code(secret, desk))
    assert (done.status_code, done.headers["location"]) == (303, "/desk")

    desk.office.later(minutes=5)
    browser = desk.stranger()
    page = await types(browser, "rini")
    assert "<svg" not in page.text
    browser.csrf = hidden(page, "csrf")
    assert (await browser.post("/desk/sign-in/code", code="000000")).status_code == 401
    half = browser.cookies["aduan"]
    assert (await browser.post("/desk/sign-in/code", code=_code(secret, desk))).status_code == 303
    assert browser.cookies["aduan"] != half
    assert (await browser.get("/desk/people")).status_code == 403


async def test_a_code_is_good_once(desk):
    await officer(desk, "rini", second_factor=True)
    browser = desk.stranger()
    page = await types(browser, "rini")
    secret, browser.csrf = _secret(page), hidden(page, "csrf")
    code = _code(secret, desk)
    assert (await browser.post("/desk/sign-in/code", code=code)).status_code == 303
    second = desk.stranger()
    second.csrf = hidden(await types(second, "rini"), "csrf")
    assert (await second.post("/desk/sign-in/code", code=code)).status_code == 401


async def test_codes_are_not_guessed_without_end(desk):
    await officer(desk, "rini", second_factor=True)
    browser = desk.stranger()
    browser.csrf = hidden(await types(browser, "rini"), "csrf")
    answers = [(await browser.post("/desk/sign-in/code", code=f"{n:06}")).status_code for n in range(MOST.here + 1)]
    assert answers == [401] * MOST.here + [429]


async def test_what_was_typed_when_the_session_ended_is_sent_after_signing_in_again(desk):
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    await officer(desk, "budi", second_factor=False, role=Role.TEAM_LEADER)
    rini.cookies.delete("aduan")
    reason = "Cuti tahunan, sudah disetujui Kepala pada tanggal 2 Maret."
    door = await rini.post("/desk/people/absences", officer=str(rini.officer_id), reason=reason)
    assert door.status_code == 401
    assert "masih ada" in door.text
    kept = hidden(door, "kept").replace("&#34;", '"')
    again = await rini.post(
        "/desk/sign-in", {"username": "budi", "password": PASSWORD, "csrf": hidden(door, "csrf"), "kept": kept}
    )
    assert again.status_code == 200
    assert 'action="/desk/people/absences"' in again.text
    assert reason in again.text


async def test_the_form_that_waited_for_the_sign_in_is_taken_when_sent(desk):
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    rini.csrf = "dari sesi lama"
    typed = {"officer": str(rini.officer_id), "from_on": "2026-03-02", "to_on": "2026-03-04", "reason": "Cuti " * 10}
    page = await rini.post("/desk/people/absences", typed, headers={"sec-fetch-site": "same-origin"})
    offered = page.text.partition('action="/desk/people/absences"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', offered))
    texts = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', offered))
    sent = await rini.post("/desk/people/absences", {"deputy": "", **fields, **texts})
    assert sent.status_code == 303
    assert (await desk.office.value("SELECT reason FROM absences")).startswith("Cuti Cuti")


async def test_one_changes_ones_own_password_and_is_out_everywhere_else(desk, budi):
    here, there = desk.stranger(), desk.stranger()
    await types(here)
    await types(there)
    here.csrf = hidden(await here.get("/desk/account"), "csrf")
    wrong = await here.post("/desk/account", password="bukan ini", new_password="kata sandi yang baru")
    assert (wrong.status_code, "tidak cocok" in wrong.text) == (409, True)
    short = await here.post("/desk/account", password=PASSWORD, new_password="pendek")
    assert (short.status_code, "paling sedikit" in short.text) == (409, True)
    done = await here.post("/desk/account", password=PASSWORD, new_password="kata sandi yang baru")
    assert "sudah diganti" in done.text
    assert (await here.get("/desk/account")).status_code == 200
    assert (await there.get("/desk/account")).status_code == 303
    assert (await types(desk.stranger())).status_code == 401
    assert (await types(desk.stranger(), password="kata sandi yang baru")).status_code == 303


async def test_an_old_page_of_ours_may_be_sent_again_and_a_foreign_one_not(desk):
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    rini.csrf = "dari sesi lama"
    ours = await rini.post("/desk/people/absences", reason="Cuti", headers={"sec-fetch-site": "same-origin"})
    theirs = await rini.post("/desk/people/absences", reason="Cuti", headers={"sec-fetch-site": "cross-site"})
    assert ours.status_code == theirs.status_code == 403
    assert "Kirim lagi" in ours.text
    assert "Cuti" not in theirs.text


async def test_an_officer_removed_while_signed_in_is_out_at_the_next_click(desk):
    admin = await desk.as_officer("admin", Role.ADMINISTRATOR)
    await desk.officer("admin2", Role.ADMINISTRATOR)
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    assert (await rini.get("/desk/people")).status_code == 200
    assert (await admin.post(f"/desk/people/{rini.officer_id}/let-go")).status_code == 303
    assert (await rini.get("/desk/people")).status_code == 303


async def test_sessions_are_ended_by_a_leader(desk):
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    budi = await desk.as_officer("budi", Role.OFFICER)
    assert (await rini.post(f"/desk/people/{budi.officer_id}/end-sessions")).status_code == 303
    assert (await budi.get("/desk/people")).status_code == 303
    assert (await rini.get("/desk/people")).status_code == 200


async def test_the_example_office_shows_its_accounts_and_says_that_it_is_one(desk, office):
    shown = await DeskUnderTest.of(office, demo=True).stranger().get("/desk/sign-in")
    assert "kantor contoh" in shown.text
    assert 'value="inspektorat"' in shown.text
    assert 'value="inspektorat"' not in (await desk.stranger().get("/desk/sign-in")).text


@pytest.mark.parametrize(
    ("onward", "to"),
    [
        pytest.param("/desk/cases/26-00001-17", "/desk/cases/26-00001-17", id="a case"),
        pytest.param("/desk?lane=saran", "/desk?lane=saran", id="the queue with its question"),
        pytest.param("https://elsewhere.test/desk", "", id="another site"),
        pytest.param("//elsewhere.test/desk", "", id="another site without scheme"),
        pytest.param("/desktop", "", id="not the desk"),
        pytest.param("/desk/\\elsewhere", "", id="a backslash"),
        pytest.param("/desk/sign-out", "", id="out again"),
    ],
)
def test_nobody_is_led_to_another_site(onward, to):
    assert safe(onward) == to


def _secret(page: httpx.Response) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    return found[1].replace(" ", "") if found else ""


def _code(secret: str, desk: DeskUnderTest) -> str:
    return pyotp.TOTP(secret).at(desk.office.now)


def _without_tokens(page: str, username: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", page).replace(username, "")
