"""Build the demo company's plan documents, or count their pages.

    python demo/sources/build.py            write demo/documents/ anew (needs Chromium and Noto Sans CJK)
    python demo/sources/build.py --pages    print how many A4 pages each document has

How pages are counted: a PDF has the pages it has; Word, HTML and Markdown are printed on A4 by Chromium in the print
style of the PDFs, without cover and contents; a workbook counts one page a sheet.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook
from pages import print_html, print_pdf, web_html
from source import Source, read_sources
from word import write_word
from workbook import WORKBOOK, write_workbook

HERE = Path(__file__).parent
SOURCES = HERE / "documents"
TARGET = HERE.parent / "documents"


def markdown(source: Source) -> str:
    """The Markdown document as employees get it: title and edition, then the text."""
    meta = source.meta
    if source.english:
        edition = f"Version {meta['version']} · {meta['effective']} · {meta['owner']} · No. {meta['number']}"
    else:
        edition = f"{meta['version']}，{meta['effective']} · {meta['owner']} · 文件编号 {meta['number']}"
    return f"# {meta['title']}\n\n{edition}\n\n{source.body}"


def build(source: Source, folder: Path) -> Path:
    target = folder / source.output
    if source.kind == "pdf":
        print_pdf(print_html(source), target)
    elif source.kind == "docx":
        write_word(source, target)
    elif source.kind == "html":
        target.write_text(web_html(source), encoding="utf-8")
    else:
        target.write_text(markdown(source), encoding="utf-8")
    return target


def count_pages(source: Source, folder: Path) -> int:
    """A4 pages; see the module's head for what is counted."""
    if source.kind == "pdf":
        return len(pypdfium2.PdfDocument(TARGET / source.output))
    printed = folder / f"{source.output}.pdf"
    print_pdf(print_html(source), printed)
    return len(pypdfium2.PdfDocument(printed)) - 2


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", action="store_true", help="count instead of build")
    arguments.add_argument("names", nargs="*", help="only documents whose name contains one of these")
    options = arguments.parse_args()
    sources = [s for s in read_sources(SOURCES) if not options.names or any(n in s.output for n in options.names)]
    if options.pages:
        total = len(load_workbook(TARGET / WORKBOOK).sheetnames)
        print(f"{total:4d}  {WORKBOOK}")
        with tempfile.TemporaryDirectory() as folder:
            for source in sources:
                pages = count_pages(source, Path(folder))
                total += pages
                print(f"{pages:4d}  {source.output}", flush=True)
        print(f"{total:4d}  pages in all")
        return 0
    TARGET.mkdir(exist_ok=True)
    for source in sources:
        print(build(source, TARGET).name, flush=True)
    if not options.names:
        write_workbook(TARGET / WORKBOOK)
        print(WORKBOOK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
