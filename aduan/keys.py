"""The office's own keys: one secret for tokens and codes, one key pair for the seals; made at the first start."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from config.reading import ConfigError


@dataclass(frozen=True, slots=True)
class Keys:
    """`secret` signs what citizens carry; `seal` signs the chain of seals."""

    secret: bytes
    seal: Ed25519PrivateKey

    @property
    def public_seal(self) -> str:
        """The seals' public key as a PEM text, for whoever verifies."""
        return self.seal.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def open_keys(data_dir: Path, secret: str | None) -> Keys:
    """The keys in the data directory, made where they are missing. A secret from the settings wins."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise ConfigError(
            "environment", "ADUAN_DATA_DIR", f"{data_dir} cannot be used: {trouble.strerror}"
        ) from trouble
    own = secret.encode() if secret else _kept(data_dir / "secret.key", lambda: secrets.token_hex(32).encode())
    pem = _kept(data_dir / "seal.key", _new_seal_key)
    return Keys(own, _read_seal_key(pem))


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
        raise ConfigError("seal.key", "", "holds no Ed25519 key; put the right one back from the backup")
    return key
