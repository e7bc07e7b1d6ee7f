"""What every page of the desk is handed, and the door they all stand behind."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import Request
from starlette.datastructures import UploadFile

from core.procedures.sign_in import Arrival, whose_session
from core.procedures.tokens import Tokens
from core.rules.law import Law
from core.rules.letters import AnswerTexts
from core.rules.roles import Action, may
from core.store.database import Begin
from core.store.viewers import Viewer
from pages.letters.press import Press
from pages.officers.by_hand import ByHand
from pages.rendering import Renderer

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
NEVER_KEPT = frozenset({"csrf", "password", "new_password"})
QUIET = "x-quiet"
"""A request with this header (a page asking for news by itself) does not keep a session from running out."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at the desk in this request. `acting` is "Plh" or "Plt" for whoever stands in for the Kepala today."""

    viewer: Viewer
    csrf_token: str
    language: str = "id"
    preferences: Mapping[str, Any] = field(default_factory=dict)
    acting: str = ""

    def may(self, action: str) -> bool:
        """For templates: `who.may("answer")`."""
        return may(self.viewer.role, Action(action))


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called on the desk's pages: id -> Indonesian name. `tiers` from the lowest to the Kepala."""

    sectors: Mapping[str, str]
    components: Mapping[str, str]
    channels: Mapping[str, str]
    services: Mapping[str, str]
    tiers: Mapping[str, str]
    agencies: tuple[str, ...] = ()


class NotSignedIn(Exception):
    """Nobody is signed in; the browser is led to the sign-in page and back, with what was typed."""

    def __init__(self, form: "KeptForm | None" = None) -> None:
        super().__init__()
        self.form = form


class NotAllowed(Exception):
    """The role does not include the deed; the page says so in a sentence."""

    def __init__(self, action: Action, who: SignedIn | None = None) -> None:
        super().__init__(action)
        self.action = action
        self.who = who


class NotFromOurPage(Exception):
    """A form came without its session's token: from another site, or from a page of an earlier session.

    `form` is there when the browser says that the page was ours; then it may be sent again by hand.
    """

    def __init__(self, who: SignedIn | None = None, form: "KeptForm | None" = None) -> None:
        super().__init__()
        self.who = who
        self.form = form


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What somebody typed into a form that could not be taken, to be offered again. Files cannot be kept."""

    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the example office, as its sign-in page shows it."""

    username: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routers of the desk are built with; `aduan/desk.py` makes one. `secure`: people reach it by https."""

    begin: Begin
    renderer: Renderer
    now: Callable[[], datetime]
    law: Callable[[], Law]
    names: Names
    tokens: Tokens
    wake: Callable[[], None]
    press: Press
    demo: bool = False
    secure: bool = False
    office_name: str = ""
    public_url: str = ""
    demo_accounts: tuple[DemoAccount, ...] = ()
    answer_texts: Mapping[str, AnswerTexts] = field(default_factory=dict)
    by_hand: ByHand = field(default_factory=ByHand)

    @property
    def cookie(self) -> str:
        return "__Host-aduan" if self.secure else "aduan"

    async def signed_in(self, request: Request) -> SignedIn:
        """Dependency: the person behind the session cookie. Raises NotSignedIn.

        A form must carry its session's token too, whatever the route asks for: else NotFromOurPage.
        """
        found = await self._arrival(request)
        if found is None or not found.complete:
            raise NotSignedIn(await self._typed(request))
        language = str(found.preferences.get("language", "id"))
        who = SignedIn(found.viewer, found.csrf_token, language, found.preferences, found.acting)
        if not await self._carries(request, found.csrf_token):
            raise NotFromOurPage(who, await self._typed(request) if from_our_page(request) else None)
        return who

    async def checked(self, request: Request) -> SignedIn:
        """The same, under the name that says what a POST needs."""
        return await self.signed_in(request)

    async def half_signed_in(self, request: Request) -> Arrival:
        """Dependency of the page for the second factor: the password was right. Raises NotSignedIn."""
        found = await self._arrival(request)
        if found is None:
            raise NotSignedIn
        if not await self._carries(request, found.csrf_token):
            raise NotFromOurPage
        return found

    def require(self, who: SignedIn, *actions: Action) -> None:
        """Raises NotAllowed unless the role includes one of the deeds."""
        if not any(may(who.viewer.role, action) for action in actions):
            raise NotAllowed(actions[0], who)

    def token(self, request: Request) -> str:
        return request.cookies.get(self.cookie, "")

    async def _arrival(self, request: Request) -> Arrival | None:
        if not self.token(request):
            return None
        kept_up = QUIET not in request.headers
        async with self.begin() as db:
            return await whose_session(db, self.token(request), self.names.tiers, self.now(), kept_up=kept_up)

    async def _carries(self, request: Request, token: str) -> bool:
        if request.method in LOOKING:
            return True
        carried = request.headers.get("x-csrf-token") or str((await request.form()).get("csrf", ""))
        return hmac.compare_digest(carried.encode(), token.encode())

    async def _typed(self, request: Request) -> KeptForm | None:
        if request.method in LOOKING:
            return None
        form = await request.form()
        typed = [(name, value) for name, value in form.multi_items() if not isinstance(value, UploadFile)]
        return KeptForm(address_of(request), tuple((name, value) for name, value in typed if name not in NEVER_KEPT))


def address_of(request: Request) -> str:
    """The path with its question, as the browser asked for it."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def from_our_page(request: Request) -> bool:
    """Whether the browser says so. Every browser since 2023 tells; one that does not is not believed."""
    return request.headers.get("sec-fetch-site") == "same-origin"
