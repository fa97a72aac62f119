"""OFD (GB/T 33190): a zip of XML pages. Text objects become words; pages of pictures go to OCR."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from defusedxml import ElementTree

from receipts.archives import BoundedZip
from receipts.layout import Word
from receipts.limits import MAX_PAGES, MAX_WORDS, MAX_XML_BYTES, BadFile

PIXELS_PER_MM = 8.0


def _parse(data: bytes) -> Any:
    if len(data) > MAX_XML_BYTES:
        raise BadFile("too_much_inside")
    try:
        return ElementTree.fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except Exception:
        raise BadFile("corrupt") from None


def _local(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element.iter() if _local(child) == name]


def _text(element: Any, name: str) -> str | None:
    found = next((child for child in element.iter() if _local(child) == name), None)
    return found.text.strip() if found is not None and found.text else None


def ofd_pages(data: bytes) -> list[tuple[list[Word], int, int, list[bytes]]]:
    """For each page: words, width and height in pixels, and the files of its pictures. Raises BadFile."""
    archive = BoundedZip(data)
    if "OFD.xml" not in archive.names:
        raise BadFile("unsupported")
    root = _text(_parse(archive.read("OFD.xml")), "DocRoot")
    if not root:
        raise BadFile("corrupt")
    root = _join("", root)
    document = _parse(archive.read(root))
    base = posixpath.dirname(root)
    box = [float(v) for v in (_text(document, "PhysicalBox") or "0 0 210 140").split()][:4]
    if len(box) != 4 or not (0 < box[2] <= 2000 and 0 < box[3] <= 2000):
        raise BadFile("corrupt")
    templates = {t.get("ID"): _join(base, t.get("BaseLoc", "")) for t in _children(document, "TemplatePage")}
    listed = [page for page in _children(document, "Page") if page.get("BaseLoc")]
    if len(listed) > MAX_PAGES:
        raise BadFile("too_many_pages")
    pictures = _pictures(archive, document, base)
    pages = []
    for entry in listed:
        content = _parse(archive.read(_join(base, entry.get("BaseLoc", ""))))
        layers = [content]
        for used in _children(content, "Template"):
            location = templates.get(used.get("TemplateID"))
            if location:
                layers.insert(0, _parse(archive.read(location)))
        words = [word for layer in layers for word in _layer_words(layer, box)]
        used_ids = [image.get("ResourceID") for layer in layers for image in _children(layer, "ImageObject")]
        scans = [] if sum(len(w.text) for w in words) >= 30 else [pictures[i] for i in used_ids if i in pictures]
        pages.append((words[:MAX_WORDS], int(box[2] * PIXELS_PER_MM), int(box[3] * PIXELS_PER_MM), scans))
    if not pages:
        raise BadFile("corrupt")
    return pages


def _join(base: str, location: str) -> str:
    joined = posixpath.normpath(posixpath.join(base, location.lstrip("/") if location.startswith("/") else location))
    if joined.startswith("..") or joined.startswith("/"):
        raise BadFile("corrupt")
    return joined


def _layer_words(layer: Any, box: list[float]) -> list[Word]:
    words = []
    for item in _children(layer, "TextObject"):
        try:
            x0, y0, width, height = (float(v) for v in item.get("Boundary", "").split())
            size = float(item.get("Size", "3"))
        except ValueError:
            continue
        scale_x = 1.0
        if ctm := item.get("CTM"):
            try:
                scale_x = abs(float(ctm.split()[0])) or 1.0
            except (ValueError, IndexError):
                scale_x = 1.0
        for code in _children(item, "TextCode"):
            text = (code.text or "").strip()
            if not text:
                continue
            x = x0 + _number(code.get("X")) * scale_x
            baseline = y0 + (_number(code.get("Y")) or height * 0.8)
            run = _run(code.get("DeltaX"), len(text), size) * scale_x
            shown = min(max(run, size * 0.5), max(width, size) * 1.05) if width > 0 else run
            top, bottom = baseline - size * 0.85, baseline + size * 0.15
            corners = ((x, top), (x + shown, top), (x + shown, bottom), (x, bottom))
            quad = tuple(((px - box[0]) * PIXELS_PER_MM, (py - box[1]) * PIXELS_PER_MM) for px, py in corners)
            words.append(Word(re.sub(r"\s+", " ", text), quad))  # type: ignore[arg-type]
    return words


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _run(delta: str | None, letters: int, size: float) -> float:
    """Length of the text in mm: the steps of DeltaX (``g n d`` repeats) plus the last letter."""
    if not delta:
        return letters * size * 0.75
    parts = delta.split()
    steps: list[float] = []
    index = 0
    while index < len(parts) and len(steps) < letters:
        if parts[index] == "g" and index + 2 < len(parts):
            count = min(int(_number(parts[index + 1])), letters)
            steps += [_number(parts[index + 2])] * count
            index += 3
        else:
            steps.append(_number(parts[index]))
            index += 1
    return sum(steps[: letters - 1]) + size * 0.6


def _pictures(archive: BoundedZip, document: Any, base: str) -> dict[str, bytes]:
    """Picture resources by their id; only what is needed is read."""
    made: dict[str, bytes] = {}
    for name in ("DocumentRes", "PublicRes"):
        location = _text(document, name)
        if not location:
            continue
        try:
            resources = _parse(archive.read(_join(base, location)))
        except BadFile:
            continue
        folder = posixpath.join(posixpath.dirname(_join(base, location)), resources.get("BaseLoc", ""))
        for media in _children(resources, "MultiMedia"):
            file = _text(media, "MediaFile")
            if media.get("Type") == "Image" and file and len(made) < MAX_PAGES:
                path = _join(folder, file)
                if path in archive.names:
                    made[media.get("ID", "")] = archive.read(path)
    return made
