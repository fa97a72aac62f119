"""Pictures of receipts for tests, drawn by the project's own generator."""

from __future__ import annotations

import io
import random
from datetime import date


def receipt_picture(kind: str, *, patient: str, issued: date, seed: int = 1, level: str = "scan") -> bytes:
    """A JPEG of one receipt; what isn't named comes from the seed."""
    import numpy as np
    from PIL import Image

    from receipts.generator.degrade import degrade
    from receipts.generator.facts import make_facts
    from receipts.generator.layouts import LAYOUTS

    rng = random.Random(f"{kind}-{seed}")
    facts = make_facts(kind, rng)
    facts.patient, facts.issued = patient, issued
    drawn = rng.choice(LAYOUTS[kind])(facts, rng)
    image, _ = degrade(np.asarray(drawn.image), level, rng)
    picture = Image.fromarray(image)
    picture.thumbnail((1700, 1700))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def visit_record_picture(patient: str = "林知远") -> bytes:
    """A page that says it is a visit record."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 36)
    page = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(page)
    for line, words in enumerate(("门诊病历", f"姓名 {patient}", "主诉 咳嗽三天", "诊断 急性支气管炎", "医师 周明")):
        draw.text((80, 100 + 90 * line), words, font=font, fill="black")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()
