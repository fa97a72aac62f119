"""The papers of the demo's past claims as small pictures: ``.venv/bin/python demo/receipts/claims/build.py``.

A development tool: it draws with the receipt generator (CJK fonts needed), reads each invoice with the product's own
reader and keeps where each value stands in ``readings.json``. Dates are printed as of BUILD_DAY; what counts for a
claim are the values that the demo loader stores, with dates relative to the day the demo is set up.
"""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image
from ruamel.yaml import YAML

from receipts.generator.canvas import Canvas
from receipts.generator.chinese import digital_invoice, medical_ticket, settlement
from receipts.generator.facts import Facts, digits
from receipts.reader import ReceiptFileReader

HERE = Path(__file__).parent
ROSTER = HERE.parents[1] / "roster"
BUILD_DAY = date(2026, 11, 22)
LARGEST = 80 * 1024
UNNAMED = ("C18",)
"""Invoices without a patient's name: a person has to look who it was for."""
WITHOUT_RECORD = ("C23",)
ITEMS = {
    "outpatient": ("诊察费", "化验费", "检查费", "西药费", "治疗费"),
    "inpatient": ("床位费", "护理费", "检查费", "化验费", "西药费", "治疗费", "手术费"),
    "accident": ("诊察费", "手术费", "卫生材料费", "西药费", "治疗费"),
    "fitness": ("*生活服务*健身服务费",),
    "check_up": ("*医疗服务*体检费",),
}
OUT_OF_COVER = {
    "C04": "单人病房床位差价",
    "C11": "牙齿美白",
    "C12": "保健按摩",
    "C13": "近视矫正手术费",
    "C15": "特需门诊诊察费",
}
ADVICE = ("按时服药，清淡饮食，两周后复诊。", "注意休息，避免劳累，不适随诊。", "已开药七日，症状加重时及时就诊。")


