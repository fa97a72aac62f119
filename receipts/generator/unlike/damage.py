"""What happens to the second family's paper: crumples, glare, stains, moiré, defocus, crops, cluttered desks. Seeded."""

from __future__ import annotations

import random
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
STRENGTH = {"scan": 0.0, "photo": 1.0, "hard": 1.9, "extreme": 2.8}


def damage(image: Array, level: str, rng: random.Random) -> tuple[Array, list[str]]:
    """``image``: RGB, height × width × 3, uint8. Returns the damaged picture and the names of what was done to it."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    done: list[str] = []
    squeeze = rng.uniform(0.86, 1.12)
    image = cv2.resize(image, None, fx=squeeze, fy=1.0, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.2:
        image = _faint(image, rng)
        done.append("faint")
    strength = STRENGTH[level]
    if level == "scan":
        if rng.random() < 0.3:
            image = np.repeat(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)
        image = _turned(image, rng.uniform(-2, 2), (250, 250, 250))
        image = _fit(image, rng.uniform(1100, 2200))
        return _jpeg(image, rng.randint(60, 95)), [*done, "scan"]

    def now_and_then(chance: float) -> bool:
        return rng.random() < chance * strength

    if now_and_then(0.25):
        image = _crumple(image, rng, noise, strength)
        done.append("crumple")
    if now_and_then(0.15):
        image = _stain(image, rng)
        done.append("stain")
    image = _on_desk(image, rng, noise)
    image = _tilt(image, rng, 0.035 * strength)
    image = _turned(image, rng.uniform(-3.5, 3.5) * min(strength, 2), tuple(int(v) for v in image[2, 2]))
    if now_and_then(0.2):
        image = _cropped(image, rng)
        done.append("crop")
    if now_and_then(0.3):
        image = _shade(image, rng, min(0.2 + 0.13 * strength, 0.55))
        done.append("shadow")
    if now_and_then(0.15):
        image = _glare(image, rng)
        done.append("glare")
    if now_and_then(0.2):
        dark = rng.uniform(0.55, 0.8) if level == "photo" else rng.uniform(0.28, 0.6)
        image = np.clip((image / 255.0) ** rng.uniform(1.0, 1.3) * 255 * dark, 0, 255).astype(np.uint8)
        done.append("dark")
    image = _fit(image, rng.uniform(*{"photo": (1400, 2600), "hard": (1200, 2100), "extreme": (1000, 1700)}[level]))
    if now_and_then(0.25):
        image = _moved(image, rng, {"photo": 2, "hard": 4, "extreme": 6}[level])
        done.append("moved")
    soft = rng.uniform(0, 0.35) * strength
    if soft > 0.25:
        image = _defocus(image, rng, soft * max(image.shape[:2]) / 1600)
        done.append("defocus")
    if now_and_then(0.08):
        image = _moire(image, rng)
        done.append("moire")
    image = np.clip(image + noise.normal(0, 2.2 * strength, image.shape), 0, 255).astype(np.uint8)
    turn = rng.choice((0, 0, 0, 0, 1, 2, 3))
    if turn:
        image = np.ascontiguousarray(np.rot90(image, turn))
        done.append(f"turned-{turn * 90}")
    quality = rng.randint(*{"photo": (60, 92), "hard": (40, 75), "extreme": (28, 60)}[level])
    return _jpeg(_jpeg(image, quality), rng.randint(60, 90)), [*done, level]


def _jpeg(image: Array, quality: int) -> Array:
    coded: Any = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded: Any = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return np.ascontiguousarray(decoded[:, :, ::-1])


def _fit(image: Array, side: float) -> Array:
    factor = side / max(image.shape[:2])
    return cv2.resize(
        image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    )


def _turned(image: Array, degrees: float, fill: tuple[int, ...]) -> Array:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    grown = (int(height * sin + width * cos), int(height * cos + width * sin))
    matrix[:, 2] += (grown[0] / 2 - width / 2, grown[1] / 2 - height / 2)
    return cv2.warpAffine(image, matrix, grown, borderValue=fill, flags=cv2.INTER_LINEAR)


def _faint(image: Array, rng: random.Random) -> Array:
    """A ribbon or thermal head that prints grey, with lighter bands along the paper."""
    height = image.shape[0]
    bands = 0.62 + 0.2 * np.sin(np.arange(height) / rng.uniform(20, 90))[:, None, None]
    made: Array = (255 - (255 - image.astype(np.float32)) * bands).astype(np.uint8)
    return made


def _waves(shape: tuple[int, ...], noise: np.random.Generator, coarse: int) -> Array:
    """Smooth noise between −1 and 1."""
    small = noise.normal(0, 1, (max(2, shape[0] // coarse), max(2, shape[1] // coarse))).astype(np.float32)
    made = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    waves: Array = made / max(float(np.abs(made).max()), 1e-6)
    return waves


def _crumple(image: Array, rng: random.Random, noise: np.random.Generator, strength: float) -> Array:
    height, width = image.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    depth = rng.uniform(2, 4) * min(strength, 2.2)
    bend_x, bend_y = _waves(image.shape, noise, 320), _waves(image.shape, noise, 320)
    bent = cv2.remap(image, x + depth * bend_x, y + depth * bend_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light = 1 + 0.07 * strength * _waves(image.shape, noise, 150)
    made: Array = np.clip(bent * light[:, :, None], 0, 255).astype(np.uint8)
    return made


def _stain(image: Array, rng: random.Random) -> Array:
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.float32)
    centre, radius = (
        (int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.9) * height)),
        int(rng.uniform(0.1, 0.2) * width),
    )
    cv2.circle(mask, centre, radius, 0.25, -1)
    cv2.circle(mask, centre, radius, 0.6, max(4, radius // 12))
    mask = cv2.GaussianBlur(mask, (0, 0), 3)[:, :, None]
    brown = np.array((150, 110, 60), np.float32)
    made: Array = (image * (1 - mask) + image / 255.0 * brown * mask).astype(np.uint8)
    return made


def _on_desk(image: Array, rng: random.Random, noise: np.random.Generator) -> Array:
    """Wood, cloth or another sheet around the paper, on each side another width."""
    height, width = image.shape[:2]
    pads = [int(rng.uniform(0.01, 0.14) * max(height, width)) for _ in range(4)]
    shape = (height + pads[0] + pads[1], width + pads[2] + pads[3])
    base = np.array(
        rng.choice(((150, 105, 70), (45, 50, 60), (210, 205, 200), (90, 120, 100), (235, 235, 230))), np.float32
    )
    grain = 14 * _waves((shape[0], shape[1] // 8 + 2), noise, 24)
    desk = base + cv2.resize(grain, (shape[1], shape[0]))[:, :, None] + noise.normal(0, 4, (*shape, 1))
    desk = np.clip(desk, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:  # a pen or the edge of a telephone
        x = int(rng.uniform(0, shape[1]))
        cv2.line(desk, (x, 0), (int(x + rng.uniform(-200, 200)), pads[0] // 2), (25, 25, 30), 24)
    desk[pads[0] : pads[0] + height, pads[2] : pads[2] + width] = image
    return desk


def _tilt(image: Array, rng: random.Random, share: float) -> Array:
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    shift = np.array([[rng.uniform(0, share) * width, rng.uniform(0, share) * height] for _ in range(4)], np.float32)
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, corners + signs * shift)
    return cv2.warpPerspective(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def _cropped(image: Array, rng: random.Random) -> Array:
    """The photographer cut off what lies around, nearly up to the print."""
    height, width = image.shape[:2]
    a, b, c, d = (rng.uniform(0, 0.03) for _ in range(4))
    return np.ascontiguousarray(image[int(a * height) : int((1 - b) * height), int(c * width) : int((1 - d) * width)])


def _shade(image: Array, rng: random.Random, depth: float) -> Array:
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    along = x * np.cos(angle) + y * np.sin(angle) + rng.uniform(-0.5, 0.5)
    mask = 1 / (1 + np.exp(-along * rng.choice((3, 12, 40))))
    made: Array = np.clip(image * (1 - depth * mask[:, :, None]), 0, 255).astype(np.uint8)
    return made


def _glare(image: Array, rng: random.Random) -> Array:
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.float32)
    axes = (int(rng.uniform(0.05, 0.13) * width), int(rng.uniform(0.04, 0.1) * height))
    cv2.ellipse(
        mask,
        (int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.9) * height)),
        axes,
        rng.uniform(0, 180),
        0,
        360,
        1.0,
        -1,
    )
    mask = cv2.GaussianBlur(mask, (0, 0), max(axes) * 0.5)[:, :, None] * rng.uniform(0.4, 0.75)
    made: Array = np.clip(image * (1 - mask) + 255 * mask, 0, 255).astype(np.uint8)
    return made


def _moved(image: Array, rng: random.Random, length: int) -> Array:
    kernel = np.zeros((2 * length + 1, 2 * length + 1), np.float32)
    angle = rng.uniform(0, np.pi)
    end = (int(length + length / 2 * np.cos(angle)), int(length + length / 2 * np.sin(angle)))
    start = (int(length - length / 2 * np.cos(angle)), int(length - length / 2 * np.sin(angle)))
    cv2.line(kernel, start, end, 1.0, 1)
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def _defocus(image: Array, rng: random.Random, sigma: float) -> Array:
    """Blurred all over, or towards one side."""
    soft = cv2.GaussianBlur(image, (0, 0), max(sigma, 0.3))
    if rng.random() < 0.5:
        return soft
    ramp = np.linspace(0, 1, image.shape[0], dtype=np.float32)[:, None, None]
    made: Array = (image * (1 - ramp) + soft * ramp).astype(np.uint8)
    return made


def _moire(image: Array, rng: random.Random) -> Array:
    """A receipt photographed from a screen."""
    height, width = image.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    wave = np.sin((x + rng.uniform(0.1, 0.4) * y) / rng.uniform(1.3, 3.0)) * np.sin(
        (y - 0.2 * x) / rng.uniform(1.5, 6.0)
    )
    made: Array = np.clip(image + 9 * wave[:, :, None], 0, 255).astype(np.uint8)
    return made
