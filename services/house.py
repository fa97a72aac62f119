"""What HR sets for the whole product in the console: whom to call in an emergency."""

from __future__ import annotations

from benefits.errors import InvalidInput
from services.actors import Actor, UseCase
from services.console_work import head_office
from services.model import HouseSetting
from services.ports import Clock, Store

CARE = "care"
MOST_CONTACTS, LONGEST_CONTACT = 4, 80


class ShowCare(UseCase):
    """HR's emergency contacts, a line each; empty until HR has set them. Strangers may see them too: help comes first."""

    permission = "care.read"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[str]:
        async with self._store.read() as unit:
            kept = await unit.questions.setting(CARE)
        return [str(line) for line in kept.value["contacts"]] if kept is not None else []


class SetCare(UseCase):
    """Replace HR's emergency contacts. Raises InvalidInput("care-contacts", most=…, longest=…)."""

    permission = "document.publish"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, lines: str) -> list[str]:
        head_office(actor)
        contacts = [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
        if len(contacts) > MOST_CONTACTS or any(len(line) > LONGEST_CONTACT for line in contacts):
            raise InvalidInput("care-contacts", field="contacts", most=MOST_CONTACTS, longest=LONGEST_CONTACT)
        async with self._store.write() as unit:
            kept = await unit.questions.setting(CARE)
            if kept is None:
                unit.add(HouseSetting(CARE, {"contacts": contacts}, self._clock.now(), actor.name))
            else:
                kept.value, kept.changed_at, kept.changed_by = (
                    {"contacts": contacts},
                    self._clock.now(),
                    actor.name,
                )
            unit.record(actor.name, "care.set", "setting", CARE, contacts=len(contacts))
            await unit.commit()
        return contacts
