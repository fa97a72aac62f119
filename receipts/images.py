"""Pictures: decoding within bounds, upright by EXIF, thumbnails and copies without metadata."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from receipts.limits import MAX_FILE_BYTES, MAX_PAGES, MAX_PIXELS, MAX_SIDE, BadFile

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, np.dtype[Any]]

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "HEIF")
ORIENTATION = 0x0112
ANIMATED = {"GIF", "WEBP", "PNG"}
SHRINKABLE = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F", "I;16")
"""Modes whose pixels can be averaged as they are; others (palettes) only once they are RGB."""


def open_image(data: bytes) -> Image.Image:
    """The picture, header read only. Raises BadFile: file_too_large, unsupported, corrupt, too_many_pixels."""
    if len(data) > MAX_FILE_BYTES:
        raise BadFile("file_too_large")
    _allow_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise BadFile("too_many_pixels") from None
    except UnidentifiedImageError:
        raise BadFile("corrupt" if looks_like_image(data) else "unsupported") from None
    except Exception:
        raise BadFile("corrupt") from None
    if image.width * image.height > MAX_PIXELS:
        raise BadFile("too_many_pixels")
    if image.format in ANIMATED and getattr(image, "n_frames", 1) > 1:
        raise BadFile("unsupported")
    return image


def looks_like_image(data: bytes) -> bool:
    return (
        data[:3] == b"\xff\xd8\xff"
        or data[:8] == b"\x89PNG\r\n\x1a\n"
        or data[:4] in (b"RIFF", b"GIF8", b"II*\0", b"MM\0*")
        or data[:2] == b"BM"
        or is_heif(data)
    )


def is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (
        b"heic",
        b"heix",
        b"mif1",
        b"msf1",
        b"hevc",
        b"heim",
        b"heis",
        b"avif",
    )


def upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says, in 8-bit RGB on white. Raises BadFile(corrupt) if the pixels cannot be decoded."""
    try:
        if max(image.size) > MAX_SIDE and image.format in ("JPEG", "MPO"):
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # decoded at a half or a quarter already
        _load(image)
        orientation = orientation_of(image)
        if max(image.size) > MAX_SIDE and image.mode in SHRINKABLE:
            image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BOX)  # before the copies that flattening makes
        made = _to_rgb(image)
        made.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BOX)
        if orientation > 1:
            made.getexif()[ORIENTATION] = orientation
            made = ImageOps.exif_transpose(made)
        return made
    except Image.DecompressionBombError:
        raise BadFile("too_many_pixels") from None
    except Exception:
        raise BadFile("corrupt") from None


def _load(image: Image.Image) -> None:
    """Decodes the pixels. A JPEG whose end was lost on the way counts as long as less than a fiftieth of it is missing."""
    try:
        image.load()
    except OSError:
        if image.format not in ("JPEG", "MPO"):
            raise
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        end = image.crop((0, image.height - image.height // 50 - 1, *image.size))
        if all(band.getextrema() in ((127, 127), (128, 128)) for band in end.split()):  # the decoder's filling
            raise


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1–8; 1 where none, or none that makes sense, is given."""
    try:
        given = image.getexif().get(ORIENTATION, 1)
    except Exception:  # broken metadata around a good picture
        return 1
    return given if given in range(1, 9) else 1


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        # 16 bits and more: stretch to 8, whatever range the pixels use
        low, high = image.getextrema()
        wide = image.convert("F")
        low, high = float(low), float(high)  # type: ignore[arg-type]
        scale = 255.0 / (high - low) if high > low else 1.0
        return wide.point(lambda value: value * scale - low * scale).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")


def pages_of(data: bytes) -> list[Image.Image]:
    """The upright pictures of an image file: one, or the pages of a TIFF."""
    image = open_image(data)
    if image.format != "TIFF":
        return [upright(image)]
    count = getattr(image, "n_frames", 1)
    if count > MAX_PAGES:
        raise BadFile("too_many_pages")
    made = []
    for index in range(count):
        image.seek(index)
        if image.width * image.height > MAX_PIXELS // max(count, 1):
            raise BadFile("too_many_pixels")
        made.append(upright(image.copy()))
    return made


def to_bgr(image: Image.Image) -> Picture:
    """Array for OpenCV: height × width × 3, uint8, BGR."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def thumbnail(picture: Image.Image, side: int = 320) -> bytes:
    """A small JPEG for lists, at most ``side`` pixels long, without any metadata."""
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return encode_jpeg(small, quality=80)


def without_metadata(data: bytes, side: int = 2400) -> bytes:
    """A JPEG to show on: upright, at most ``side`` pixels long, no EXIF (place, device, time), no profile, no comment."""
    image = upright(open_image(data))
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return encode_jpeg(image, quality=88)


def encode_jpeg(image: Image.Image, quality: int = 88) -> bytes:
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _allow_heif() -> None:
    import pillow_heif

    if "HEIF" not in Image.OPEN:
        pillow_heif.register_heif_opener()
    if any(name not in Image.OPEN for name in FORMATS):
        Image.init()
