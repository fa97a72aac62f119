"""Documents come, change, and go; readers never see half of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benefits.errors import NotFound
from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.vocabulary import DATA

RULE = "补充医疗方案。住院费用个人负担部分按{rate}报销，年度限额为20万元。门诊费用不在本方案范围之内。"


def write(folder: Path, rate: str, name: str = "方案.txt") -> Path:
    path = folder / name
    path.write_text(RULE.format(rate=rate), encoding="utf-8")
    return path


def test_each_document_is_reported_and_a_bad_one_stops_nobody(empty: DocumentKnowledge, library: Path) -> None:
    reports = {r.document: r for r in empty.ingest([library])}
    assert reports["坏文件.pdf"].problem == "corrupt"
    assert reports["福利手册.md"].problem is None
    assert reports["福利手册.md"].embedded == reports["福利手册.md"].passages > 0
    assert {d.document for d in empty.documents_sync()} == {"福利手册.md", "工会互助.txt"}


def test_what_did_not_change_is_not_embedded_again(empty: DocumentKnowledge, tmp_path: Path, library: Path) -> None:
    path = tmp_path / "手册.md"
    text = (library / "福利手册.md").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    empty.ingest([path])
    assert empty.ingest([path])[0].embedded == 0
    path.write_text(text.replace("每月300元", "每月350元"), encoding="utf-8")
    assert empty.ingest([path])[0].embedded == 1
    assert "350元" in empty.ask_sync("健身补贴每月多少钱").text


def test_each_version_counts_from_its_day(empty: DocumentKnowledge, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path, "70%")], effective=date(2025, 1, 1))
    empty.ingest([write(tmp_path, "85%")], effective=date(2026, 1, 1))
    question = "住院费用个人负担部分按多少报销？"
    assert "70%" in empty.ask_sync(question, as_of=date(2025, 6, 1)).text
    answer = empty.ask_sync(question, as_of=date(2026, 6, 1))
    assert "85%" in answer.text
    assert answer.citations[0].effective == date(2026, 1, 1)
    assert all("70%" not in c.quote for c in answer.citations)
    assert empty.ask_sync(question, as_of=date(2024, 6, 1)).refused


def test_a_document_without_a_date_replaces_the_one_before(empty: DocumentKnowledge, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path, "70%")])
    empty.ingest([write(tmp_path, "85%")])
    assert len(empty.documents_sync()) == 1
    assert "85%" in empty.ask_sync("住院费用个人负担部分按多少报销？").text


def test_removed_is_removed(empty: DocumentKnowledge, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path, "70%"), write(tmp_path, "85%", "旧方案.txt")])
    citation = empty.ask_sync("住院费用个人负担部分按多少报销？").citations[0]
    assert empty.remove("方案.txt") == 1
    assert empty.remove("旧方案.txt") == 1
    assert empty.passage_sync(citation.passage_id) is None
    assert empty.ask_sync("住院费用个人负担部分按多少报销？").refused
    kept = [p for p in (tmp_path / "data").rglob("*") if p.is_file() and "补充医疗方案".encode() in p.read_bytes()]
    assert [p for p in kept if p.suffix == ".json"] == []
    with pytest.raises(NotFound):
        empty.remove("方案.txt")


def test_an_index_opens_again_without_embedding(empty: DocumentKnowledge, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path, "70%")])
    before = empty.ask_sync("住院费用按多少报销？")
    empty.close()
    again = open_knowledge(tmp_path / "data")
    try:
        after = again.ask_sync("住院费用按多少报销？")
        assert (after.text, after.citations) == (before.text, before.citations)
        assert again.ingest([tmp_path / "方案.txt"])[0].embedded == 0
    finally:
        again.close()


def test_a_second_process_is_told_who_owns_the_index(empty: DocumentKnowledge, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path, "70%")])
    code = (
        "import sys; from pathlib import Path\n"
        "from benefits.errors import Unavailable\n"
        "from knowledge.base import open_knowledge\n"
        "try:\n    open_knowledge(Path(sys.argv[1])).ask_sync('住院')\n"
        "except Unavailable as error:\n    print(error.code)\n"
    )
    root = Path(DATA).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "knowledge-owned", done.stderr


def test_a_crash_between_index_and_manifest_leaves_the_old_answers(
    empty: DocumentKnowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.ingest([write(tmp_path, "70%")])
    with monkeypatch.context() as broken:
        broken.setattr("knowledge.library.Library.publish", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            empty.ingest([write(tmp_path, "85%")])
    assert "70%" in empty.ask_sync("住院费用按多少报销？").text
    empty.ingest([tmp_path / "方案.txt"])
    assert "85%" in empty.ask_sync("住院费用按多少报销？").text


def test_nothing_ingested_is_a_refusal_and_not_ready(empty: DocumentKnowledge) -> None:
    assert empty.ask_sync("住院报多少").refused
    assert empty.documents_sync() == []


async def test_collections_keep_apart(tmp_path: Path) -> None:
    one = open_knowledge(tmp_path / "data", collection="north")
    one.ingest([write(tmp_path, "70%")])
    assert await one.ready()
    one.close()
    other = open_knowledge(tmp_path / "data", collection="south")
    try:
        assert not await other.ready()
        assert other.ask_sync("住院费用按多少报销？").refused
    finally:
        other.close()


def test_passages_cover_the_documents(knowledge: DocumentKnowledge) -> None:
    whole = "".join(p.text for p in knowledge.passages())
    assert "年度最高8,000元" in whole
    assert "专款专用" in whole
