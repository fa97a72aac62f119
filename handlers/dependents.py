"""A new family member, in the middle of choosing: relation, name, birth date, and back to the choice."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from benefits.errors import InvalidInput
from handlers.asides import took_aside
from handlers.context import Keyboard, Person, error_text, h, show
from handlers.enrolment import show_benefit
from handlers.taps import ElectTap
from services.app import Services
from services.claim_values import parse_day

router = Router(name="dependents")


class AddingDependent(StatesGroup):
    name = State()
    birth_date = State()


@router.callback_query(ElectTap.filter(F.do == "add"))
async def ask_relation(query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services) -> None:
    view = await services.show_enrolment(person.actor)
    offer = view.offer(callback_data.benefit or "")
    rows = [
        [(person.t(f"relation-{name}"), ElectTap(do="relation", benefit=callback_data.benefit, arg=name).pack())]
        for name in offer.option.dependents
    ]
    rows.append([(person.t("button-back"), ElectTap(do="who", benefit=callback_data.benefit).pack())])
    await show(query, person.t("ask-relation"), rows)


@router.callback_query(ElectTap.filter(F.do == "relation"))
async def ask_name(query: CallbackQuery, callback_data: ElectTap, person: Person, state: FSMContext) -> None:
    await state.set_state(AddingDependent.name)
    await state.update_data(benefit=callback_data.benefit, relation=callback_data.arg)
    await show(query, person.t("ask-dependent-name"), _back(person, callback_data.benefit))


@router.message(AddingDependent.name, F.text, ~F.text.startswith("/"))
async def name_typed(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    if await took_aside(message, person, services):
        await message.answer(person.t("ask-dependent-name"))
        return
    name = " ".join((message.text or "").split())
    if not 1 < len(name) <= 40 or any(sign in name for sign in "?？"):
        await message.answer(error_text(person, InvalidInput("dependent-name", field="name")))
        return
    await state.update_data(name=name)
    await state.set_state(AddingDependent.birth_date)
    await message.answer(person.t("ask-dependent-birth", name=h(name)))


@router.message(AddingDependent.birth_date, F.text, ~F.text.startswith("/"))
async def birth_typed(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    born = parse_day(message.text or "", services.clock.today())
    if born is None and await took_aside(message, person, services):
        kept = await state.get_data()
        await message.answer(person.t("ask-dependent-birth", name=h(str(kept["name"]))))
        return
    if born is None:
        await message.answer(error_text(person, InvalidInput("field-not-date", field="date", text=message.text or "")))
        return
    kept = await state.get_data()
    made = await services.add_dependent(person.actor, str(kept["relation"]), str(kept["name"]), born)
    people = sorted({*kept.get("people", []), made.id or 0})
    await state.set_state(None)
    await state.update_data(people=people)
    view = await services.show_enrolment(person.actor)
    await message.answer(person.t("dependent-added", name=h(made.name)))
    await show_benefit(message, person, services, view, view.offer(str(kept["benefit"])), people)


def _back(person: Person, benefit: str | None) -> Keyboard:
    return [[(person.t("button-back"), ElectTap(do="who", benefit=benefit).pack())]]