def main() -> None:
    people = {row["number"]: row["name"] for row in _rows("employees.csv")}
    claims = YAML(typ="safe").load((ROSTER / "claims.yaml").read_text(encoding="utf-8"))["claims"]
    reader = ReceiptFileReader()
    readings: dict[str, Any] = {"unnamed": list(UNNAMED)}
    for old in HERE.glob("C*.jpg"):
        old.unlink()
    for claim in claims:
        rng = random.Random(f"demo-claim-{claim['id']}")
        patient = claim.get("dependent") or people[claim["employee_number"]]
        facts = facts_of(claim, patient, rng)
        layout = digital_invoice if claim["type"] in ("fitness", "check_up") else medical_ticket
        data = save(claim["id"], "invoice", layout(facts, rng), 1150)
        readings[claim["id"]] = found(reader, data, facts)
        for kind, sheet in papers(claim, facts, patient, rng):
            save(claim["id"], kind, sheet, 760)
        print(claim["id"], len(data) // 1024, "KB", sorted(readings[claim["id"]]["boxes"]))
    text = json.dumps(readings, ensure_ascii=False, sort_keys=True, indent=1)
    (HERE / "readings.json").write_text(text + "\n", encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    with (ROSTER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts_of(claim: dict[str, Any], patient: str, rng: random.Random) -> Facts:
    total, pool, account, own, excluded = (
        Decimal(claim[name]) for name in ("total", "pool_paid", "personal_account_paid", "own_expense", "excluded")
    )
    issued = BUILD_DAY - timedelta(days=claim["service_days_ago"])
    facts = Facts(
        kind="inpatient" if claim["type"] == "inpatient" else "outpatient",
        province="云麓省",
        seller=claim["hospital"],
        patient=None if claim["id"] in UNNAMED else patient,
        issued=issued,
        code=f"3306{digits(rng, 4)}",
        number=claim["invoice_number"],
        check_code=f"{rng.randrange(16**6):06x}",
        total=total,
        pool_paid=pool,
        personal_account_paid=account,
        own_pay=total - pool - own,
        own_expense=own,
        other_paid=Decimal("0.00"),
        cash=total - pool - account,
        admitted=issued - timedelta(days=rng.randint(5, 9)),
        discharged=issued,
    )
    extra = OUT_OF_COVER.get(claim["id"])
    facts.items = [(extra, 1, excluded)] if extra else []
    names = ITEMS[claim["type"]]
    facts.items += shares(total - (excluded if extra else Decimal(0)), names, rng)
    return facts


def shares(total: Decimal, names: tuple[str, ...], rng: random.Random) -> list[tuple[str, int, Decimal]]:
    """``total`` divided over some of the names; nothing for a total of nothing."""
    if not total:
        return []
    chosen = list(names) if len(names) < 3 else sorted(rng.sample(names, rng.randint(3, len(names))), key=names.index)
    weights = [Decimal(rng.randint(8, 100)) for _ in chosen]
    amounts = [(total * weight / sum(weights)).quantize(Decimal("0.01")) for weight in weights]
    amounts[-1] += total - sum(amounts)
    return [(name, 1, amount) for name, amount in zip(chosen, amounts, strict=True)]


def papers(claim: dict[str, Any], facts: Facts, patient: str, rng: random.Random) -> list[tuple[str, Canvas]]:
    """The other papers that the claim's type asks for."""
    day = f"{facts.issued:%Y年%m月%d日}"
    who = [f"姓名：{patient}", f"日期：{day}"]
    if claim["type"] == "outpatient" and claim["id"] not in WITHOUT_RECORD:
        lines = [
            *who,
            "主诉：不适数日，前来就诊。",
            f"初步诊断：{claim['diagnosis']}",
            f"处理意见：{rng.choice(ADVICE)}",
        ]
        return [("visit_record", sheet(claim["hospital"], "门诊病历", lines))]
    if claim["type"] == "inpatient":
        stay = f"住院时间：{facts.admitted:%Y年%m月%d日}至{facts.discharged:%Y年%m月%d日}"
        lines = [
            *who,
            stay,
            f"出院诊断：{claim['diagnosis']}",
            "治疗经过：入院后完善检查，治疗顺利。",
            "出院情况：好转，准予出院。",
        ]
        return [
            ("discharge_summary", sheet(claim["hospital"], "出院小结", lines)),
            ("settlement_statement", settlement(facts, rng)),
        ]
    if claim["type"] == "accident":
        accident = [*who, "经过：周末搬运书柜时左手被夹伤，由同事送医。", "本人声明以上情况属实。"]
        grade = [*who, f"伤情：{claim['diagnosis']}", f"鉴定意见：伤残{claim['disability_grade']}级"]
        return [
            ("accident_statement", sheet("", "意外经过说明", accident)),
            ("disability_assessment", sheet("云麓司法鉴定中心", "伤残鉴定意见书", grade)),
        ]
    return []


def sheet(head: str, title: str, lines: list[str]) -> Canvas:
    c = Canvas(1000, 1240, paper=(253, 252, 248), face="serif")
    c.text(500, 70, head, 34, anchor="mt")
    c.text(500, 130, title, 44, anchor="mt")
    c.line(80, 200, 920, 200)
    for place, line in enumerate(lines):
        c.text(100, 250 + place * 72, line, 30)
    if head:
        c.seal(740, 900, head, random.Random(head))
    return c


def save(claim_id: str, kind: str, drawn: Canvas, width: int) -> bytes:
    """A JPEG of at most 80 KB."""
    image = drawn.image.resize((width, drawn.image.height * width // drawn.image.width), Image.Resampling.LANCZOS)
    for quality in (72, 62, 52, 42):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= LARGEST:
            break
    else:
        raise RuntimeError(f"{claim_id}-{kind} is too large: {out.tell()} bytes")
    (HERE / f"{claim_id}-{kind}.jpg").write_bytes(out.getvalue())
    return out.getvalue()


def found(reader: ReceiptFileReader, data: bytes, facts: Facts) -> dict[str, Any]:
    """Where the reader found the values that are printed, how sure it was, and its digits; the items as printed."""
    reading = reader.read_file(data, "invoice.jpg")[0]
    printed = {"number": facts.number, "date": facts.issued, "patient": facts.patient, "seller": facts.seller}
    names = ("total", "pool_paid", "personal_account_paid", "own_pay", "own_expense")
    printed |= {name: getattr(facts, name) for name in names}
    right = {name for name, value in printed.items() if value is not None and getattr(reading, name) == value}
    return {
        "items": [[name, str(amount)] for name, _, amount in facts.items],
        "confidence": {name: value for name, value in sorted(reading.confidence.items()) if name in right},
        "boxes": {
            name: [box.left, box.top, box.right, box.bottom, box.page]
            for name, box in sorted(reading.boxes.items())
            if name in right
        },
        "tokens": list(reading.tokens),
    }


if __name__ == "__main__":
    main()
