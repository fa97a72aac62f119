"""How migrations are run, compared and written: the same options for each."""

from __future__ import annotations

from typing import Any, Literal

from storage.tables import metadata
from storage.types import Cents, JsonValue, SealedJson, SealedText, UtcDateTime

_PLAIN = {
    Cents: "sa.BigInteger()",
    UtcDateTime: "sa.DateTime(timezone=True)",
    SealedText: "sa.LargeBinary()",
    SealedJson: "sa.LargeBinary()",
    type(JsonValue): 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
}


def plain_type(kind: str, value: object, _context: object) -> str | Literal[False]:
    """A migration names what the database holds, not classes of ours that may change later."""
    if kind != "type":
        return False
    if str(value) == "BIGINT" and getattr(value, "_variant_mapping", None):
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return _PLAIN.get(type(value), False)


def options() -> dict[str, Any]:
    return {
        "target_metadata": metadata,
        "render_as_batch": True,
        "transactional_ddl": True,
        "compare_type": True,
        "render_item": plain_type,
    }
