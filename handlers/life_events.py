"""A qualifying life event: what happened, when, its proof, and on to what may be chosen now."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from benefits.errors import InvalidInput
from handlers.asides import took_aside
from handlers.claim_papers import checked_file, download, still_waits
from handlers.claim_views import key
from handlers.context import Keyboard, Person, add, error_text, show
from handlers.enrolment import show_offers
from handlers.taps import ElectTap
from services.app import Services
from services.claim_values import parse_day
from services.life_events import DECLARABLE

router = Router(name="life-events")


class Declaring(StatesGroup):
    day = State()
    proof = State()


@router.callback_query(ElectTap.filter(F.do == "event"))
async def ask_kind(query: CallbackQuery, person: Person, state: FSMContext) -> None:
    await state.set_state(None)
    rows = [[(_name(person, kind), ElectTap(do="happened", arg=kind).pack())] for kind in DECLARABLE]
    await show(query, person.t("life-event-which"), [*rows, *_back(person)])


@router.callback_query(ElectTap.filter(F.do == "happened"))
async def ask_day(query: CallbackQuery, callback_data: ElectTap, person: Person, state: FSMContext) -> None:
    await state.set_state(Declaring.day)
    await state.update_data(kind=callback_data.arg or "")
    await show(query, _ask_day(person, callback_data.arg or ""), _back(person))


@router.message(Declaring.day, F.text, ~F.text.startswith("/"))
async def day_written(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    kind = str((await state.get_data())["kind"])
    on = parse_day(message.text or "", services.clock.today())
    if on is None and await took_aside(message, person, services):
        await add(message, _ask_day(person, kind), _back(person))
        return
    if on is None:
        refused = InvalidInput("field-not-date", field="date", text=message.text or "")
        await add(message, error_text(person, refused), _back(person))
        return
    event = await services.declare_event(person.actor, kind, on)
    await state.set_state(Declaring.proof)
    await state.update_data(event=event.id, asked=services.clock.now().isoformat())
    words = person.t("life-event-noted", event=_name(person, kind), date=on.isoformat(), proof=_proof(person, kind))
    await add(message, words, [[(person.t("button-proof-later"), ElectTap(do="noproof").pack())]])


async def for_an_event(message: Message, state: FSMContext) -> bool:
    return still_waits(message, await state.get_data())


@router.message(Declaring.proof, F.photo | F.document, for_an_event)
async def proof_came(message: Message, person: Person, services: Services, state: FSMContext, bot: Bot) -> None:
    file, name, mime = checked_file(message)
    event = int((await state.get_data())["event"])
    await services.prove_event(person.actor, event, await download(bot, file.file_id), name, mime)
    await state.set_state(None)
    await add(message, person.t("life-event-proved"))
    await show_offers(message, person, services)


@router.callback_query(ElectTap.filter(F.do == "noproof"))
async def proof_later(query: CallbackQuery, person: Person, services: Services, state: FSMContext) -> None:
    await state.set_state(None)
    await show_offers(query, person, services)


@router.callback_query(ElectTap.filter(F.do == "proof"))
async def ask_proof(
    query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services, state: FSMContext
) -> None:
    """The proof of the event that elections rest on now, where it hasn't been sent yet."""
    event = (await services.show_enrolment(person.actor)).basis.event
    if event is None or event.state != "declared":
        await show_offers(query, person, services)
        return
    await state.set_state(Declaring.proof)
    await state.update_data(event=event.id, asked=services.clock.now().isoformat())
    words = person.t("life-event-ask-proof", event=_name(person, event.kind), proof=_proof(person, event.kind))
    await add(query, words, [[(person.t("button-proof-later"), ElectTap(do="noproof").pack())]])


def _name(person: Person, kind: str) -> str:
    return person.t(f"life-event-{key(kind)}")


def _proof(person: Person, kind: str) -> str:
    return person.t(f"life-proof-{key(kind)}")


def _ask_day(person: Person, kind: str) -> str:
    return person.t("life-event-when", event=_name(person, kind))


def _back(person: Person) -> Keyboard:
    return [[(person.t("button-back"), ElectTap(do="list").pack())]]
