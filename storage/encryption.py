"""Keys: sealing of sensitive columns and files, and keyed hashes for looking sealed values up.

One master key, in ``DATA_DIR/keys/master.key`` (mode 600) or given by the environment. From it two keys are derived:
one seals (Fernet, authenticated), one indexes (HMAC-SHA256). Losing the master key loses the sealed values: back it up apart.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from benefits.errors import Unavailable


class Keyring:
    """Seals and indexes with keys derived from one 32-byte master key."""

    def __init__(self, master: bytes) -> None:
        if len(master) != 32:
            raise Unavailable("master-key-invalid")
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(master, b"seal")))
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
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = secrets.token_bytes(32).hex()
            try:
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:  # another process was first; its key counts
                return cls.open(data_dir)
            with os.fdopen(handle, "w") as file:
                file.write(made)
        try:
            return cls(bytes.fromhex(path.read_text().strip()))
        except ValueError:
            raise Unavailable("master-key-invalid") from None

    def seal(self, plain: bytes) -> bytes:
        return self._fernet.encrypt(plain)

    def unseal(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise Unavailable("master-key-wrong") from None

    def index(self, value: str, purpose: str) -> str:
        """A keyed hash of ``value``: equal values under one purpose compare equal, and nothing else can be told."""
        return hmac.new(self._index_key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def _derive(master: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"benefits-bot/" + info).derive(master)


_current: Keyring | None = None


def use_keyring(keyring: Keyring) -> None:
    """Set the keyring that sealed columns use in this process; done once, where the product is wired."""
    global _current
    _current = keyring


def keyring() -> Keyring:
    if _current is None:
        raise Unavailable("master-key-missing")
    return _current
