"""Files that wait to be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benefits.errors import NotFound
from knowledge.loaders import ReadingStopped
from knowledge.loaders.base import file_name
from knowledge.uploads import Uploads
from services.knowledge import ReadingProgress


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def test_the_same_file_given_in_twice_is_one_upload(uploads: Uploads) -> None:
    key = uploads.keep("方案.pdf", b"%PDF", None)
    assert uploads.keep("方案.pdf", b"%PDF", None) == key
    assert uploads.keep("方案.pdf", b"%PDF", date(2027, 1, 1)) != key
    assert key in uploads.listed() and len(uploads.listed()) == 2
    assert uploads.read(key).path.read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\方案.pdf", "方案.pdf"),
        ("..", "-"),
        ("", "-"),
        ("长" * 300 + ".docx", "长" * 75 + ".docx"),
    ],
)
def test_a_name_never_leaves_its_folder(uploads: Uploads, given: str, kept: str) -> None:
    assert file_name(given) == kept
    assert uploads.read(uploads.keep(given, b"x", None)).name == kept


def test_a_page_is_recognised_once_and_an_empty_one_again(uploads: Uploads) -> None:
    key = uploads.keep("a.pdf", b"x", None)
    asked: list[bytes] = []

    def ocr(picture: bytes) -> str:
        asked.append(picture)
        return "第一页" if picture == b"1" else ""

    read = uploads.remembering(key, ocr)
    assert [read(b"1"), read(b"1"), read(b"2"), read(b"2")] == ["第一页", "第一页", "", ""]
    assert asked == [b"1", b"2", b"2"]


def test_progress_is_kept_until_the_upload_is_dropped(uploads: Uploads) -> None:
    key = uploads.keep("a.pdf", b"x", None)
    assert uploads.progress(key) == ReadingProgress()
    uploads.tell(key, ReadingProgress("scans", 3, 40))
    assert uploads.progress(key) == ReadingProgress("scans", 3, 40)
    uploads.drop(key)
    with pytest.raises(ReadingStopped):
        uploads.tell(key, ReadingProgress("scans", 4, 40))
    with pytest.raises(NotFound):
        uploads.read(key)


def test_of_a_file_that_cannot_be_read_only_the_reason_is_kept(uploads: Uploads) -> None:
    key = uploads.keep("a.pdf", b"x", None)
    uploads.refuse(uploads.read(key), "encrypted")
    assert uploads.read(key).report().problem == "encrypted"
    assert not uploads.read(key).path.exists()
    assert uploads.keep("a.pdf", b"x", None) == key
    assert uploads.read(key).problem is None
