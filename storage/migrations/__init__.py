"""Alembic migrations. ``storage.migrate`` runs them; there is no alembic.ini."""
