"""E-mails: subject, date and body; attachments are named, not read (ingest them as files)."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage
from pathlib import Path

from knowledge.loaders.base import LoadedFile, LoadProblem, OcrPage
from knowledge.loaders.plain import decode, tables_to_rows
from knowledge.loaders.web import html_text
from services.knowledge import Doubt

_QUOTED = re.compile(r"^\s*>.*$", re.M)
_SIGNATURE = re.compile(r"\n-- ?\n.*", re.S)


def load_mail(path: Path, ocr: OcrPage | None = None) -> LoadedFile:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message.keys()):
        raise LoadProblem("corrupt")
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        raw = body.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
        charset = body.get_content_charset()
        try:
            text = data.decode(charset) if charset else decode(data)[0]
        except (LookupError, UnicodeDecodeError):
            # The header names a charset that the bytes are not in.
            text = decode(data)[0]
        text = html_text(text) if body.get_content_type() == "text/html" else text
    text = _SIGNATURE.sub("", _QUOTED.sub("", text))
    doubtful = [Doubt("attachment", part.get_filename() or "") for part in message.iter_attachments()]
    subject = str(message.get("subject", "")).strip()
    return LoadedFile([(None, tables_to_rows(f"# {subject}\n{text}" if subject else text))], 1, doubtful, markup=False)
