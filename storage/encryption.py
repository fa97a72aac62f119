"""Keys: sealing of sensitive columns and files, and keyed hashes for looking sealed values up.

One master key, in ``DATA_DIR/keys/master.key`` (mode 600) or given by the environment. From it two keys are derived:
one seals (AES-256-GCM), one indexes (HMAC-SHA256). Losing the master key loses the sealed values: back it up apart.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from benefits.errors import Unavailable

_VERSION = b"\x01"


class Keyring:
    """Seals and indexes with keys derived from one 32-byte master key."""

    def __init__(self, master: bytes) -> None:
        if len(master) != 32:
            raise Unavailable("master-key-invalid")
        self._cipher = AESGCM(_derive(master, b"seal"))
        self._index_key = _derive(master, b"index")

    @classmethod
    def open(cls, data_dir: Path, given: str = "") -> Keyring:
        """The key from ``given`` (64 hex digits), else from the data folder, where it is made on first use."""
        if given:
            try:
                return cls(bytes.fromhex(given))
            except ValueError:
                raise Unavailable("master-key-invalid") from None
        path = data_dir / "keys" / "master.key"
        if not path.exists():
            _make_key(path)
        try:
            return cls(bytes.fromhex(path.read_text().strip()))
        except ValueError:
            raise Unavailable("master-key-invalid") from None

    def seal(self, plain: bytes) -> bytes:
        """Version byte, 12 bytes of nonce, ciphertext with its tag."""
        nonce = secrets.token_bytes(12)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, None)

    def unseal(self, sealed: bytes) -> bytes:
        """Raises Unavailable("master-key-wrong") when it was sealed under another key, or was changed."""
        if sealed[:1] != _VERSION:
            raise Unavailable("master-key-wrong")
        try:
            return self._cipher.decrypt(sealed[1:13], sealed[13:], None)
        except (InvalidTag, ValueError):
            raise Unavailable("master-key-wrong") from None

    def index(self, value: str, purpose: str) -> str:
        """A keyed hash of ``value``: equal values under one purpose compare equal, and nothing else can be told."""
        return hmac.new(
            self._index_key, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()


def _make_key(path: Path) -> None:
    """Write a new key whole and durably; of two processes that do so at once, the first one's key counts for both."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_bytes(32).hex())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()


def _derive(master: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"benefits-bot/" + info).derive(master)


_current: Keyring | None = None


def use_keyring(keyring: Keyring) -> None:
    """Set the keyring that sealed columns use in this process; done once, where the product is wired."""
    global _current  # noqa: PLW0603
    _current = keyring


def keyring() -> Keyring:
    if _current is None:
        raise Unavailable("master-key-missing")
    return _current
