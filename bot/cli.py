"""``benefits-bot``: every command, thin over the rooms. Errors are one clear line and exit code 2."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before anything imports a model runtime
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")

import typer

from benefits.errors import BenefitsError
from bot import cli_data, cli_knowledge, cli_plans, cli_run
from bot.logs import set_up_logs
from locales import DEFAULT_LANGUAGE, LANGUAGES, has, text
from services.plan_commands import problem_text
from services.plan_files import PlanProblem

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for part in (cli_run, cli_knowledge, cli_plans, cli_data):
    part.register(app)


def error_line(problem: BenefitsError, language: str = DEFAULT_LANGUAGE) -> str:
    """The error in words where there are any, else its code and fields."""
    for key in (f"error-cli-{problem.code}", f"error-{problem.code}"):
        if has(language, key):
            try:
                return f"{text(language, key, **problem.fields)} [{problem.code}]"
            except KeyError:
                continue
    return str(problem)


def plan_defects(problem: BenefitsError) -> list[PlanProblem]:
    """What is wrong with a plan file, where that is the error."""
    listed = problem.fields.get("problems")
    return [one for one in listed if isinstance(one, PlanProblem)] if isinstance(listed, list) else []


def language() -> str:
    """The language asked for with ``--lang``, else the terminal's: Chinese for Chinese locales, else English."""
    asked = " ".join(sys.argv[1:]).replace("--lang=", "--lang ").partition("--lang ")[2].split()
    if asked and asked[0] in LANGUAGES:
        return asked[0]
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if spoken.lower().startswith("zh"):
        return "zh-Hant" if any(part in spoken for part in ("TW", "HK", "Hant")) else "zh-Hans"
    return "en"


def main() -> None:
    set_up_logs("text")  # to standard error: what a command answers is for scripts
    try:
        app()
    except BenefitsError as problem:
        print(error_line(problem, language()), file=sys.stderr)
        for defect in plan_defects(problem):
            print(problem_text(defect, language()), file=sys.stderr)
        raise SystemExit(2) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(141) from None


if __name__ == "__main__":
    main()
