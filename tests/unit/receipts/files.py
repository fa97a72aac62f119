"""Bad and odd files for tests, all made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw


def jpeg(width: int = 400, height: int = 300, colour: object = "white", mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, "JPEG", **options)  # type: ignore[arg-type]
    return out.getvalue()


def half_red(turned: int | None = None) -> bytes:
    """200 × 100, left half red; with an EXIF orientation if asked."""
    image = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 99, 99), fill="red")
    exif = Image.Exif()
    if turned:
        exif[0x0112] = turned
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def with_place() -> bytes:
    """A JPEG whose EXIF says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (30.0, 15.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "JPEG", exif=exif, comment=b"home")
    return out.getvalue()


def with_broken_metadata(data: bytes) -> bytes:
    """The picture as a PNG whose EXIF block is no EXIF."""
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).save(out, "PNG")
    made, chunk = out.getvalue(), b"eXIf" + b"M\xff\0*" + bytes(20)
    return made[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + made[33:]


def animated_gif() -> bytes:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def pixel_bomb(side: int = 20_000) -> bytes:
    """A PNG of a few kilobytes that claims ``side`` × ``side`` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def pdf(pages: int = 1, *, text: str = "", password: str | None = None) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    sheet = Canvas(out, pagesize=(400, 300), encrypt=StandardEncryption(password) if password else None)
    for number in range(pages):
        for index, line in enumerate(text.splitlines()):
            sheet.drawString(20, 270 - 16 * index, line.replace("{page}", str(number)))
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def pdf_bomb(side: int = 20_000) -> bytes:
    """A few kilobytes of PDF whose one picture has ``side`` × ``side`` pixels, deflated twice."""
    deflate = zlib.compressobj(9)
    rows = b"".join(deflate.compress(bytes(1_000_000)) for _ in range(side * side // 1_000_000)) + deflate.flush()
    pixels = zlib.compress(rows, 9)
    size = b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (side, side)
    paint = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(paint), paint),
        b"<</Type/XObject/Subtype/Image%s/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
        % (size, len(pixels), pixels),
    ]
    return _pdf_of(objects)


def endless_pdf() -> bytes:
    """Half a kilobyte of PDF whose page paints a form that paints itself twice, and so on."""
    form = b"/Resources<</XObject<</F 5 0 R>>>>"
    return _pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 4 0 R>>" % form,
            b"<</Length 5>>stream\n/F Do\nendstream",
            b"<</Type/XObject/Subtype/Form/BBox[0 0 500 500]%s/Length 11>>stream\n/F Do /F Do\nendstream" % form,
        ]
    )


def _pdf_of(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(made),
    )
