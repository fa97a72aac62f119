"""Structure: headings, pages, units; and files of every kind, the bad ones named."""

from __future__ import annotations

import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from knowledge.document import Document, build, units
from knowledge.ingestion import prepare, read
from knowledge.loaders import Aids
from knowledge.loaders.plain import decode, rows_to_lines, tables_to_rows
from knowledge.text import HAN
from services.knowledge import Doubt

BODY = "职工住院费用报销比例为百分之八十，年度限额二十万元。"


def test_headings_make_the_section_of_what_follows() -> None:
    document = build("a.md", [(None, "# 方案\n前言。\n## 门诊\n报销七成。\n## 住院\n报销八成。")], None, 1)
    assert document.section_at(document.text.index("七成")) == "方案 › 门诊"
    assert document.section_at(document.text.index("八成")) == "方案 › 住院"
    assert "#" not in document.text


def test_pages_are_remembered() -> None:
    document = build("a.pdf", [(1, "# 甲\n第一页的话。"), (2, "第二页的话。")], None, 2)
    assert document.page_at(document.text.index("第二页")) == 2


def test_a_document_survives_its_file_form() -> None:
    document = build("a.txt", [(None, BODY)], date(2026, 1, 1), 1)
    assert Document.from_json(document.to_json()) == document


def test_the_same_text_gives_the_same_units() -> None:
    document = build("a.txt", [(None, BODY * 30)], None, 1)
    cut = units(document)
    assert cut == units(document)
    assert cut.windows[-1][1] == cut.parents[-1][1] == len(cut.sentences)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le"])
def test_text_in_any_encoding_is_read(encoding: str) -> None:
    text = "職工住院費用報銷比例為百分之八十，年度限額二十萬元。申請應當在九十天內提出。" * 3
    if encoding == "gb18030":
        text = BODY * 3
    assert decode(text.encode(encoding))[0].lstrip("\ufeff") == text


def test_table_rows_carry_their_headers() -> None:
    assert tables_to_rows("| 级别 | 免赔额 |\n|---|---|\n| 高管 | 0元 |\n| 经理 | 800元 |") == (
        "级别：高管，免赔额：0元。\n级别：经理，免赔额：800元。"
    )


def test_merged_cells_repeat_the_row_above_and_titles_stay_apart() -> None:
    rows = [["月保费表", ""], ["年龄", "档次", "保费"], ["30岁以下", "基础", "180"], ["", "标准", "360"]]
    assert rows_to_lines(rows) == [
        "月保费表",
        "年龄：30岁以下，档次：基础，保费：180。",
        "年龄：30岁以下，档次：标准，保费：360。",
    ]


MERGED = [
    "职级：经理，市内·上限：800，市内·比例：100%，备注：凭票。",
    "职级：经理，市内·上限：600，市内·比例：90%，备注：凭票。",
    "职级：员工，市内·上限：500，市内·比例：80%，备注：无。",
]


def test_a_header_in_two_rows_names_each_column_in_full(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["职级", "市内", None, "备注"],
        [None, "上限", "比例", None],
        ["经理", 800, "100%", "凭票"],
        [None, 600, "90%", "凭票"],
        ["员工", 500, "80%", "无"],
    ):
        sheet.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:D2", "A3:A4"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    made = read(tmp_path / "a.xlsx", None)
    assert made.document is not None
    assert made.document.text.splitlines()[1:] == MERGED


def test_a_web_table_with_merged_cells_reads_like_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<table><tr><th rowspan=2>职级</th><th colspan=2>市内</th><th rowspan=2>备注</th></tr><tr><th>上限</th><th>比例</th>"
        "</tr><tr><td rowspan=2>经理</td><td>800</td><td>100%</td><td rowspan=2>凭票</td></tr><tr><td>600</td><td>90%</td></tr>"
        "<tr><td>员工</td><td>500</td><td>80%</td><td>无</td></tr></table>",
        encoding="utf-8",
    )
    made = read(tmp_path / "a.html", None)
    assert made.document is not None
    assert made.document.text.splitlines() == MERGED


