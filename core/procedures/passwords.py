"""Passwords and the codes of the second factor."""

import asyncio
import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import lru_cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
STEP = 30
DRIFT = (0, -1, 1)
"""A phone's clock may be one code behind or ahead."""

HASHER = PasswordHasher()
THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
"""Two at once: each needs 64 MiB, and many people at the door must not take the machine's memory."""


async def hashed(password: str) -> str:
    """Away from the event loop: argon2 is slow by design."""
    return await asyncio.get_running_loop().run_in_executor(THREADS, HASHER.hash, password)


async def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Without a hash the answer is no, after as much work as for anybody."""
    return await asyncio.get_running_loop().run_in_executor(THREADS, _is_right, password_hash, password)


def _is_right(password_hash: str | None, password: str) -> bool:
    nobody = _hash_of_nobody()
    try:
        return HASHER.verify(password_hash or nobody, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return HASHER.hash(pyotp.random_base32())


def is_fresh_code(secret: str, code: str, now: datetime, used_until: datetime | None) -> bool:
    """Whether the code is the secret's (RFC 6238), now or one step aside, and was not already good for a sign-in."""
    plain = "".join(digit for digit in code if digit.isdigit())
    used = int(used_until.timestamp()) // STEP if used_until else -1
    for drift in DRIFT:
        moment = now + timedelta(seconds=drift * STEP)
        fits = hmac.compare_digest(pyotp.TOTP(secret).at(moment), plain)
        if fits and int(moment.timestamp()) // STEP > used:
            return True
    return False


def enrolment_address(secret: str, username: str, office: str) -> str:
    """What an authenticator app reads from the square."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=f"Aduan {office}")
