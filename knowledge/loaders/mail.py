"""E-mails: subject, body and the attachments that some loader reads; the others are named with the reason."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.cleaning import without_markup
from knowledge.loaders.base import LONGEST_TEXT, Aids, LoadedFile, LoadProblem, file_name, load
from knowledge.loaders.plain import decode, tables_to_rows
from knowledge.loaders.web import html_text
from services.knowledge import Doubt

MOST_ATTACHMENTS = 20
DEEPEST = 2
"""E-mails inside e-mails."""
_QUOTED = re.compile(r"^\s*>.*$", re.M)
_SIGNATURE = re.compile(r"\n-- ?\n.*", re.S)


def load_mail(path: Path, aids: Aids) -> LoadedFile:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message.keys()):
        raise LoadProblem("corrupt")
    loaded = LoadedFile([(None, tables_to_rows(_headed(_subject(message), _body(message))))], 1, markup=False)
    for number, part in enumerate(message.iter_attachments()):
        name = _name(part)
        try:
            if number >= MOST_ATTACHMENTS or sum(len(text) for _, text in loaded.pages) > LONGEST_TEXT:
                raise LoadProblem("too_many")
            _attach(loaded, name, _attached(name, part, aids))
        except LoadProblem as problem:
            loaded.doubtful.append(Doubt("attachment", name, why=problem.code))
    return loaded


def _body(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    data, charset = _bytes(body), body.get_content_charset()
    try:
        text = data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeDecodeError):
        # The header names a charset that the bytes are not in.
        text = decode(data)[0]
    text = html_text(text) if body.get_content_type() == "text/html" else text
    return _SIGNATURE.sub("", _QUOTED.sub("", text))


def _attached(name: str, part: EmailMessage, aids: Aids) -> LoadedFile:
    """Raises ``LoadProblem``. A forwarded e-mail is read like a file, so many deep."""
    mail = part.get_content_type() == "message/rfc822" or name.lower().endswith(".eml")
    if mail and aids.depth >= DEEPEST:
        raise LoadProblem("too_deep")
    try:
        data = part.get_content().as_bytes() if part.get_content_type() == "message/rfc822" else _bytes(part)
    except Exception as broken:  # the parser takes what it can't make sense of, and stumbles here
        raise LoadProblem("corrupt") from broken
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        aids.depth += mail
        try:
            return load(file, aids)
        finally:
            aids.depth -= mail


def _attach(loaded: LoadedFile, name: str, file: LoadedFile) -> None:
    """Below a heading with the attachment's name, with its own page numbers."""
    for place, (number, text) in enumerate(file.pages):
        plain = without_markup(text) if file.markup else text
        loaded.pages.append((number, _headed(name, plain) if place == 0 else plain))
    loaded.doubtful += file.doubtful


def _headed(heading: str, text: str) -> str:
    return f"# {heading}\n{text}" if heading else text


def _subject(message: EmailMessage) -> str:
    return " ".join(str(message.get("subject", "")).split())


def _name(part: EmailMessage) -> str:
    if part.get_content_type() == "message/rfc822":
        return file_name(f"{part.get_filename() or _subject(part.get_content())}".removesuffix(".eml") + ".eml")
    return file_name(part.get_filename() or "")


def _bytes(part: MIMEPart) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""
