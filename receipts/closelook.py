"""A close look: one word cut out of the picture in several ways, for a name that the whole page left unsure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from receipts.fields import Found
from receipts.layout import plain_text, text_width

if TYPE_CHECKING:
    from receipts.ocr import OcrEngine

Picture = np.ndarray[Any, np.dtype[Any]]
MEAN_SCORE = 0.95
"""From here on letters that every cut gives alike were never wrong; below, hardly readable ones were."""
AROUND = 8
"""Heights of the letters around the word that the light is levelled by."""
CUTS: tuple[tuple[bool, float, float, float, float], ...] = (
    (False, 0.15, 0.0, 1, 0),
    (True, 0.2, 0.08, 1, 0),
    (True, 0.3, 0.15, 2, 0),
    (True, 0.1, -0.05, 2, 1.0),
    (False, 0.3, 0.1, 2, 0.8),
    (True, 0.2, 0.05, 0.8, 0),
    (True, 0.2, 0.08, 1, -1.5),
)
"""Levelled or not; margins along and across in heights of the letters; enlarged; smoothed, or sharpened where negative."""


def confirms(engine: OcrEngine, picture: Picture, found: Found) -> bool:
    """Whether every cut around the word of ``found`` reads as its value. ``picture``: upright, BGR; the box is in its pixels."""
    from receipts.ocr import level_light

    value = str(found.value)
    if len(found.words) != 1:
        return False
    word = found.words[0].word
    text = plain_text(word.text)
    at = text.find(value[0])
    share = text_width(text[:at]) / max(text_width(text), 1) - 0.02 if at > 0 else 0.0
    left, top, right, bottom = word.bounds()
    around = int(AROUND * word.height) + 1
    left, top = max(left - around, 0), max(top - around, 0)
    plain = np.ascontiguousarray(picture[top : bottom + around, left : right + around])
    if not plain.size:
        return False
    levelled = level_light(plain)
    quad = np.asarray(word.quad, dtype=np.float32) - np.array([left, top], dtype=np.float32)
    read = engine.letters([_cut(plain, levelled, quad, max(share, 0.0), cut) for cut in CUTS])
    alike = all(_value(letters) == value for letters, _ in read)
    return alike and sum(score for _, score in read) / len(read) >= MEAN_SCORE


def _value(text: str) -> str:
    """The letters without what is left of the label before them."""
    flat = re.sub(r"^.*:", "", re.sub(r"\s", "", plain_text(text)))
    return re.sub(r"^[称名人:]+|[^\u4e00-\u9fff()·A-Za-z]+$", "", flat)


def _cut(
    plain: Picture, levelled: Picture, quad: Picture, share: float, cut: tuple[bool, float, float, float, float]
) -> Picture:
    from receipts.ocr import crop

    level, along, across, factor, blur = cut
    left_top, left_bottom = quad[0] + (quad[1] - quad[0]) * share, quad[3] + (quad[2] - quad[3]) * share
    high = float(np.linalg.norm(left_bottom - left_top))
    u = (quad[1] - left_top) / max(float(np.linalg.norm(quad[1] - left_top)), 1.0) * high * along
    v = (left_bottom - left_top) / max(high, 1.0) * high * across
    corners = np.stack([left_top - u - v, quad[1] + u - v, quad[2] + u + v, left_bottom - u + v])
    made = crop(levelled if level else plain, corners.astype(np.float32))
    if factor != 1:
        how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
        made = cv2.resize(made, None, fx=factor, fy=factor, interpolation=how)
    if blur > 0:
        return cv2.GaussianBlur(made, (0, 0), blur * factor / 2)
    return cv2.addWeighted(made, 2.0, cv2.GaussianBlur(made, (0, 0), -blur), -1.0, 0) if blur else made
