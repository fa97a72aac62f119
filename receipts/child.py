"""The OCR child: ``python -m receipts.child`` answers requests on standard input until it is closed.

A message is a line of JSON, then ``bytes`` raw bytes. Requests: {"do": "read"|"cutouts"|"page"|"text", "filename", "bytes", …}.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import os
import sys
from collections import OrderedDict
from typing import Any, BinaryIO

TURNS_KEPT = 64


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not get into the answers
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: Any) -> None:
    from receipts.reader import ReceiptFileReader, give_back

    threads = int(os.environ.get("OCR_THREADS", "0")) or None
    reader = ReceiptFileReader(threads=threads)
    turns: OrderedDict[str, dict[int, int]] = OrderedDict()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["bytes"])
        key = hashlib.sha256(data).hexdigest()
        if request["do"] == "text":
            answer: Any = reader.text(data)
        elif request["do"] in ("cutouts", "page"):
            if key not in turns:
                reader.read_file(data, request["filename"])
                turns[key] = dict(reader.turns)
            answer = (_cutouts if request["do"] == "cutouts" else _page)(data, request, turns[key])
        else:
            answer = _read(reader, data, request["filename"])
            turns[key] = dict(reader.turns)
            while len(turns) > TURNS_KEPT:
                turns.popitem(last=False)
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


def _page(data: bytes, request: dict[str, Any], turns: dict[int, int]) -> Any:
    from receipts.cutout import page_picture
    from receipts.images import encode_jpeg
    from receipts.limits import BadFile

    number = request["page"]
    try:
        return base64.b64encode(encode_jpeg(page_picture(data, number, turns.get(number, 0)), quality=85)).decode()
    except BadFile:
        return None


def _cutouts(data: bytes, request: dict[str, Any], turns: dict[int, int]) -> Any:
    from receipts.cutout import cut_out
    from receipts.limits import BadFile
    from services.receipts import Box

    made = {}
    for name, corners in request["boxes"].items():
        box = Box(*corners)
        try:
            made[name] = base64.b64encode(cut_out(data, box, turns.get(box.page, 0))).decode()
        except BadFile:
            continue
    return made


if __name__ == "__main__":
    main()
