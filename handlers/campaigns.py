"""The button of a reminder leads into the flow it is about."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.claim_drafts import start_claim
from handlers.claims import list_claims
from handlers.context import Person, add
from handlers.enrolment import show_offers
from handlers.taps import CampaignTap
from services.app import Services

router = Router(name="campaigns")


@router.callback_query(CampaignTap.filter())
async def tapped(query: CallbackQuery, callback_data: CampaignTap, person: Person, services: Services) -> None:
    campaign = await services.record_tap(person.actor, callback_data.campaign)
    if campaign.action == "enrol":
        await show_offers(query, person, services)
    elif campaign.action == "claims":
        await list_claims(query, person, services)
    elif campaign.action == "ask":
        await add(query, person.t("ask-anything"))
    else:
        await start_claim(query, person, services)
