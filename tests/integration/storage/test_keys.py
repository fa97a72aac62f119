from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benefits.errors import Unavailable
from storage.encryption import Keyring


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path: Path):
    sealed = Keyring.open(tmp_path).seal(b"6222")
    path = tmp_path / "keys" / "master.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(bytes.fromhex(path.read_text())) == 32
    assert [child.name for child in path.parent.iterdir()] == ["master.key"]
    assert Keyring.open(tmp_path).unseal(sealed) == b"6222"


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Keyring.open(tmp_path), range(8)))
    assert {keyring.unseal(made[0].seal(b"x")) for keyring in made} == {b"x"}


def test_a_key_from_the_environment_leaves_no_file(tmp_path: Path):
    Keyring.open(tmp_path, "ab" * 32)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["ab", "zz" * 32, "ab" * 33])
def test_a_key_of_the_wrong_form_is_refused(tmp_path: Path, given: str):
    with pytest.raises(Unavailable, match="master-key-invalid"):
        Keyring.open(tmp_path, given)


@pytest.mark.parametrize("content", ["", "not hex", "ab" * 31])
def test_a_damaged_key_file_is_refused_and_kept(tmp_path: Path, content: str):
    path = tmp_path / "keys" / "master.key"
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(Unavailable, match="master-key-invalid"):
        Keyring.open(tmp_path)
    assert path.read_text() == content


@pytest.mark.parametrize("change", [b"", b"\x01", b"\x02" + bytes(40), bytes(10)])
def test_what_was_not_sealed_by_us_is_not_unsealed(change: bytes):
    with pytest.raises(Unavailable, match="master-key-wrong"):
        Keyring(bytes(32)).unseal(change)


def test_an_index_tells_equal_values_of_one_purpose_under_one_key_only():
    one, two = Keyring(bytes(32)), Keyring(bytes(31) + b"1")
    assert one.index("139", "phone") == one.index("139", "phone")
    assert (
        len({one.index("139", "phone"), one.index("139", "code"), one.index("138", "phone"), two.index("139", "phone")})
        == 4
    )
