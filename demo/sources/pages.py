"""HTML pages and, printed by Chromium, PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from source import Source, parser

STYLES = Path(__file__).parent / "styles"
CHROMIUM = "chromium"


def _anchors(body: str) -> tuple[str, list[tuple[str, str]]]:
    """Give each chapter an id; return the new HTML and the list of (id, title)."""
    chapters: list[tuple[str, str]] = []

    def number(match: re.Match[str]) -> str:
        chapters.append((f"c{len(chapters) + 1}", match.group(1)))
        return f'<h2 id="{chapters[-1][0]}">{match.group(1)}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", number, body), chapters


def _cover(source: Source) -> str:
    meta = source.meta
    rows = ["number", "version", "effective", "owner", "scope"]
    names = (
        ["Document no.", "Version", "Effective", "Owner", "Applies to"]
        if source.english
        else ["文件编号", "版本", "生效日期", "编制部门", "适用范围"]
    )
    cells = "".join(f"<tr><th>{n}</th><td>{escape(meta[k])}</td></tr>" for n, k in zip(names, rows, strict=True))
    return (
        f'<section class="cover"><p class="brand">{escape(meta["group"])}</p><h1>{escape(meta["title"])}</h1>'
        f'<p class="subtitle">{escape(meta.get("subtitle", ""))}</p><table class="meta">{cells}</table></section>'
    )


def print_html(source: Source) -> str:
    """The page that Chromium prints: cover, contents, chapters."""
    body, chapters = _anchors(parser().render(source.body))
    style = (STYLES / "print.css").read_text(encoding="utf-8")
    page = 'counter(page) " / " counter(pages)'
    running = (
        f'@page {{ @top-left {{ content: "{source.meta["group"]}"; }} @top-right {{ content: "{source.meta["title"]}"; }}'
        f' @bottom-left {{ content: "{source.meta["version"]}"; }} @bottom-right {{ content: {page}; }} }}'
    )
    contents = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title in chapters)
    heading = "Contents" if source.english else "目录"
    return (
        f'<!doctype html><html lang="{source.meta.get("lang", "zh-CN")}"><head><meta charset="utf-8">'
        f"<title>{escape(source.meta['title'])}</title><style>{style}{running}</style></head><body>{_cover(source)}"
        f'<nav class="contents"><p class="contents-title">{heading}</p><ol>{contents}</ol></nav>'
        f"<main>{body}</main></body></html>"
    )


def web_html(source: Source) -> str:
    """The intranet page: banner, chapter navigation, text, footer."""
    meta = source.meta
    body, chapters = _anchors(parser().render(source.body))
    style = (STYLES / "web.css").read_text(encoding="utf-8")
    links = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title in chapters)
    parts = (f"{meta['version']}，{meta['effective']}", f"文件编号 {meta['number']}", meta["owner"])
    edition = escape(" | ".join(parts))
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="version" content="{escape(meta["version"])}">
<meta name="effective" content="{escape(meta["effective"])}">
<title>{escape(meta["title"])} - {escape(meta["group"])}</title>
<style>
{style}</style>
</head>
<body>
<header><p class="brand">{escape(meta["group"])} 员工福利</p></header>
<nav aria-label="章节"><ul>{links}</ul></nav>
<main>
<h1>{escape(meta["title"])}</h1>
<p class="edition">{edition}</p>
{body}</main>
<footer><p>{escape(meta["group"])} {escape(meta["owner"])}</p></footer>
</body>
</html>
"""


def print_pdf(html: str, target: Path) -> None:
    """Print ``html`` to ``target``. Raises CalledProcessError or TimeoutExpired where Chromium fails."""
    program = shutil.which(CHROMIUM) or CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
