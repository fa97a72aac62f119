"""Originals in an S3-compatible bucket: the same sealed bytes under the same names as in a local folder."""

from __future__ import annotations

import asyncio
import hashlib
from urllib.parse import urlsplit

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from benefits.errors import NotFound, Unavailable
from storage.encryption import Keyring


class ObjectVault:
    """Objects ``prefix/ab/abcdef….sealed`` of a bucket at ``http(s)://host[:port]/bucket[/prefix]``.

    Written once: an object that is there is never written again. What the bucket's owner sees is sealed.
    Raises Unavailable("files-unreachable") when the bucket refuses or doesn't answer.
    """

    def __init__(self, url: str, keyring: Keyring, *, key_id: str, secret: str, region: str = "us-east-1") -> None:
        parts = urlsplit(url)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        if parts.scheme not in ("http", "https") or not parts.netloc or not bucket:
            raise Unavailable("files-url-wrong", url=f"{parts.scheme}://{parts.hostname or ''}")
        self._keyring = keyring
        self._prefix = f"{prefix}/" if prefix else ""
        self._store = S3Store(
            bucket,
            endpoint=f"{parts.scheme}://{parts.netloc}",
            region=region,
            access_key_id=key_id,
            secret_access_key=secret,
            virtual_hosted_style_request=False,
            client_options={"allow_http": parts.scheme == "http", "timeout": "30s", "connect_timeout": "5s"},
            retry_config={"max_retries": 3},
        )

    async def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        sealed = await asyncio.to_thread(self._keyring.seal, data)
        try:
            await self._store.put_async(self._name(sha256), sealed, mode="create")
        except AlreadyExistsError:
            pass  # the same content: nothing to do
        except (BaseError, OSError) as problem:
            raise Unavailable("files-unreachable", reason=type(problem).__name__) from problem
        return sha256

    async def get(self, sha256: str) -> bytes:
        try:
            found = await self._store.get_async(self._name(sha256))
            sealed = bytes(await found.bytes_async())
        except FileNotFoundError:
            raise NotFound("file-missing", sha256=sha256[:12]) from None
        except (BaseError, OSError) as problem:
            raise Unavailable("files-unreachable", reason=type(problem).__name__) from problem
        return await asyncio.to_thread(self._keyring.unseal, sealed)

    def _name(self, sha256: str) -> str:
        return f"{self._prefix}{sha256[:2]}/{sha256}.sealed"
