"""What every page of the desk is handed, and the door they all stand behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import Request

from core.procedures.tokens import Tokens
from core.rules.law import Law
from core.rules.roles import Action
from core.store.database import Begin
from core.store.viewers import Viewer
from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at the desk in this request."""

    viewer: Viewer
    csrf_token: str
    language: str = "id"
    preferences: Mapping[str, Any] = field(default_factory=dict)


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
    """Nobody is signed in; the browser is led to the sign-in page and back."""


class NotAllowed(Exception):
    """The role does not include the deed; the page says so in a sentence."""

    def __init__(self, action: Action) -> None:
        super().__init__(action)
        self.action = action


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routers of the desk are built with; `aduan/web.py` makes one."""

    begin: Begin
    renderer: Renderer
    now: Callable[[], datetime]
    law: Callable[[], Law]
    names: Names
    tokens: Tokens
    wake: Callable[[], None]
    demo: bool = False

    async def signed_in(self, request: Request) -> SignedIn:
        """Dependency: the person behind the session cookie. Raises NotSignedIn."""
        raise NotSignedIn
