"""What use cases write on the buttons of notices is what the chat understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiogram.filters.callback_data import CallbackData

from handlers import taps

SERVICES = Path(__file__).parents[3] / "services"
TAPS = {
    tap.__prefix__: tap
    for tap in vars(taps).values()
    if isinstance(tap, type) and issubclass(tap, CallbackData) and tap is not CallbackData
}
WRITTEN = sorted(
    {
        (path.name, found)
        for path in SERVICES.glob("*.py")
        for found in re.findall(rf'f?"((?:{"|".join(TAPS)}):[^"]*)"', path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("module", "written"), WRITTEN)
def test_every_button_of_a_notice_is_understood(module: str, written: str) -> None:
    filled = re.sub(r"\{[^}]*\}", "1", written)
    TAPS[filled.split(":")[0]].unpack(filled)


def test_there_are_such_buttons() -> None:
    assert len(WRITTEN) >= 10