def test_rows_of_words_below_a_header_are_no_second_header() -> None:
    rows = [["项目", "说明", ""], ["体检", "凭票", "全额"], ["", "自费", "不报"]]
    assert rows_to_lines(rows) == ["项目：体检，说明：凭票，全额。", "项目：体检，说明：自费，不报。"]


def test_lines_lost_to_a_wrong_encoding_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BODY}\n锟斤拷锟斤拷 的规定。\n", encoding="utf-8")
    made = read(tmp_path / "a.txt", None)
    assert made.document is not None
    assert made.document.doubtful == [Doubt("unreadable", "锟斤拷锟斤拷 的规定。")]


def test_doubts_of_earlier_files_are_still_read() -> None:
    document = build("a.txt", [(None, BODY)], None, 1)
    document.doubtful = [Doubt("attachment", "附件.pdf")]
    assert Document.from_json(document.to_json()) == document
    earlier = document.to_json().replace(
        '{"code": "attachment", "about": "附件.pdf", "number": 0, "why": ""}', '"attachment not read: x"'
    )
    assert Document.from_json(earlier).doubtful == [Doubt("unreadable", "attachment not read: x")]


def _mail(subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content(body)
    return message


def _attach(message: EmailMessage, name: str, data: bytes) -> None:
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def _read_mail(folder: Path, message: EmailMessage) -> Document:
    path = folder / "a.eml"
    path.write_bytes(message.as_bytes())
    made = read(path, None)
    assert made.document is not None
    return made.document


def test_an_email_gives_subject_body_and_attachments_below_their_names(tmp_path: Path) -> None:
    message = _mail("体检通知", "体检预约提前15天开放。\n> 旧的引文\n-- \n人事部小王")
    _attach(message, "标准.csv", "项目,标准\n体检,1000元".encode())
    _attach(message, "说明.md", "**体检** 每年一次。".encode())
    document = _read_mail(tmp_path, message)
    assert document.text.splitlines() == [
        "体检通知", "体检预约提前15天开放。", "标准.csv", "项目：体检，标准：1000元。", "说明.md", "体检 每年一次。",
    ]  # fmt: skip
    assert document.section_at(document.text.index("1000元")) == "标准.csv"
    assert document.doubtful == []


def test_an_attachment_that_is_not_read_is_named_with_its_reason(tmp_path: Path) -> None:
    message = _mail("体检通知", "体检预约提前15天开放。")
    _attach(message, "坏的.pdf", b"x")
    _attach(message, "照片.png", b"\x89PNG")
    _attach(message, "空的.txt", b"")
    _attach(message, "../../etc/方案.txt", BODY.encode())
    document = _read_mail(tmp_path, message)
    assert document.doubtful == [
        Doubt("attachment", "坏的.pdf", why="corrupt"),
        Doubt("attachment", "照片.png", why="unsupported"),
        Doubt("attachment", "空的.txt", why="empty"),
    ]
    assert document.text.splitlines()[-2:] == ["方案.txt", BODY]


def test_forwarded_emails_are_read_so_deep_and_no_deeper(tmp_path: Path) -> None:
    message = _mail("最里面", "看不到的正文。")
    for subject in ("第三封", "第二封", "第一封"):
        outer = _mail(subject, f"{subject}的正文。")
        outer.add_attachment(message)
        message = outer
    document = _read_mail(tmp_path, message)
    assert "第三封的正文。" in document.text
    assert "看不到的正文" not in document.text
    assert document.doubtful == [Doubt("attachment", "最里面.eml", why="too_deep")]


def test_attachments_beyond_the_bound_are_named(tmp_path: Path) -> None:
    message = _mail("很多附件", BODY)
    for number in range(22):
        _attach(message, f"{number:02}.txt", f"第{number}条规定。".encode())
    document = _read_mail(tmp_path, message)
    assert "第19条规定" in document.text
    assert [(doubt.about, doubt.why) for doubt in document.doubtful] == [("20.txt", "too_many"), ("21.txt", "too_many")]


def test_a_web_page_loses_navigation_and_keeps_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><nav>首页 新闻</nav><main><h1>补贴</h1><table><tr><th>项目</th><th>标准</th></tr>"
        "<tr><td>体检</td><td>1000元</td></tr></table><p style='display: none'>广告</p></main></html>",
        encoding="utf-8",
    )
    made = read(path, None)
    assert made.document is not None
    assert made.document.text.splitlines() == ["补贴", "项目：体检，标准：1000元。"]


