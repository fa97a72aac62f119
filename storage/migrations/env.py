"""Alembic's entry point. The connection comes from ``storage.migrate``, inside a transaction of its own."""

from __future__ import annotations

from alembic import context

from storage.migrations.settings import options

context.configure(connection=context.config.attributes["connection"], **options())
with context.begin_transaction():
    context.run_migrations()
