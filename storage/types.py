"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.encryption import keyring

Identity = BigInteger().with_variant(Integer, "sqlite")
"""Primary keys: SQLite numbers rows by itself only for plain INTEGER."""

JsonValue = JSON().with_variant(JSONB(), "postgresql")


class Cents(TypeDecorator[Decimal]):
    """Money as whole cents: exact everywhere, and summable by the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        cents = value * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"money must be rounded to the cent before it is stored: {value}")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2).quantize(Decimal("0.01"))


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times in, aware UTC times out, on databases with and without time zones."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must carry a time zone")
        moved = value.astimezone(UTC)
        return moved if dialect.name == "postgresql" else moved.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _sealed(text: str) -> bytes:
    # Messengers deliver lone surrogates now and then; they are kept rather than refused.
    return keyring().seal(text.encode("utf-8", "surrogatepass"))


def _text(sealed: bytes) -> str:
    return keyring().unseal(bytes(sealed)).decode("utf-8", "surrogatepass")


class SealedText(TypeDecorator[str]):
    """Text that is encrypted at rest. An empty text is stored empty."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes:
        return _sealed(value) if value else b""

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str:
        return _text(value) if value else ""


class SealedJson(TypeDecorator[dict[str, Any]]):
    """A JSON object that is encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes:
        return _sealed(json.dumps(value, ensure_ascii=False)) if value else b""

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any]:
        return json.loads(_text(value)) if value else {}
