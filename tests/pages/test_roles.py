"""Every address of the desk, and who may go there."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from core.rules.roles import Role
from tests.desk import Browser, DeskUnderTest

OFFICER, LEADER, KEPALA = Role.OFFICER, Role.TEAM_LEADER, Role.KEPALA
HOUSE = frozenset({OFFICER, LEADER, KEPALA})
LEADERS = frozenset({LEADER, KEPALA})
JOINING = frozenset({Role.TECHNICAL_TEAM, Role.APIP})
READERS = HOUSE | JOINING | {Role.INSPECTORATE}
ADMIN = frozenset({Role.ADMINISTRATOR})
EVERYBODY = frozenset(Role)

DOOR = {"GET /desk/sign-in", "POST /desk/sign-in"}
"""Open to whoever comes; the form's token is another one, see test_sign_in."""

MAY = {
    "GET /desk/sign-in/code": EVERYBODY,
    "POST /desk/sign-in/code": EVERYBODY,
    "POST /desk/sign-out": EVERYBODY,
    "GET /desk/account": EVERYBODY,
    "POST /desk/account": EVERYBODY,
    "POST /desk/account/mail": EVERYBODY,
    "GET /desk/people": LEADERS | ADMIN,
    "POST /desk/people": ADMIN,
    "POST /desk/people/{officer_id}/password": ADMIN,
    "POST /desk/people/{officer_id}/let-go": ADMIN,
    "POST /desk/people/{officer_id}/take-back": ADMIN,
    "POST /desk/people/{officer_id}/end-sessions": LEADERS | ADMIN,
    "POST /desk/people/absences": LEADERS | ADMIN,
    "POST /desk/people/absences/{absence_id}/end": LEADERS | ADMIN,
    "POST /desk/people/acting": ADMIN | {KEPALA},
    "POST /desk/people/acting/{acting_id}/end": ADMIN | {KEPALA},
    "GET /desk/alarms": LEADERS | ADMIN,
    "POST /desk/alarms/{alarm_id}/end": LEADERS | ADMIN,
    "GET /desk": READERS,
    "GET /desk/news": READERS,
    "GET /desk/triage": HOUSE,
    "POST /desk/triage/{number}": HOUSE,
    "POST /desk/cases/{number}/here": READERS,
    "POST /desk/next": HOUSE,
    "POST /desk/preferences": EVERYBODY,
    "POST /desk/cases/{number}/take": HOUSE,
    "POST /desk/cases/{number}/give": HOUSE,
    "POST /desk/cases/{number}/return": HOUSE,
    "GET /desk/cases/{number}": READERS,
    "GET /desk/cases/{number}/files/{attachment_id}": READERS,
    "GET /desk/cases/{number}/originals/{message_id}": READERS,
    "POST /desk/cases/{number}/files/{attachment_id}/looked": HOUSE,
    "POST /desk/cases/{number}/identity": HOUSE,
    "POST /desk/cases/{number}/identity/read": LEADERS,
    "POST /desk/cases/{number}/complained-about": HOUSE,
    "POST /desk/cases/{number}/complained-about/clear": HOUSE,
    "POST /desk/cases/{number}/part": HOUSE,
    "POST /desk/cases/{number}/split": HOUSE,
    "POST /desk/cases/{number}/join": HOUSE,
    "POST /desk/cases/{number}/notes": HOUSE | JOINING,
    "POST /desk/cases/{number}/proposals/{proposal_id}": HOUSE,
    "POST /desk/cases/{number}/kind": HOUSE,
    "POST /desk/cases/{number}/forward": HOUSE,
    "POST /desk/cases/{number}/forward/told": HOUSE,
    "POST /desk/cases/{number}/forward/confirmed": HOUSE,
    "POST /desk/cases/{number}/tags": HOUSE,
    "POST /desk/cases/{number}/draft": HOUSE | JOINING,
    "POST /desk/cases/{number}/examination": HOUSE | JOINING,
    "POST /desk/cases/{number}/category": HOUSE,
    "POST /desk/cases/{number}/approval": HOUSE,
    "POST /desk/cases/{number}/report": HOUSE | JOINING,
    "POST /desk/cases/{number}/tier": HOUSE,
    "GET /desk/cases/{number}/reports/{report_id}": READERS,
    "GET /desk/cases/{number}/reports/{report_id}/pdf": READERS,
    "GET /desk/cases/{number}/answers/{answer_id}/pdf": READERS,
    "GET /desk/texts": LEADERS | ADMIN,
    "POST /desk/texts": LEADERS | ADMIN,
    "POST /desk/texts/preview": LEADERS | ADMIN,
    "POST /desk/texts/{block_id}/remove": LEADERS | ADMIN,
    "GET /desk/approvals": frozenset({KEPALA}),
    "POST /desk/approvals/{approval_id}": frozenset({KEPALA}),
    "POST /desk/cases/{number}/answer": HOUSE,
    "POST /desk/cases/{number}/answer/block": HOUSE,
    "POST /desk/cases/{number}/answer/preview": HOUSE,
    "POST /desk/cases/{number}/ask": HOUSE,
    "POST /desk/cases/{number}/bot": HOUSE,
    "POST /desk/cases/{number}/again": HOUSE,
    "POST /desk/cases/{number}/new-day": HOUSE,
    "POST /desk/cases/{number}/handover": HOUSE,
    "POST /desk/cases/{number}/letter": HOUSE,
    "POST /desk/cases/{number}/notice": HOUSE,
    "POST /desk/cases/{number}/notice/down": HOUSE,
    "GET /desk/cases/{number}/receipt": HOUSE,
    "GET /desk/paper": HOUSE,
    "POST /desk/paper": HOUSE,
    "POST /desk/paper/keep": HOUSE,
    "POST /desk/paper/drafts/{form_id}": HOUSE,
    "POST /desk/paper/drafts/{form_id}/drop": HOUSE,
    "POST /desk/paper/drafts/{form_id}/scans/{scan_id}/drop": HOUSE,
    "GET /desk/paper/box": HOUSE,
    "POST /desk/paper/box": HOUSE,
    "GET /desk/paper/openings/{opening_id}": HOUSE,
    "POST /desk/cases/{number}/close": HOUSE,
}


