"""The OCR engine: a picture in, words and the upright picture out. Imported in the OCR child only (heavy)."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from receipts.layout import Quad, Word

Picture = np.ndarray[Any, np.dtype[Any]]
"""height × width × 3, uint8, BGR."""

FAST_AREA = 1_000_000
SLOW_AREA = 2_000_000
"""Pixels of the picture that detection looks at; memory and time grow with it."""
SMALL_SIDE = 1700
"""Pictures shorter than this are enlarged when a second look is needed."""
READ_SIDE = 2400
"""Longest side in pixels of the picture that the letters are cut from."""


@dataclass(slots=True)
class OcrPage:
    """Words in pixels of the upright picture of ``width`` × ``height``; ``turn``: quarter turns anticlockwise that made it so."""

    words: list[Word]
    width: int
    height: int
    turn: int


class OcrEngine:
    """PP-OCRv6 through rapidocr, all from the wheel. ``threads``: of onnxruntime."""

    def __init__(self, threads: int | None = None) -> None:
        from rapidocr import RapidOCR

        threads = threads or int(os.environ.get("OCR_THREADS", "0")) or min(2, os.cpu_count() or 1)
        self._engine = RapidOCR(
            params={
                "Global.log_level": "error",
                "Det.limit_type": "max",
                "Det.limit_side_len": 4000,
                "Rec.rec_img_shape": [3, 48, 120],
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        engine: Any = self._engine
        self._detect = engine._load_det_model()
        self._read = engine._load_rec_model()
        self._turn = engine._load_cls_model()

    def read(self, picture: Picture, *, area: int = FAST_AREA, enlarge: bool = False, level: bool = False) -> OcrPage:
        """Finds, turns and reads the text of ``picture``.

        With ``enlarge`` small pictures are blown up first, with ``level`` shadows and darkness are evened out.
        """
        height, width = picture.shape[:2]
        picture = _shrink_to_side(picture, READ_SIDE)
        if level:
            picture = level_light(picture)
        factor = min(1.6, SMALL_SIDE / max(height, width))
        if enlarge and factor > 1:
            picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        scale = width / picture.shape[1]
        quads = self._find(picture, area)
        if not len(quads):
            return OcrPage([], width, height, 0)
        picture, quads, turn = self._upright(picture, quads)
        crops = [crop(picture, quad) for quad in quads]
        texts, scores = self._letters(crops)
        words = [
            Word(text.strip(), _corners(quad * scale), score)
            for quad, text, score in zip(quads, texts, scores, strict=True)
            if text.strip() and score > 0.3
        ]
        return OcrPage(words, height if turn % 2 else width, width if turn % 2 else height, turn)

    def letters(self, crops: list[Picture]) -> list[tuple[str, float]]:
        """What stands on each of ``crops``, one line each, and how surely it was read."""
        return list(zip(*self._letters(crops), strict=True))

    def turn_of(self, picture: Picture) -> int:
        """Only the quarter turns that make ``picture`` upright: the same answer that ``read`` gives."""
        picture = _shrink_to_side(picture, READ_SIDE)
        quads = self._find(picture, FAST_AREA)
        return self._upright(picture, quads)[2] if len(quads) else 0

    def _find(self, picture: Picture, area: int) -> Picture:
        height, width = picture.shape[:2]
        factor = min(1.0, math.sqrt(area / (height * width)))
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture
        found = self._detect(small).boxes
        if found is None or not len(found):
            return np.zeros((0, 4, 2), dtype=np.float32)
        quads = _from_top_left(np.asarray(found, dtype=np.float32))
        return quads * np.array([width / small.shape[1], height / small.shape[0]], dtype=np.float32)

    def _upright(self, picture: Picture, quads: Picture) -> tuple[Picture, Picture, int]:
        """Turns picture and boxes so that the lines run left to right and stand on their feet."""
        tall = wide = 0.0
        for quad in quads:
            across = np.linalg.norm(quad[1] - quad[0])
            down = np.linalg.norm(quad[3] - quad[0])
            if down > 1.5 * across:
                tall += float(down)
            elif across > 1.5 * down:
                wide += float(across)
        turn = 0
        if tall > wide:
            picture, quads, turn = _quarter_turn(picture), _turn_quads(quads, picture.shape[1]), 1
        if self._upside_down(picture, quads):
            for _ in range(2):
                picture, quads, turn = _quarter_turn(picture), _turn_quads(quads, picture.shape[1]), turn + 1
        return picture, quads, turn % 4

    def _upside_down(self, picture: Picture, quads: Picture) -> bool:
        """By the line classifier on the longest lines; when it is torn, by which way reads better."""
        ranked = sorted(quads, key=lambda quad: -float(np.linalg.norm(quad[1] - quad[0])))
        ranked = [quad for quad in ranked if np.linalg.norm(quad[1] - quad[0]) > 2 * np.linalg.norm(quad[3] - quad[0])][
            :12
        ]
        if not ranked:
            return False
        crops = [crop(picture, quad) for quad in ranked]
        votes = [(1 if "180" in str(label) else -1) * float(score) for label, score in self._turn(crops).cls_res]
        share = sum(votes) / len(votes)
        if abs(share) > 0.6:
            return share > 0
        sample = crops[:6]
        upright = sum(self._letters(sample)[1])
        turned = sum(self._letters([cv2.rotate(crop, cv2.ROTATE_180) for crop in sample])[1])
        return turned > upright

    def _letters(self, crops: list[Picture]) -> tuple[list[str], list[float]]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return [], []
        made = self._read(TextRecInput(img=crops, return_word_box=False))
        return list(made.txts), [float(score) for score in made.scores]


def is_dark(picture: Picture) -> bool:
    """Whether even the brightest tenth of the picture is dim."""
    grey = cv2.cvtColor(picture[::8, ::8], cv2.COLOR_BGR2GRAY)
    return float(np.percentile(grey, 90)) < 120


def level_light(picture: Picture) -> Picture:
    """Shadows and darkness evened out: the brightness divided by its own wide blur; the noise of dark ones smoothed."""
    dark = is_dark(picture)
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    light = lab[:, :, 0].astype(np.float32)
    small = cv2.resize(light, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    around = cv2.GaussianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (0, 0), 8)
    around = cv2.resize(around, (light.shape[1], light.shape[0]), interpolation=cv2.INTER_LINEAR)
    lab[:, :, 0] = np.clip(light / np.maximum(around, 24.0) * 235.0, 0, 255).astype(np.uint8)
    levelled = cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)
    return cv2.GaussianBlur(levelled, (0, 0), 0.8) if dark else levelled


def _corners(quad: Picture) -> Quad:
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = quad.tolist()
    return (x1, y1), (x2, y2), (x3, y3), (x4, y4)


def _shrink_to_side(picture: Picture, side: int) -> Picture:
    factor = side / max(picture.shape[:2])
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture


def _quarter_turn(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.rot90(picture))


def _from_top_left(quads: Picture) -> Picture:
    """The same boxes, each beginning with the side that runs most to the right: detection orders tilted tall ones otherwise."""
    sides = np.roll(quads, -1, axis=1) - quads
    first = np.argmax(sides[..., 0] / np.maximum(np.linalg.norm(sides, axis=-1), 1e-6), axis=1)
    return np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, first, strict=True)])


def _turn_quads(quads: Picture, width: int) -> Picture:
    """Boxes after a quarter turn anticlockwise of a picture ``width`` pixels wide, corners in reading order again."""
    turned = np.stack([quads[..., 1], width - 1 - quads[..., 0]], axis=-1)
    # what was the top right corner is the top left one now
    return np.ascontiguousarray(np.roll(turned, -1, axis=1)).astype(np.float32)


def crop(picture: Picture, quad: Picture) -> Picture:
    """What lies within the four corners of ``quad``, upright."""
    width = max(int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))), 4)
    height = max(int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))), 4)
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.ascontiguousarray(quad, dtype=np.float32), square)
    return cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
