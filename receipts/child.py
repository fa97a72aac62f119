"""The OCR child: ``python -m receipts.child`` answers requests on standard input until it is closed.

A message is a line of JSON, then ``bytes`` raw bytes. Requests: {"do": "read"|"text"|"cutout"|"page", "bytes", …}.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import sys
from typing import Any, BinaryIO


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not get into the answers
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: Any) -> None:
    from receipts.reader import ReceiptFileReader, give_back

    reader = ReceiptFileReader(threads=int(os.environ.get("OCR_THREADS", "0")) or None)
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["bytes"])
        if request["do"] == "read":
            answer: Any = _read(reader, data, request["filename"])
        elif request["do"] == "text":
            answer = reader.text(data)
        else:
            answer = _shown(data, request)
        answers.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        give_back()


def _read(reader: Any, data: bytes, filename: str) -> Any:
    from receipts.tampering import tampering_notes
    from receipts.wire import to_plain

    made = []
    for reading in reader.read_file(data, filename):
        page = next((box.page for box in reading.boxes.values()), 0)
        turn = reader.turns.get(page, 0)
        signs = tampering_notes(data, reading, turn=turn) if reading.readable else ()
        made.append(to_plain(dataclasses.replace(reading, turn=turn, signs=tuple(signs))))
    return made


def _shown(data: bytes, request: dict[str, Any]) -> Any:
    """A cut-out or a page as {"jpeg": base64, "pages": count}; None for what has no picture or cannot be decoded."""
    from receipts.cutout import cut_around, page_count, page_picture
    from receipts.images import encode_jpeg, thumbnail
    from services.receipts import Box

    try:
        if request["do"] == "cutout":
            made = cut_around(data, Box(*request["box"]), request["turn"])
        else:
            page = page_picture(data, request["page"], request["turn"])
            made = thumbnail(page) if request["small"] else encode_jpeg(page, quality=85)
        return {"jpeg": base64.b64encode(made).decode(), "pages": page_count(data)}
    except Exception:  # a bad file, or a defect of a decoder: the original can still be downloaded
        return None


if __name__ == "__main__":
    main()
