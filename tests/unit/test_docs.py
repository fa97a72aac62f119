"""The documents say what is there: links, folders, names, commands, settings and dependencies."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
import typer.main

from bot.cli import app
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
OWN = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "demo/README.md", "tests/cases/README.md")
DOCUMENTS = [ROOT / name for name in OWN] + sorted((ROOT / "docs").rglob("*.md"))
ROOMS = "bot|handlers|console|storage|knowledge|receipts|services|benefits|locales|demo|tests|bench|docs|bin"

FENCE = re.compile(r"^```.*?^```", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
ROOM_PATH = re.compile(rf"(?:{ROOMS})/[\w./-]*")

DOMAIN_WORDS = {
    "claim": "理赔申请",
    "claim line": "费用明细",
    "deductible": "免赔额",
    "statutory threshold": "起付线",
    "reimbursement rate": "赔付比例",
    "coinsurance": "个人分担比例",
    "annual limit": "封顶线",
    "per-claim limit": "次限额",
    "eligible amount": "可报销金额",
    "member share": "自付",
    "non-covered amount": "自费",
    "accumulator": "年度累计",
    "adjudication": "理算",
    "decision": "审核结论",
    "explanation of benefits": "理赔说明",
    "election": "选择",
    "elective benefit": "自选福利",
    "qualifying life event": "人生事件变更",
    "dependent": "家属",
    "beneficiary": "受益人",
    "plan year": "保障年度",
    "plan document": "方案文件",
    "clause": "条款",
    "campaign": "推送活动",
    "reminder": "提醒",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_of(text: str) -> str:
    """What stands as code: indented and fenced blocks, and spans."""
    blocks = [line for line in text.splitlines() if line.startswith("    ")]
    return "\n".join([*blocks, *FENCE.findall(text), *CODE.findall(text)])


def rows(text: str) -> list[list[str]]:
    """Cells of every table row that is neither a head nor a rule."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("|") and not line.startswith("|--") and not below.startswith("|--"):
            found.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return found


@cache
def commands() -> dict[str, set[str]]:
    """Command → options; a group's commands are ``plan check``."""
    root = typer.main.get_command(app)
    found: dict[str, set[str]] = {}
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        for full, one in ({f"{name} {sub}": c for sub, c in below.items()} if below else {name: command}).items():
            found[full] = {option for parameter in one.params for option in parameter.opts if option.startswith("--")}
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    inside = [t.split("#")[0] for t in targets if not re.match(r"https?:|mailto:|#", t)]
    assert [target for target in inside if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_files_and_folders_that_are_named_exist(path: Path) -> None:
    spans = CODE.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    paths = [span for span in spans if ROOM_PATH.fullmatch(span)]
    assert [span for span in paths if not (ROOT / span).exists() and not (path.parent / span).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_make_targets_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.M))
    used = re.findall(r"(?:^|[\s`])make ([a-z-]+)", code_of(path.read_text(encoding="utf-8")), re.M)
    assert [target for target in used if target not in targets] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_commands_that_are_named_exist(path: Path) -> None:
    known = {name.split()[0] for name in commands()}
    used = re.findall(r"benefits-bot ([a-z][a-z-]*)", code_of(path.read_text(encoding="utf-8")))
    assert [name for name in used if name not in known] == []


def test_the_interfaces_name_every_command_with_its_options() -> None:
    text = read("docs/interfaces.md")
    missing = []
    for name, options in commands().items():
        line = next((line for line in text.splitlines() if re.search(rf"benefits-bot {name}(?![\w-])", line)), None)
        missing += [name] if line is None else [f"{name} {o}" for o in sorted(options) if o not in text]
    assert missing == []


def test_the_interfaces_name_every_setting_and_no_other() -> None:
    settings = {name.upper() for name in Settings.model_fields}
    cells = [row[0].strip("`") for row in rows(read("docs/interfaces.md")) if re.fullmatch(r"`[A-Z_]+`", row[0])]
    read_elsewhere = {"OCR_THREADS"}
    assert set(cells) == settings | read_elsewhere
    assert len(cells) == len(set(cells))


def test_both_readmes_are_equally_complete() -> None:
    english, chinese = read("README.md"), read("README.zh-CN.md")

    def shape(text: str) -> list[int]:
        return [len(line) - len(line.lstrip("#")) for line in FENCE.sub("", text).splitlines() if line.startswith("#")]

    assert shape(english) == shape(chinese)
    assert len(rows(english)) == len(rows(chinese))
    here = {"README.md", "README.zh-CN.md"}
    assert set(LINK.findall(english)) - here == set(LINK.findall(chinese)) - here
    assert [line for line in english.splitlines() if line.startswith("    make")] != []
    assert re.findall(r"make [a-z-]+", english) == re.findall(r"make [a-z-]+", chinese)


def test_the_glossary_holds_the_words_of_the_domain() -> None:
    listed = [(row[0].lower(), row[1]) for row in rows(read("docs/glossary.md"))]
    missing = [
        (english, chinese)
        for english, chinese in DOMAIN_WORDS.items()
        if not any(english in left and chinese in right for left, right in listed)
    ]
    assert missing == []


def test_names_in_the_glossary_stand_in_the_files_it_gives() -> None:
    """``A`, `B` in `room/file.py`` is a claim about the file."""
    wrong, checked = [], 0
    for row in rows(read("docs/glossary.md")):
        for names, path in re.findall(r"((?:`\w+`(?:, )?)+) in `([\w/]+\.py)`", row[2]):
            for name in CODE.findall(names):
                checked += 1
                if not re.search(rf"\b{name}\b", read(path)):
                    wrong.append((row[0], name, path))
    assert wrong == []
    assert checked > 80


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    declared = {re.split(r"[\[=<>~ ;]", one)[0].lower() for one in wanted}
    text = read("docs/dependencies.md")
    explained = {row[0].strip("`").lower() for row in rows(text)}
    assert sorted(declared - explained - {name.lower() for name in CODE.findall(text)}) == []
    assert sorted(explained - declared) == []
