"""Commands about documents, questions and receipts."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from benefits.errors import InvalidInput
from locales import text
from services.knowledge import DocumentReport

Collection = Annotated[str, typer.Option("--collection", help="Which set of documents")]


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders")],
    effective: Annotated[str | None, typer.Option("--effective", help="Valid from this day, YYYY-MM-DD")] = None,
    collection: Collection = "default",
) -> None:
    """Read documents into the index; a line per document."""
    from bot.settings import Settings
    from bot.wiring import make_knowledge
    from knowledge.commands import report_line
    from receipts.commands import IsolatedReader

    for path in paths:
        if not path.exists():
            raise InvalidInput("path-missing", field="path", path=str(path))
    knowledge = make_knowledge(Settings(), collection)
    try:
        with IsolatedReader() as scans:  # its process starts with the first scanned page
            knowledge.ocr = scans.text
            reports = knowledge.ingest(paths, effective=_day(effective), progress=_progress())
    finally:
        knowledge.close()
    for report in reports:
        print(report_line(report), flush=True)
        _explain(report)
    if reports and all(report.problem for report in reports):
        raise typer.Exit(1)


_MOST_EXPLAINED = 10


def _explain(report: DocumentReport) -> None:
    """What is wrong with a document and what is doubtful in it, in words, beside the lines that scripts read."""
    from bot.cli import language

    spoken = language()

    def problem(code: str | None) -> str:
        return text(spoken, f"console-document-problem-{code}") if code else ""

    told = [problem(report.problem)] if report.problem else []
    told += [
        text(
            spoken,
            f"console-document-doubt-{doubt.code}",
            about=doubt.about,
            number=doubt.number,
            why=problem(doubt.why),
        )
        for doubt in report.doubtful[:_MOST_EXPLAINED]
    ]
    if (more := len(report.doubtful) - _MOST_EXPLAINED) > 0:
        told.append(text(spoken, "console-more-lines", count=more))
    for line in told:
        print(f"{report.document}: {line}", file=sys.stderr, flush=True)


def _progress() -> Any:
    """A line on the terminal that is written over; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def told(document: str, done: int, total: int) -> None:
        print(f"\r\033[K{document} {done}/{total}", end="" if done < total else "\r\033[K", file=sys.stderr, flush=True)

    return told


def ask(
    question: Annotated[str | None, typer.Argument(metavar="TEXT")] = None,
    employee: Annotated[str | None, typer.Option("--employee", help="Staff number, for the personal figure")] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="zh-Hans, zh-Hant or en; the question's own if not given")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="As of this day, YYYY-MM-DD")] = None,
    batch: Annotated[Path | None, typer.Option("--batch", help="JSONL with id, question, lang")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    collection: Collection = "default",
) -> None:
    """Answer a question from the documents, or a batch of them."""
    from bot.settings import Settings
    from bot.wiring import make_knowledge
    from knowledge.commands import as_json as as_json_shape
    from knowledge.commands import ask_batch
    from knowledge.text import language_of

    if (question is None) == (batch is None):
        raise InvalidInput("ask-one-or-batch", field="question")
    settings = Settings()
    knowledge = make_knowledge(settings, collection)
    day = _day(as_of)
    try:
        if batch is not None:
            with batch.open(encoding="utf-8-sig") as lines:
                for made in ask_batch(knowledge, lines, as_of=day):
                    print(json.dumps(made, ensure_ascii=False), flush=True)
            return
        language = lang or language_of(question or "")
        answer = knowledge.ask_sync(question or "", language=language, as_of=day)
        figure = asyncio.run(_figure(settings, employee, answer.topic, language, day)) if employee else ""
        made = as_json_shape(answer)
        if figure and not answer.refused:
            made["answer"] = f"{made['answer']} {figure}".strip()
        if as_json:
            print(json.dumps(made, ensure_ascii=False))
        elif made["answer"]:
            print(_plain(made))
        else:
            print(text(language, "ask-refused" if knowledge.documents_sync() else "ask-no-documents"))
    finally:
        knowledge.close()


def _plain(made: dict[str, Any]) -> str:
    lines = [made["answer"]]
    lines += [f"  {c['document']}  {c['section'] or ''}  {c['page'] or ''}".rstrip() for c in made["citations"][:3]]
    return "\n".join(lines)


async def _figure(settings: Any, number: str, topic: str | None, language: str, day: date | None) -> str:
    """The sentence with this employee's figure, or nothing when the question isn't about a benefit."""
    from benefits.errors import NotFound
    from bot.clock import SystemClock
    from handlers.answers import figure_text
    from handlers.context import Person
    from services.actors import Actor
    from services.figures import figure
    from services.identity import Visitor
    from services.model import ChatAccount
    from services.plans import PlanShelf
    from storage.database import Database
    from storage.encryption import Keyring, use_keyring
    from storage.unit_of_work import SqlStore

    keyring = Keyring.open(settings.data_dir, settings.master_key.get_secret_value())
    use_keyring(keyring)
    database = Database(settings.store_url)
    clock = SystemClock(settings.time_zone)
    try:
        async with SqlStore(database, keyring, clock).read() as unit:
            employee = await unit.people.employee_by_number(number)
            if employee is None:
                raise NotFound("employee-not-found", number=number)
            if topic is None:
                return ""
            found = await figure(unit, PlanShelf(), employee, topic, day or clock.today())
    finally:
        await database.close()
    person = Person(Visitor(ChatAccount("cli", 0), employee), Actor("cli", "employee"), language, "cli")
    return figure_text(person, found) if found else ""


def read_receipt(
    paths: Annotated[list[str], typer.Argument(help="Files; - for paths on standard input, a line each")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read receipts; one JSON line a file, at once."""
    from receipts.commands import read_receipt as read

    wanted = (line.strip() for line in sys.stdin if line.strip()) if paths == ["-"] else iter(paths)
    for made in read(wanted):
        print(json.dumps(made, ensure_ascii=False), flush=True)


def evaluate(
    questions: Annotated[Path, typer.Argument(help="JSONL with question and what its answer must hold")],
    collection: Collection = "default",
) -> None:
    """How well questions are answered, beside plain Chroma and plain BM25 in the same run."""
    from bot.settings import Settings
    from knowledge.commands import evaluate as run

    settings = Settings()
    print(run(questions, data_dir=settings.data_dir, collection=collection))


def evaluate_receipts(folder: Annotated[Path, typer.Argument(help="Pictures with labels")]) -> None:
    """How well receipts are read, by kind and level."""
    from receipts.commands import evaluate_receipts as run

    print(run(folder))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("field-not-date", field="date", text=text) from None


def register(app: typer.Typer) -> None:
    app.command()(ingest)
    app.command()(ask)
    app.command("read-receipt")(read_receipt)
    app.command()(evaluate)
    app.command("evaluate-receipts")(evaluate_receipts)
