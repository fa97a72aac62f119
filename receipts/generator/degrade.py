"""What happens to paper between the counter and the chat: scan, photo, hard photo, extreme photo. Seeded."""

from __future__ import annotations

import random
from typing import Any

import cv2
import numpy as np

LEVELS = ("scan", "photo", "hard", "extreme")
Array = np.ndarray[Any, np.dtype[Any]]


def degrade(image: Array, level: str, rng: random.Random) -> tuple[Array, list[str]]:
    """``image``: RGB, height × width × 3, uint8. Returns the degraded picture and the names of what was done to it."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    done: list[str] = []
    if rng.random() < 0.25:
        image = _dot_matrix(image, noise)
        done.append("dot-matrix")
    if level == "scan":
        image = _rotate(image, rng.uniform(-1.2, 1.2), (255, 255, 255))
        if rng.random() < 0.3:
            image = _scale(image, rng.uniform(0.75, 1.0))
        image = _grain(image, noise, 3)
        return _jpeg(image, rng.randint(70, 95)), [*done, "scan"]
    strength = {"photo": 1.0, "hard": 1.8, "extreme": 2.3}[level]
    if rng.random() < 0.3 * strength:
        image = _fold(image, rng)
        done.append("fold")
    image = _desk(image, rng, noise)
    image = _perspective(image, rng, 0.03 * strength)
    image = _rotate(image, rng.uniform(-4, 4) * min(strength, 2.0), (120, 110, 100))
    if rng.random() < 0.35 * strength:
        image = _shadow(image, rng, 0.25 + 0.15 * strength)
        done.append("shadow")
    if (level != "photo" and rng.random() < 0.6) or rng.random() < 0.15:
        image = _dark(image, rng.uniform(0.75, 0.95) / (1 + 0.28 * strength))
        done.append("dark")
    target = (
        rng.uniform(1500, 2300)
        if level == "photo"
        else rng.uniform(1250, 1900)
        if level == "hard"
        else rng.uniform(1100, 1650)
    )
    image = _scale(image, target / max(image.shape[:2]))
    blur = {"photo": rng.uniform(0, 0.8), "hard": rng.uniform(0.5, 1.3), "extreme": rng.uniform(0.8, 1.6)}[level]
    if blur > 0.3:
        image = cv2.GaussianBlur(image, (0, 0), blur)
        done.append("blur")
    if level != "photo" and rng.random() < 0.4:
        image = _motion(image, rng, 3 if level == "hard" else 5)
        done.append("motion")
    image = _grain(image, noise, 3 * strength)
    turn = rng.choice((0, 0, 0, 90, 180, 270)) if level == "photo" else rng.choice((0, 0, 90, 180, 270))
    if turn:
        image = np.ascontiguousarray(np.rot90(image, turn // 90))
        done.append(f"turned-{turn}")
    return _jpeg(image, rng.randint(*{"photo": (70, 92), "hard": (50, 80), "extreme": (35, 65)}[level])), [*done, level]


def _jpeg(image: Array, quality: int) -> Array:
    coded: Any = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded: Any = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return np.ascontiguousarray(decoded[:, :, ::-1])


def _scale(image: Array, factor: float) -> Array:
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=method)


def _rotate(image: Array, degrees: float, fill: tuple[int, int, int]) -> Array:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    grown = (int(height * sin + width * cos), int(height * cos + width * sin))
    matrix[0, 2] += grown[0] / 2 - width / 2
    matrix[1, 2] += grown[1] / 2 - height / 2
    return cv2.warpAffine(image, matrix, grown, borderValue=fill, flags=cv2.INTER_LINEAR)


def _desk(image: Array, rng: random.Random, noise: np.random.Generator) -> Array:
    """The paper lies on a table: a margin of another colour with grain."""
    pad = int(max(image.shape[:2]) * rng.uniform(0.02, 0.1))
    colour = np.array(
        rng.choice(((120, 100, 80), (70, 70, 75), (160, 150, 140), (60, 50, 45), (190, 185, 180))), dtype=np.float32
    )
    height, width = image.shape[0] + 2 * pad, image.shape[1] + 2 * pad
    rows = noise.normal(0, 6, (height, 1, 1)).astype(np.float32)
    desk = np.clip(colour + rows + noise.normal(0, 3, (height, width, 1)), 0, 255).astype(np.uint8)
    desk[pad:-pad, pad:-pad] = image
    return desk


def _perspective(image: Array, rng: random.Random, amount: float) -> Array:
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    moved = corners + np.array(
        [[rng.uniform(-amount, amount) * width, rng.uniform(-amount, amount) * height] for _ in range(4)],
        dtype=np.float32,
    )
    moved -= moved.min(axis=0)
    size = moved.max(axis=0)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return cv2.warpPerspective(image, matrix, (int(size[0]), int(size[1])), borderValue=(110, 105, 100))


def _shadow(image: Array, rng: random.Random, depth: float) -> Array:
    height, width = image.shape[:2]
    mask = np.zeros((height, width), dtype=np.float32)
    points = np.array(
        [[rng.uniform(-0.2, 1.2) * width, rng.uniform(-0.2, 1.2) * height] for _ in range(4)], dtype=np.int32
    )
    cv2.fillConvexPoly(mask, cv2.convexHull(points), 1.0)
    mask = cv2.GaussianBlur(mask, (0, 0), max(height, width) * 0.03)
    made: Array = np.clip(image * (1 - min(depth, 0.65) * mask[:, :, None]), 0, 255).astype(np.uint8)
    return made


def _dark(image: Array, factor: float) -> Array:
    made: Array = np.clip(image.astype(np.float32) * factor, 0, 255).astype(np.uint8)
    return made


def _fold(image: Array, rng: random.Random) -> Array:
    height, width = image.shape[:2]
    shade = np.ones((height, width), dtype=np.float32)
    for _ in range(rng.randint(1, 2)):
        if rng.random() < 0.5:
            at = int(rng.uniform(0.25, 0.75) * width)
            distance = np.abs(np.arange(width) - at)[None, :]
        else:
            at = int(rng.uniform(0.25, 0.75) * height)
            distance = np.abs(np.arange(height) - at)[:, None]
        shade *= 1 - 0.3 * np.exp(-((distance / 6.0) ** 2)) - 0.08 * (distance < 60)
    made: Array = np.clip(image * shade[:, :, None], 0, 255).astype(np.uint8)
    return made


def _dot_matrix(image: Array, noise: np.random.Generator) -> Array:
    """Pins: tiny regular gaps in the ink."""
    grid = np.zeros(image.shape[:2], dtype=bool)
    grid[::3, :] = True
    holes = grid & (noise.random(image.shape[:2]) < 0.55)
    result = image.copy()
    result[holes] = np.clip(result[holes].astype(np.int16) + 110, 0, 255).astype(np.uint8)
    return result


def _motion(image: Array, rng: random.Random, length: int) -> Array:
    kernel = np.zeros((length, length), dtype=np.float32)
    if rng.random() < 0.5:
        kernel[length // 2, :] = 1.0 / length
    else:
        np.fill_diagonal(kernel, 1.0 / length)
    return cv2.filter2D(image, -1, kernel)


def _grain(image: Array, noise: np.random.Generator, sigma: float) -> Array:
    made: Array = np.clip(image + noise.normal(0, sigma, image.shape), 0, 255).astype(np.uint8)
    return made
