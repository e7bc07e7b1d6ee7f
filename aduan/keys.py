"""The office's own keys: one secret for tokens and codes, one key pair for the seals; made at the first start."""

import errno
import os
import platform
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from config.reading import ConfigError
from core.procedures.seal import Signer, key_id

SECRET, SEAL = "secret.key", "seal.key"
PUBLIC_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Keys:
    """`secret` signs what citizens carry; `seal` signs the chain of seals."""

    secret: bytes
    seal: Ed25519PrivateKey

    @property
    def signer(self) -> Signer:
        """What this machine seals with."""
        public = self.seal.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return Signer(self.seal.sign, public, platform.node())


def fits(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether under this public key this signature fits this text."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):  # ValueError: these bytes are no key at all
        return False
    return True


def as_pem(public_key: bytes) -> str:
    """A public key as whoever verifies carries it away."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_keys_in(text: str) -> dict[str, bytes]:
    """Every public key of a PEM text by its id. Raises ValueError for one that is no Ed25519 key."""
    keys = [load_pem_public_key(pem.encode()) for pem in PUBLIC_PEM.findall(text)]
    if not all(isinstance(key, Ed25519PublicKey) for key in keys):
        raise ValueError("not an Ed25519 key")
    raw = [key.public_bytes(Encoding.Raw, PublicFormat.Raw) for key in keys]
    return {key_id(key): key for key in raw}


def open_keys(data_dir: Path, secret: str | None) -> Keys:
    """The keys in the data directory, made where they are missing. A secret from the settings wins."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        own = secret.encode() if secret else _kept(data_dir / SECRET, lambda: secrets.token_hex(32).encode())
        pem = _kept(data_dir / SEAL, _new_seal_key)
    except OSError as trouble:
        raise ConfigError("environment", "ADUAN_DATA_DIR", _advice(data_dir, trouble)) from trouble
    return Keys(own, _read_seal_key(pem))


def _advice(data_dir: Path, trouble: OSError) -> str:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk that holds {data_dir} is full: make room and start again; what was saved is safe"
    place = trouble.filename or data_dir
    return (
        f"{place} cannot be used ({trouble.strerror}): give {data_dir} to the account that runs this program, "
        "or name another directory"
    )


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made once, readable by its owner alone. Two programs starting at once agree on one."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_bytes()


def _new_seal_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read_seal_key(pem: bytes) -> Ed25519PrivateKey:
    """Raises ConfigError for a file that holds no such key."""
    try:
        key = load_pem_private_key(pem, password=None)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(SEAL, "", "holds no Ed25519 key; put the right one back from the backup")
    return key
