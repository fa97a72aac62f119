"""Zip archives within bounds: members counted, real bytes counted, nothing written to disk."""

from __future__ import annotations

import io
import zipfile

from receipts.limits import MAX_ZIP_BYTES, MAX_ZIP_MEMBER_BYTES, MAX_ZIP_MEMBERS, BadFile


class BoundedZip:
    """Reads members by name. Raises BadFile(corrupt) for bombs, encrypted members and names that leave the archive."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except Exception:
            raise BadFile("corrupt") from None
        if len(infos) > MAX_ZIP_MEMBERS:
            raise BadFile("too_much_inside")
        for info in infos:
            if (
                info.filename.startswith(("/", "\\"))
                or ".." in info.filename.replace("\\", "/").split("/")
                or ":" in info.filename[:3]
            ):
                raise BadFile("corrupt")
            if info.flag_bits & 1:
                raise BadFile("encrypted")
        self._infos = {info.filename: info for info in infos}
        self._spent = 0

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def read(self, name: str) -> bytes:
        info = self._infos.get(name.lstrip("/"))
        if info is None:
            raise BadFile("corrupt")
        out = bytearray()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(65536):
                    out += chunk
                    self._spent += len(chunk)
                    if len(out) > MAX_ZIP_MEMBER_BYTES or self._spent > MAX_ZIP_BYTES:
                        raise BadFile("too_much_inside")
        except BadFile:
            raise
        except Exception:
            raise BadFile("corrupt") from None
        return bytes(out)
