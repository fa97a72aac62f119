"""DOCX with real headings, numbered pages and real tables."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markdown_it.token import Token
from source import Source, tokens

INK = RGBColor(0x14, 0x4E, 0x4A)
FONT = "Noto Sans CJK SC"


def _font(style: object, size: float) -> None:
    style.font.name = FONT  # type: ignore[attr-defined]
    style.font.size = Pt(size)  # type: ignore[attr-defined]
    properties = style.element.get_or_add_rPr()  # type: ignore[attr-defined]
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _styles(document: WordDocument) -> None:
    sizes = {
        "Normal": 10.5,
        "Title": 26,
        "Heading 1": 20,
        "Heading 2": 15,
        "Heading 3": 12,
        "List Bullet": 10.5,
        "List Number": 10.5,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        _font(style, size)
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = INK  # type: ignore[attr-defined]
    document.styles["Normal"].paragraph_format.line_spacing = 1.35  # type: ignore[attr-defined]
    document.styles["Normal"].paragraph_format.space_after = Pt(5)  # type: ignore[attr-defined]


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _inline(paragraph: Paragraph, token: Token) -> None:
    bold = False
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("text", "code_inline"):
            paragraph.add_run(child.content).bold = bold
        elif child.type in ("softbreak", "hardbreak"):
            paragraph.add_run("\n")


def _shade(cell: object, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)  # type: ignore[attr-defined]


def _table(document: WordDocument, rows: list[list[Token]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    # Marks the heading row, for the next page as well as for programs that read the table.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for y, row in enumerate(rows):
        for x, token in enumerate(row):
            cell = table.cell(y, x)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _inline(paragraph, token)
            if y == 0:
                _shade(cell, "DCEBE8")
                for run in paragraph.runs:
                    run.bold = True
    document.add_paragraph()


def _new_numbering(document: WordDocument) -> int:
    """A numbered list that starts at 1: Word otherwise goes on counting through the whole document."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    like = next(num for num in numbering.num_lst if num.numId == style)
    num = numbering.add_num(like.abstractNumId.val)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(num.numId)


def _body(document: WordDocument, source: Source) -> None:
    rows: list[list[Token]] = []
    lists: list[str] = []
    style = "Normal"
    quoted = False
    numbering = 0
    for token in tokens(source.body):
        if token.type == "heading_open":
            style = f"Heading {int(token.tag[1]) - 1}"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("List Bullet" if token.type.startswith("bullet") else "List Number")
            numbering = _new_numbering(document) if lists[-1] == "List Number" else 0
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("blockquote_open", "blockquote_close"):
            quoted = token.type == "blockquote_open"
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            _table(document, rows)
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(token)
        elif token.type == "inline":
            paragraph = document.add_paragraph(style=lists[-1] if lists else style)
            if lists and numbering:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbering
            if quoted:
                paragraph.paragraph_format.left_indent = Cm(0.8)
            _inline(paragraph, token)
            style = "Normal"


def write_word(source: Source, target: Path) -> None:
    """Write ``source`` as DOCX: a cover, chapters as Heading 1, clauses as Heading 2."""
    meta = source.meta
    document = Document()
    _styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.header.paragraphs[0].text = f"{meta['group']}  {meta['title']}"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{meta['version']}    ")
    _field(footer, "PAGE")
    brand = document.add_paragraph(meta["group"])
    brand.paragraph_format.space_before = Pt(150)
    document.add_paragraph(meta["title"], style="Title")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    names = {"number": "文件编号", "version": "版本", "effective": "生效日期", "owner": "编制部门", "scope": "适用范围"}
    for key, name in names.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, meta[key]
        _shade(cells[0], "DCEBE8")
    document.core_properties.title = meta["title"]
    document.core_properties.author = meta["owner"]
    document.core_properties.version = meta["version"]
    document.add_page_break()  # type: ignore[no-untyped-call]
    _body(document, source)
    document.save(str(target))
