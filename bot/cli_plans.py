"""Commands about plan rules. Only ``audit`` (the index) and ``simulate`` without cases (the store) need data."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from benefits.errors import NotFound
from locales import LANGUAGES
from services import plan_commands
from services.plan_cases import adjudicate_cases, read_cases, refusals, unknown_keys
from services.plan_files import load_book
from services.plan_simulation import PastClaims, simulate

ALL_CLAIMS = 10_000_000


def _known(lang: str) -> str:
    if lang not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES))
    return lang


Language = Annotated[str, typer.Option("--lang", callback=_known, help="zh-Hans, zh-Hant or en")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def adjudicate(
    cases: Annotated[Path, typer.Argument(help="A JSON file with one case or a list of cases; - for standard input")],
    plan: Annotated[Path, typer.Option("--plan", help="A plan file")],
    as_json: AsJson = False,
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Count as today")] = None,
) -> None:
    """Decide cases by a plan file. Dates more than a year after today are refused."""
    written = sys.stdin.read() if str(cases) == "-" else read_cases(cases)
    answer = adjudicate_cases(written, plan, as_of.date() if as_of else datetime.now(UTC).date())
    _print(answer)
    # What was refused stands in the answer too, decided as rejected; what nobody reads does not.
    for told in (*refusals(answer), *unknown_keys(written)):
        print(json.dumps(told, ensure_ascii=False), file=sys.stderr)


plans = typer.Typer(no_args_is_help=True, help="Check, compare and try out plan files.")


@plans.command("check")
def plan_check(file: Path, lang: Language = "zh-Hans", as_json: AsJson = False) -> None:
    """Errors of a plan file, each with its line and a suggestion."""
    report = plan_commands.plan_check(file, lang)
    if as_json:
        _print(report)
    else:
        for problem in report["problems"]:
            print(f"{file}:{problem['line'] or 1}: {problem['text']}")
        if report["ok"]:
            print(f"{file}: OK")
    if not report["ok"]:
        raise typer.Exit(1)


@plans.command("diff")
def plan_diff(a: Path, b: Path, lang: Language = "zh-Hans", as_json: AsJson = False) -> None:
    """What changed between two plan files, in words."""
    report = plan_commands.plan_diff(a, b, lang)
    if as_json:
        _print(report)
        return
    print(report["text"])


@plans.command("simulate")
def plan_simulate(
    a: Path,
    b: Path,
    cases: Annotated[
        Path | None, typer.Argument(help="A case file; without it, the decided claims of the store")
    ] = None,
    company: Annotated[str, typer.Option(help="Only claims of this company's employees")] = "",
    days: Annotated[int, typer.Option(min=1, max=36_500, help="Claims of so many days up to today")] = 365,
    lang: Language = "zh-Hans",
) -> None:
    """Decide past claims under both plans: who gains, who loses, in sum and by group."""
    if cases is not None:
        _print(plan_commands.plan_simulate(a, b, read_cases(cases), lang))
        return
    books = load_book(a), load_book(b)  # a bad file is named before the store is opened
    past = asyncio.run(_decided_claims(company, days))
    _print(plan_commands.simulation_json(simulate(*books, past), lang))


async def _decided_claims(company: str, days: int) -> list[PastClaims]:
    from bot.settings import Settings
    from bot.wiring import product
    from services.plan_publishing import past_claims

    async with product(Settings()) as made, made.store.read() as unit:
        if company and company not in {one.code for one in await unit.people.companies()}:
            raise NotFound("company-not-found", company=company)
        return await past_claims(unit, company, made.clock.today(), days=days, most=ALL_CLAIMS)


@plans.command("audit")
def plan_audit(file: Path, lang: Language = "zh-Hans", as_json: AsJson = False) -> None:
    """Numbers stated in the published documents against the plan file."""
    from bot.settings import Settings
    from bot.wiring import make_knowledge

    knowledge = make_knowledge(Settings())
    try:
        report = plan_commands.plan_audit(file, list(knowledge.passages()), lang)
    finally:
        knowledge.close()
    if as_json:
        _print(report)
    else:
        print(report["text"])
    if report["contradictions"] or not any(report["checked"].values()):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(adjudicate)
    app.add_typer(plans, name="plan")