def of_the_desk(desk: DeskUnderTest) -> dict[str, APIRoute]:
    """Every route under /desk by its method and path."""
    return {
        f"{method} {path}": route
        for path, route in every_route(desk.app.routes)
        if path == "/desk" or path.startswith("/desk/")
        for method in route.methods
    }


async def test_every_route_of_the_desk_has_its_row_and_no_row_is_left_over(desk):
    assert set(of_the_desk(desk)) == set(MAY) | DOOR


@pytest.mark.parametrize("role", [pytest.param(role, id=role.value) for role in Role])
async def test_each_role_goes_where_its_row_says_and_hears_a_sentence_elsewhere(desk, role):
    browser = await desk.as_officer(role.value, role, agency="Dinas" if role is Role.TECHNICAL_TEAM else "")
    await desk.officer("admin2", Role.ADMINISTRATOR)
    routes = of_the_desk(desk)
    for name in sorted(MAY, key=lambda name: "sign-out" in name):
        answer = await asked(browser, name, routes[name])
        assert answer.status_code < 500, f"{role} at {name}: {answer.text[:500]}"
        refused = answer.status_code == 403
        assert refused is (role not in MAY[name]), f"{role} at {name}: {answer.status_code}"
        assert not refused or "Peran Anda tidak mencakup" in answer.text


async def test_whoever_is_not_signed_in_is_led_to_the_door(desk):
    for name, route in of_the_desk(desk).items():
        if name not in DOOR:
            answer = await asked(desk.stranger(), name, route)
            led = answer.status_code == 303 and answer.headers["location"].startswith("/desk/sign-in")
            assert led or (answer.status_code == 401 and "Kata sandi" in answer.text), f"{name}: {answer.status_code}"


async def test_no_form_is_taken_without_its_sessions_token(desk):
    for token in ("", "of another session"):
        kepala = await desk.as_officer("kepala", Role.KEPALA)
        kepala.csrf = token
        for name, route in of_the_desk(desk).items():
            if name.startswith("POST") and name not in DOOR:
                answer = await asked(kepala, name, route)
                assert answer.status_code == 403, f"{name}: {answer.status_code}"
                assert "tidak diterima" in answer.text


async def asked(browser: Browser, name: str, route: APIRoute) -> httpx.Response:
    """The answer to a request in which every field has some value: a case that is not there, a person that is not."""
    method, _, path = name.partition(" ")
    path = re.sub(r"\{\w+\}", "0", path.replace("{number}", "26-00001-17"))
    query = _needed(field for part in _dependants(route.dependant) for field in part.query_params)
    if method == "GET":
        return await browser.get(path, params=query)
    form = _needed(field for part in _dependants(route.dependant) for field in part.body_params)
    return await browser.post(path, form, params=query)


def _needed(fields: Any) -> dict[str, str]:
    return {field.alias: _some(field) for field in fields if field.field_info.is_required()}


def _some(field: Any) -> str:
    return "1" if field.field_info.annotation in (int, float) else "x"


def _dependants(dependant: Any) -> Iterator[Any]:
    yield dependant
    for part in dependant.dependencies:
        yield from _dependants(part)


def every_route(routes: Any, prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    """Every route with its whole path; FastAPI keeps included routers as they were."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield prefix + route.path, route
        elif hasattr(route, "original_router"):
            yield from every_route(route.original_router.routes, prefix + route.include_context.prefix)
