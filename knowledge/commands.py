"""Plain functions for the command line: no printing, no parsing of arguments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefits.errors import InvalidInput
from services.knowledge import Answer, DocumentReport

if TYPE_CHECKING:
    from knowledge.base import DocumentKnowledge, Progress


def knowledge_of(data_dir: Path, collection: str = "default", **settings: str | None) -> DocumentKnowledge:
    """The knowledge base for settings named as in ``open_knowledge`` (``chroma_url``, ``llm_model``, …)."""
    from knowledge.base import open_knowledge

    return open_knowledge(data_dir, collection=collection, **settings)


def ingest(
    knowledge: DocumentKnowledge,
    paths: Sequence[Path | str],
    *,
    effective: date | None = None,
    progress: Progress | None = None,
) -> list[DocumentReport]:
    """Ingest files and folders; one report a document."""
    return knowledge.ingest(paths, effective=effective, progress=progress)


def report_line(report: DocumentReport) -> str:
    """One line a document, tab-separated: name, ok or the problem's code, and counts."""
    counts = f"pages={report.pages}\tpassages={report.passages}\tembedded={report.embedded}"
    doubts = f"dropped={len(report.dropped)}\tdoubtful={len(report.doubtful)}"
    return f"{report.document}\t{report.problem or 'ok'}\t{counts}\t{doubts}"


def ask(
    knowledge: DocumentKnowledge, question: str, *, language: str | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """The answer in the documented JSON shape; ``language`` defaults to the question's own."""
    return as_json(knowledge.ask_sync(question, language=language or _language(question), as_of=as_of))


def ask_batch(
    knowledge: DocumentKnowledge, lines: Iterable[str], *, as_of: date | None = None
) -> Iterator[dict[str, Any]]:
    """One object for each non-blank JSON line ``{"id", "question", "lang"?}``, in order, at once.

    Raises ``InvalidInput("batch-line", line=…)`` for a line that is no such object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question = str(row["question"])
        except (ValueError, TypeError, KeyError):
            raise InvalidInput("batch-line", line=number) from None
        yield {"id": row.get("id"), **ask(knowledge, question, language=row.get("lang"), as_of=as_of)}


def as_json(answer: Answer) -> dict[str, Any]:
    """``answer``, ``refused``, ``seconds`` and ``citations``, best first."""
    return {
        "answer": answer.text,
        "refused": answer.refused,
        "seconds": round(answer.seconds, 4),
        "citations": [
            {"document": c.document, "section": c.section, "page": c.page, "quote": c.quote} for c in answer.citations
        ],
    }


def evaluate(set_path: Path, *, data_dir: Path, collection: str = "default") -> str:
    """The table of a question set (JSON lines: question, evidence?, answer?, lang?, kind?) over the index in ``data_dir``.

    Plain Chroma and plain BM25 search the same documents' text in the same run.
    """
    from knowledge.evaluation.questions import read
    from knowledge.evaluation.run import table

    knowledge = knowledge_of(data_dir, collection)
    try:
        texts = [(d.name, d.text) for d in knowledge.searcher().snapshot.documents]
        return "\n".join(table(knowledge, list(read(set_path)), texts))
    finally:
        knowledge.close()


def _language(question: str) -> str:
    from knowledge.text import language_of

    return language_of(question)
