"""Campaigns: HR's messages to the people they concern, written down, changed, given a file, and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from benefits.errors import BenefitsError, Conflict, InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.campaign_audiences import concerns, require_own, within
from services.campaign_checks import ACTIONS, ASKING, KINDS, REPEATS, campaign_problems
from services.model import Campaign, Json, StoredFile
from services.ports import Clock, FileVault, Store, UnitOfWork
from services.quiet_hours import QuietHours

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes; what every messenger takes as a picture."""
UNDER_WAY = ("awaiting_approval", "scheduled", "running", "paused")
MOVING = timedelta(minutes=15)
"""How long after its end a campaign's numbers are still looked at every few seconds."""
_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What HR wrote, complete or not. ``scheduled_at`` None and ``days_before`` None: at once."""

    name: str
    texts: Mapping[str, str]
    audience: Mapping[str, Any]
    kind: str = "reminder"
    action: str = ""
    scheduled_at: datetime | None = None
    repeat: str = ""
    days_before: int | None = None
    send_time: str = ""
    questions: Sequence[Json] = ()
    open_days: int | None = None


class SaveCampaign(UseCase):
    """Write a campaign down, or change a draft. It is kept whatever is still missing; what keeps it from being sent comes
    back as a list.

    Raises Conflict("campaign-state") for one that is no draft, Conflict("campaign-changed") when somebody else changed
    it after ``seen``.
    """

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock, quiet: QuietHours) -> None:
        self._store, self._clock, self._quiet = store, clock, quiet

    async def __call__(
        self, actor: Actor, wanted: CampaignDraft, campaign_id: int | None = None, seen: str = ""
    ) -> tuple[Campaign, list[BenefitsError]]:
        _check_codes(wanted)
        now = self._clock.now()
        async with self._store.write() as unit:
            if campaign_id is None:
                campaign = Campaign("", {}, {}, actor.name, now)
                unit.add(campaign)
            else:
                campaign = await own_campaign(unit, actor, campaign_id, lock=True)
                if campaign.state != "draft":
                    raise Conflict("campaign-state", state=campaign.state)
                if seen and seen != stamp(campaign):
                    raise Conflict("campaign-changed")
            asks = wanted.kind in ASKING
            campaign.name = " ".join(wanted.name.split())[:100]
            campaign.audience = within(actor, wanted.audience)
            campaign.texts = {language: written.strip()[:20_000] for language, written in wanted.texts.items()}
            campaign.kind, campaign.action = wanted.kind, "" if asks else wanted.action
            campaign.scheduled_at, campaign.repeat = wanted.scheduled_at, wanted.repeat
            campaign.days_before, campaign.send_time = wanted.days_before, wanted.send_time
            campaign.questions = list(wanted.questions) if asks else []
            campaign.open_days = wanted.open_days if asks else None
            campaign.updated_at, campaign.updated_by, campaign.note = now, actor.name, ""
            await unit.flush()
            unit.record(actor.name, "campaign.draft", "campaign", campaign.id, name=campaign.name)
            problems = await campaign_problems(unit, campaign, now, self._quiet.zone)
            await unit.commit()
            return campaign, problems


def _check_codes(wanted: CampaignDraft) -> None:
    """What a form can't send unless somebody made it up."""
    known = wanted.kind in KINDS and wanted.action in ACTIONS and wanted.repeat in REPEATS
    days = wanted.days_before is None or 0 <= wanted.days_before <= 365
    try:
        time.fromisoformat(wanted.send_time or "10:00")
    except ValueError:
        known = False
    if not known or not days:
        raise InvalidInput("campaign-kind", field="kind")


class AttachFile(UseCase):
    """Put a picture (JPEG, PNG) or a PDF with a draft, or (no data) take it away. What a file is, its bytes say.

    Raises InvalidInput("attachment-large" | "attachment-kind" | "attachment-missing"); the draft stays as it was.
    """

    permission = "campaign.manage"

    def __init__(self, store: Store, vault: FileVault, clock: Clock) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def __call__(
        self, actor: Actor, campaign_id: int, filename: str, data: bytes, *, remove: bool = False
    ) -> None:
        if len(data) > LARGEST_FILE:
            raise InvalidInput("attachment-large", field="attachment", limit=LARGEST_FILE // 1024**2)
        mime = next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "")
        if not remove and not data:
            raise InvalidInput("attachment-missing", field="attachment")
        if not remove and not mime:
            raise InvalidInput("attachment-kind", field="attachment", filename=filename[:60])
        now = self._clock.now()
        sha256 = "" if remove else await self._vault.put(data)
        async with self._store.write() as unit:
            campaign = await own_campaign(unit, actor, campaign_id, lock=True)
            if campaign.state != "draft":
                raise Conflict("campaign-state", state=campaign.state)
            campaign.attachment_file_id = None
            if not remove:
                file = StoredFile(sha256, filename[-200:], mime, len(data), now)
                unit.add(file)
                await unit.flush()
                campaign.attachment_file_id = file.id
            campaign.updated_at, campaign.updated_by = now, actor.name
            unit.record(actor.name, "campaign.file", "campaign", campaign_id, bytes=len(data))
            await unit.commit()


class ListCampaigns(UseCase):
    """The campaigns of the actor's companies, newest first, with their results."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, *, moving: bool = False) -> list[tuple[Campaign, dict[str, int]]]:
        """``moving``: only those whose numbers may still change quickly."""
        async with self._store.read() as unit:
            found = [campaign for campaign in await unit.campaigns.campaigns() if concerns(actor, campaign)]
            if moving:
                lately = self._clock.now() - MOVING
                found = [one for one in found if one.state in UNDER_WAY or (one.finished_at or lately) > lately]
            numbers = await unit.campaigns.statistics([campaign.id or 0 for campaign in found])
            return [(campaign, numbers[campaign.id or 0]) for campaign in found]


async def own_campaign(unit: UnitOfWork, actor: Actor, campaign_id: int, *, lock: bool = False) -> Campaign:
    """Raises NotFound("campaign-not-found"), NotPermitted("other-company")."""
    campaign = await unit.campaigns.campaign(campaign_id, lock=lock)
    if campaign is None:
        raise NotFound("campaign-not-found")
    require_own(actor, campaign)
    return campaign


def stamp(campaign: Campaign) -> str:
    """Changes with every change of a draft."""
    return (campaign.updated_at or campaign.created_at).isoformat()
