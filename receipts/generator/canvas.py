"""Paper to print on: fonts of the system, text, rules, seals and QR codes."""

from __future__ import annotations

import math
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
)
FONT_FILES = {
    "sans": ("NotoSansCJK-Regular.ttc",),
    "bold": ("NotoSansCJK-Bold.ttc",),
    "serif": ("NotoSerifCJK-Regular.ttc",),
    "hei": ("wqy-zenhei.ttc", "wqy-microhei.ttc", "NotoSansCJK-Regular.ttc"),
    "kai": ("ukai.ttc", "NotoSerifCJK-Regular.ttc"),
    "mono": ("DejaVuSansMono.ttf",),
    "monobold": ("DejaVuSansMono-Bold.ttf",),
    "latin": ("DejaVuSans.ttf",),
    "latinserif": ("DejaVuSerif.ttf",),
    "condensed": ("DejaVuSansCondensed.ttf",),
}
FONT_INDEX = {"NotoSansCJK-Regular.ttc": 2, "NotoSansCJK-Bold.ttc": 2, "NotoSerifCJK-Regular.ttc": 2}
"""Faces of the collections whose glyphs are simplified Chinese."""


@cache
def font_path(face: str) -> Path:
    """Where the face's file is. Raises RuntimeError that says which Debian packages to install."""
    for name in FONT_FILES[face]:
        for folder in FONT_FOLDERS:
            for found in sorted(folder.rglob(name)) if folder.is_dir() else ():
                return found
        if listing := shutil.which("fc-list"):
            listed = subprocess.run(  # noqa: S603
                [listing, ":", "file"], capture_output=True, text=True, check=False
            ).stdout
            for line in listed.splitlines():
                if line.split(":")[0].endswith(name):
                    return Path(line.split(":")[0])
    raise RuntimeError(
        f"font {FONT_FILES[face][0]} is missing: the generator needs the Debian packages "
        "fonts-noto-cjk, fonts-wqy-zenhei, fonts-arphic-ukai and fonts-dejavu"
    )


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    path = font_path(face)
    return ImageFont.truetype(str(path), size, index=FONT_INDEX.get(path.name, 0))


class Canvas:
    """A sheet in pixels with a current typeface and ink."""

    def __init__(
        self, width: int, height: int, *, paper: tuple[int, int, int] = (255, 255, 255), face: str = "sans"
    ) -> None:
        self.image = Image.new("RGB", (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.face = face
        self.ink: tuple[int, int, int] = (20, 20, 20)
        self.texts: list[tuple[float, float, str, int]] = []
        """What was written: left, top, text, size. For PDF and OFD with real text."""
        self.codes: list[tuple[int, int, int, str]] = []
        """QR codes: left, top, side, text."""

    @property
    def width(self) -> int:
        return self.image.width

    def measure(self, text: str, size: int, face: str | None = None) -> float:
        return font(face or self.face, size).getlength(text)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: int = 26,
        *,
        face: str | None = None,
        ink: tuple[int, int, int] | None = None,
        anchor: str = "la",
    ) -> float:
        """Draws and returns the x after the text (for left anchors)."""
        self.draw.text((x, y), text, font=font(face or self.face, size), fill=ink or self.ink, anchor=anchor)
        wide = self.measure(text, size, face)
        left = x - {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * wide
        self.texts.append((left, y - (size / 2 if anchor[1] == "m" else 0), text, size))
        return x + self.measure(text, size, face)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: tuple[int, int, int] | None = None, width: int = 2
    ) -> None:
        self.draw.line((x1, y1, x2, y2), fill=ink or self.ink, width=width)

    def box(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: tuple[int, int, int] | None = None, width: int = 2
    ) -> None:
        self.draw.rectangle((x1, y1, x2, y2), outline=ink or self.ink, width=width)

    def qr(self, x: int, y: int, side: int, text: str) -> None:
        import zxingcpp

        self.codes.append((x, y, side, text))
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6))
        self.image.paste(drawn.convert("RGB").resize((side, side), Image.Resampling.NEAREST), (x, y))

    def seal(self, x: int, y: int, words: str, rng: random.Random, *, radius: int = 110, oval: bool = False) -> None:
        """A red stamp around (x, y), see-through so that digits below it stay legible."""
        side = radius * 2 + 20
        layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        red = (205 + rng.randrange(30), 20 + rng.randrange(30), 30, 255)
        squeeze = 0.68 if oval else 1.0
        middle = side / 2
        pen.ellipse((10, middle - radius * squeeze, side - 10, middle + radius * squeeze), outline=red, width=5)
        size = max(14, min(26, int(radius * 3.6 / max(len(words), 6))))
        for index, letter in enumerate(words):
            angle = math.pi * (0.85 + 1.3 * index / max(len(words) - 1, 1)) if len(words) > 1 else math.pi * 1.5
            px = middle + (radius - size * 0.9) * math.cos(angle)
            py = middle + (radius * squeeze - size * 0.9) * math.sin(angle)
            pen.text((px, py), letter, font=font("serif", size), fill=red, anchor="mm")
        pen.text(
            (middle, middle + radius * squeeze * 0.45),
            rng.choice(("收费专用章", "发票专用章", "财务专用章")),
            font=font("serif", 20),
            fill=red,
            anchor="mm",
        )
        layer = layer.rotate(rng.uniform(-25, 25)).filter(ImageFilter.GaussianBlur(0.6))
        faded = layer.getchannel("A").point(lambda value: int(value * 0.55))
        layer.putalpha(faded)
        self.image.paste(layer, (x - side // 2, y - side // 2), layer)