def _zip(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return path


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.loaders.office.LARGEST_MEMBER", 1_000_000)
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_blank.txt").write_text("  \n ")
    (tmp_path / "c_corrupt.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (tmp_path / "d_corrupt.docx").write_bytes(b"PK\x03\x04 nothing follows")
    _zip(tmp_path / "e_bomb.docx", "word/document.xml", b"0" * 3_000_000)
    (tmp_path / "f_program.exe").write_bytes(b"MZ\x90\x00")
    (tmp_path / "g_picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "h_good.txt").write_text(BODY, encoding="utf-8")
    found = {item.name: item.problem for item in prepare([tmp_path, tmp_path / "missing.txt"], None, None)}
    assert found == {
        "a_empty.txt": "empty",
        "b_blank.txt": "empty",
        "c_corrupt.pdf": "corrupt",
        "d_corrupt.docx": "corrupt",
        "e_bomb.docx": "archive_bomb",
        "f_program.exe": "unsupported",
        "g_picture.txt": "unsupported",
        "h_good.txt": None,
        "missing.txt": "missing",
    }


def _pdf(path: Path, pages: int = 1, password: str | None = None, scan: Path | None = None) -> Path:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), encrypt=password)
    for number in range(pages):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 720, f"第{number + 1}条 住院报销比例为八成。")
        canvas.showPage()
    if scan is not None:
        canvas.drawImage(str(scan), 0, 0, 400, 200)
    canvas.save()
    return path


def test_a_pdf_keeps_its_page_numbers(tmp_path: Path) -> None:
    made = read(_pdf(tmp_path / "a.pdf", 3), None)
    assert made.document is not None
    assert made.pages == 3
    assert made.document.page_at(made.document.text.index("第3条")) == 3


def test_scanned_pages_are_told_as_ranges(tmp_path: Path) -> None:
    from PIL import Image

    pages = [Image.new("RGB", (100, 100), (number, 0, 0)) for number in range(5)]
    pages[0].save(tmp_path / "a.pdf", save_all=True, append_images=pages[1:])
    texts = iter(["门诊报七成。", "住院报八成。", "体检每年一次。", "", "牙科不报。"])
    made = read(tmp_path / "a.pdf", None, Aids(lambda _: next(texts)))
    assert made.document is not None
    assert made.document.doubtful == [Doubt("scanned", "1–3, 5"), Doubt("scan_empty", "4")]


def test_an_encrypted_pdf_is_named(tmp_path: Path) -> None:
    assert read(_pdf(tmp_path / "a.pdf", password="secret"), None).problem == "encrypted"


def test_a_scanned_page_goes_through_the_reader_given(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    Image.new("RGB", (200, 100), "white").save(tmp_path / "scan.png")
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 400, 200)
    canvas.save()
    made = read(tmp_path / "a.pdf", None, Aids(lambda png: BODY if png.startswith(b"\x89PNG") else ""))
    assert made.document is not None
    assert HAN.search(made.document.text)
    assert made.document.doubtful == [Doubt("scanned", "1")]
    nothing = read(_pdf(tmp_path / "b.pdf", scan=tmp_path / "scan.png"), None, Aids(lambda _: ""))
    assert nothing.document is not None
    assert nothing.document.doubtful == [Doubt("scan_empty", "2")]
    assert read(tmp_path / "a.pdf", None).problem == "empty"
