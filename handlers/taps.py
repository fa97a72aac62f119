"""What the buttons carry. At most 64 bytes each; ``services`` uses the same words in notices."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class MenuTap(CallbackData, prefix="mn"):
    to: str


class LanguageTap(CallbackData, prefix="lg"):
    language: str


class ConsentTap(CallbackData, prefix="co"):
    do: str


class AnswerTap(CallbackData, prefix="an"):
    """``do``: passage (arg: place of the citation), up, down, why (arg: place of the reason), person, tell, quiet, again,
    choose (arg: place of the choice)."""

    do: str
    question: int
    arg: int = 0


class MeantTap(CallbackData, prefix="mq"):
    """The text of ``message`` was meant as a question."""

    message: int


class ClaimTap(CallbackData, prefix="cl"):
    """``do``: show, explain, papers, edit, field, type, whom, sort, remove, drop, submit, withdraw, appeal, evidence, rate, …"""

    do: str
    claim: int
    arg: str | None = None


def claim_tap(do: str, claim: int, arg: str | None = None) -> str:
    return ClaimTap(do=do, claim=claim, arg=arg).pack()


class ElectTap(CallbackData, prefix="el"):
    """``do``: list, all, open, option, who, quote, confirm, waive, add, relation, event, happened (arg: kind), proof, noproof."""

    do: str
    benefit: str | None = None
    arg: str | None = None


class CampaignTap(CallbackData, prefix="cg"):
    campaign: int


class ReminderTap(CallbackData, prefix="rm"):
    """``do``: go, mute (arg: the reminder's id), on, off (arg: code or ``*``), list, hours, quiet, zones, zone, held."""

    do: str
    arg: str = ""


class SurveyTap(CallbackData, prefix="sv"):
    """``do``: on, off (an option), next, show. ``place`` and ``option`` count from 0."""

    do: str
    campaign: int
    place: int = 0
    option: int = 0
