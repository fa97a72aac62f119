"""What all tables share: the metadata with its names for constraints, the mapper, and the usual columns."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, String
from sqlalchemy.orm import registry

from storage.types import Identity

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
mapper = registry(metadata=metadata)


def row_id() -> Column[int]:
    return Column("id", Identity, primary_key=True, autoincrement=True)


def reference(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    return Column(name, Identity, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def short_text(name: str, length: int = 200, **options: object) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="", **options)  # type: ignore[arg-type]
