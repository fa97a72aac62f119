"""The console's small world, for claims that are followed through the use cases."""

from __future__ import annotations

from tests.integration.console.conftest import first_world, open_browser, world

__all__ = ["first_world", "open_browser", "world"]
