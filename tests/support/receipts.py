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
