"""Where the button of a campaign or a reminder leads."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from handlers.claim_drafts import start_claim
from handlers.claims import list_claims
from handlers.context import Person, add
from handlers.enrolment import show_offers
from handlers.menu import show_menu
from services.app import Services


async def open_flow(query: CallbackQuery, person: Person, services: Services, flow: str) -> None:
    if flow == "enrol":
        await show_offers(query, person, services)
    elif flow == "claims":
        await list_claims(query, person, services)
    elif flow == "ask":
        await add(query, person.t("ask-anything"))
    elif flow == "menu" and isinstance(query.message, Message):
        await show_menu(query.message, person)
    else:
        await start_claim(query, person, services)
