"""Somebody in need comes before everything else: before linking, before any step of a form. Nothing of it is kept."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message

from handlers.context import Person, add, h
from handlers.taps import MenuTap
from services.app import Services
from services.languages import in_script

router = Router(name="care")


async def in_distress(message: Message, services: Services) -> bool:
    return (await services.parts.knowledge.route(message.text or message.caption or "")).intent == "distress"


@router.message(F.text | F.caption, in_distress)
async def offer_help(message: Message, person: Person, services: Services) -> None:
    contacts = await services.show_care(person.actor)
    own = "\n".join(person.t("distress-contact", contact=h(in_script(line, person.language))) for line in contacts)
    rows = [[(person.t("button-call-person"), MenuTap(to="call").pack())]] if person.linked else []
    await add(message, person.t("distress", own=f"\n{own}" if own else ""), rows)
