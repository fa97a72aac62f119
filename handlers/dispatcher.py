"""One dispatcher over all conversations."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import Dispatcher
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage

from handlers import (
    appeals,
    campaigns,
    care,
    claim_drafts,
    claim_papers,
    claims,
    dependents,
    enrolment,
    fallback,
    life_events,
    linking,
    menu,
    questions,
    ratings,
    reminders,
    surveys,
)
from handlers.context import KnowWho
from services.app import Services

MODULES = (
    menu, linking, appeals, life_events, claim_papers, claim_drafts, claims, enrolment, campaigns, reminders, surveys, questions,
    fallback,
)  # fmt: skip
"""Tried in this order: who are you, commands, steps, free text, rest."""


def make_dispatcher(
    services: Services,
    channels: Mapping[int, str],
    storage: BaseStorage,
    isolation: BaseEventIsolation | None = None,
) -> Dispatcher:
    """``channels``: bot id → channel name.

    Routers are tried in this order: somebody in need, commands, who are you, steps, free text, the rest.
    """
    dispatcher = Dispatcher(storage=storage, events_isolation=isolation)
    dispatcher.update.outer_middleware(KnowWho(services, channels))
    for module in (
        care,
        menu,
        linking,
        appeals,
        life_events,
        claim_papers,
        claim_drafts,
        claims,
        enrolment,
        dependents,
        campaigns,
        reminders,
        surveys,
        questions,
        ratings,
        fallback,
    ):
        # A module's router holds nothing but its handlers, so several dispatchers of one process may use it; aiogram
        # only remembers the last parent.
        module.router._parent_router = None
        dispatcher.include_router(module.router)
    return dispatcher
