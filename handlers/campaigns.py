"""The button of a campaign leads into the flow it is about."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.context import Person
from handlers.flows import open_flow
from handlers.taps import CampaignTap
from services.app import Services

router = Router(name="campaigns")


@router.callback_query(CampaignTap.filter())
async def tapped(query: CallbackQuery, callback_data: CampaignTap, person: Person, services: Services) -> None:
    campaign = await services.record_tap(person.actor, callback_data.campaign)
    await open_flow(query, person, services, campaign.action)
