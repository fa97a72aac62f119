"""``evaluate``: the development set, or any set, against the product and against its plain parts, as a table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.evaluation import dirty, questions
from knowledge.evaluation.baselines import PlainBm25, PlainChroma, raw
from knowledge.evaluation.measure import HEADER, row, tally
from knowledge.evaluation.questions import Case
from knowledge.model import Linear
from knowledge.question import Question
from services.knowledge import Answer

LEXICAL = (
    "bm25",
    "parent_bm25",
    "coverage",
    "parent_coverage",
    "wide_bm25",
    "wide_coverage",
    "wide_parent",
    "document",
)
IDEAS: dict[str, tuple[str, ...]] = {
    "without lexical search": LEXICAL,
    "without dense search": ("cosine", "window_cosine", "neighbour_cosine", "gist_cosine", "feedback_cosine"),
    "without synonyms and glossary (lexical)": ("wide_bm25", "wide_coverage", "wide_parent"),
    "without the English question's Chinese gist": ("gist_cosine",),
    "without what words mean (ranking)": ("sense", "sense_least", "sense_near", "sense_parent"),
    "without answer types": ("typed", "digits", "typed_near", "digits_near"),
    "without feedback from the best sentences": ("feedback_cosine",),
    "without the passages around (windows, parents)": (
        "window_cosine",
        "parent_bm25",
        "parent_coverage",
        "wide_parent",
    ),
    "without shape (heading, short, long, list)": ("short", "heading", "long", "listing"),
}
"""Name → features whose weight is set to nothing (the others keep theirs)."""


def evaluate(
    set_path: Path | None = None,
    *,
    documents: Sequence[Path] = (),
    among: Sequence[Path] = (),
    data_dir: Path | None = None,
    half: str | None = "report",
    fresh: bool = False,
    ideas: bool = False,
    misses: bool = False,
) -> Iterator[str]:
    """Lines of a Markdown table: the product, plain Chroma and plain BM25 over the same files in the same run.

    Without ``set_path`` the development set is asked of dirty versions of its sources; ``among`` adds other documents
    for the right ones to hide among; ``fresh`` asks the second set instead. A set of one's own comes with its
    ``documents``. ``half`` picks the half of the set that is reported (None: all of it). ``ideas`` adds a line for each
    idea left out; ``misses`` lists what failed.
    """
    own = questions.fresh_cases if fresh else questions.cases
    chosen = list(own()) if set_path is None else list(questions.read(set_path))
    if half is not None:
        chosen = [case for case in chosen if case.half == half]
    with tempfile.TemporaryDirectory() as folder:
        files = [*documents]
        if set_path is None:
            files += (dirty.write_fresh if fresh else dirty.write)(Path(folder) / "sources")
        files += [p for place in among for p in (sorted(place.iterdir()) if place.is_dir() else [place])]
        knowledge = open_knowledge(data_dir or Path(folder) / "data")
        try:
            knowledge.ingest(files)
            readable = [p for p in files if p.suffix.lower() in {".txt", ".md", ".html"}]
            yield from table(knowledge, chosen, raw(readable), ideas=ideas, misses=misses)
        finally:
            knowledge.close()


def table(
    knowledge: DocumentKnowledge,
    chosen: Sequence[Case],
    texts: Sequence[tuple[str, str]],
    *,
    ideas: bool = False,
    misses: bool = False,
) -> Iterator[str]:
    """The table over an index that is there; ``texts`` are what the plain systems search."""
    held = len(knowledge.documents_sync())
    yield f"{len(chosen)} questions, {sum(bool(c.evidence) for c in chosen)} answerable, {held} documents\n"
    yield HEADER
    counted = tally(chosen, lambda case: knowledge.ask_sync(case.question, language=case.lang))
    yield row("this product", counted)
    for name, plain in (("plain Chroma", PlainChroma(texts)), ("plain BM25", PlainBm25(texts))):
        yield row(name, tally(chosen, _asking(plain.ask)))
    if ideas:
        yield from _without(knowledge, chosen)
    if misses:
        yield from (_miss(case, answer) for case, answer in counted.misses)


def _asking(ask: Callable[[str], Answer]) -> Callable[[Case], Answer]:
    return lambda case: ask(case.question)


def _without(knowledge: DocumentKnowledge, chosen: Sequence[Case]) -> Iterator[str]:
    searcher = knowledge.searcher()
    whole = searcher.ranker
    for name, features in IDEAS.items():
        searcher.ranker = Linear({k: (0.0 if k in features else w) for k, w in whole.weights.items()}, whole.bias)
        yield row(name, tally(chosen, lambda case: knowledge.ask_sync(case.question, language=case.lang)))
    searcher.ranker = whole
    original = knowledge.understood

    def literal(text: str, history: Sequence[object] = ()) -> Question:
        made = original(text)
        kept = dict.fromkeys(made.core, 1.0)
        return replace(made, weights=kept or made.weights, dense=made.dense[:1])

    knowledge.understood = literal  # type: ignore[method-assign,assignment]
    try:
        yield row(
            "without any other wording of the question",
            tally(chosen, lambda case: knowledge.ask_sync(case.question, language=case.lang)),
        )
    finally:
        knowledge.understood = original  # type: ignore[method-assign]


def _miss(case: Case, answer: Answer) -> str:
    return f"- {case.id} {case.kind}: {case.question} → {answer.band} {answer.text!r}; wanted {case.evidence!r}"


def main() -> None:
    import argparse

    parser = argparse.ArgumentParser(description=evaluate.__doc__)
    parser.add_argument("set", nargs="?", type=Path)
    parser.add_argument("--documents", nargs="*", type=Path, default=[])
    parser.add_argument("--among", nargs="*", type=Path, default=[])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--half", choices=["tune", "report"])
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--ideas", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    for line in evaluate(
        given.set,
        documents=given.documents,
        among=given.among,
        data_dir=given.data,
        half=given.half,
        fresh=given.fresh,
        ideas=given.ideas,
        misses=given.misses,
    ):
        print(line, flush=True)


if __name__ == "__main__":
    main()
