"""Originals in an S3-compatible bucket, over HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from benefits.errors import NotFound, Unavailable
from storage.encryption import Keyring
from storage.objects import ObjectVault
from tests.support.s3 import KEY_ID, SECRET, Bucket, s3_server


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with s3_server() as made:
        yield made


def vault_of(bucket: Bucket, keyring: Keyring, secret: str = SECRET) -> ObjectVault:
    return ObjectVault(bucket.url, keyring, key_id=KEY_ID, secret=secret)


async def test_an_original_is_sealed_named_by_its_hash_written_once_and_comes_back(bucket: Bucket, keyring: Keyring):
    vault, data = vault_of(bucket, keyring), b"a receipt" * 5000
    sha256 = await vault.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert await vault.put(data) == sha256
    assert bucket.writes == 1
    assert list(bucket.objects) == [f"claims/{sha256[:2]}/{sha256}.sealed"]
    assert b"a receipt" not in bucket.objects[f"claims/{sha256[:2]}/{sha256}.sealed"]
    assert await vault_of(bucket, keyring).get(sha256) == data


async def test_a_missing_original_is_named(bucket: Bucket, keyring: Keyring):
    with pytest.raises(NotFound, match="file-missing"):
        await vault_of(bucket, keyring).get("0" * 64)


async def test_a_wrong_key_and_a_wrong_address_are_told(bucket: Bucket, keyring: Keyring):
    with pytest.raises(Unavailable, match="files-unreachable"):
        await vault_of(bucket, keyring, secret="another").put(b"x")
    assert bucket.refused and not bucket.objects
    with pytest.raises(Unavailable, match="files-url-wrong"):
        ObjectVault("s3://originals", keyring, key_id="k", secret="s")
