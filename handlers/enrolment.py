"""Elective enrolment: today's cover, recommended options, the cost side by side, confirmation."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.claim_views import key
from handlers.context import Keyboard, Person, add, drop_buttons, h, show
from handlers.taps import ElectTap, MenuTap
from locales import LANGUAGES
from locales import text as words_of
from services.app import Services
from services.enrolment import EnrolmentView, Offer

router = Router(name="enrolment")
FIRST = 3
"""Electives shown at once: more is a list nobody reads on a phone."""


# -- what there is ------------------------------------------------------------------------------------------------


@router.message(Command("enrol"))
@router.callback_query(MenuTap.filter(F.to == "enrol"))
async def start(event: Message | CallbackQuery, person: Person, services: Services) -> None:
    await show_offers(event, person, services)


async def show_offers(
    event: Message | CallbackQuery,
    person: Person,
    services: Services,
    *,
    edit: bool = False,
    whole: bool = False,
    more: Keyboard = (),
) -> None:
    """What may be chosen: the likeliest three first, the rest one tap away (``whole``)."""
    view = await services.show_enrolment(person.actor)
    offers = _ordered(view)
    shown = offers if whole else offers[:FIRST]
    rows = [
        [(_offer_label(person, offer), ElectTap(do="open", benefit=offer.option.benefit).pack())] for offer in shown
    ]
    if len(shown) < len(offers):
        rows.append([(person.t("button-all-electives", count=len(offers)), ElectTap(do="all").pack())])
    if view.basis.event is not None and view.basis.event.file_id is None and view.basis.event.state == "declared":
        rows.append([(person.t("button-proof"), ElectTap(do="proof").pack())])
    life = [] if view.right.event else [[(person.t("button-life-event"), ElectTap(do="event").pack())]]
    await (show if edit else add)(event, _offers_text(person, view), [*(rows if view.right else []), *life, *more])


async def open_named(
    message: Message, person: Person, services: Services, state: FSMContext, said: str, more: Keyboard = ()
) -> None:
    """The one elective that the person's words name; the list where they name none, or several."""
    view = await services.show_enrolment(person.actor)
    named = [offer for offer in view.offers if any(name in said.casefold() for name in _stems(offer))]
    if len(named) != 1 or not view.right:
        await show_offers(message, person, services, more=more)
        return
    chosen = _family(view, named[0]) if named[0].option.needs_dependents else []
    await state.update_data(benefit=named[0].option.benefit, people=chosen)
    await show_benefit(message, person, services, view, named[0], chosen, more)


def _stems(offer: Offer) -> set[str]:
    """What people call a benefit: its names without words like "insurance" that say nothing of which."""
    stems = set()
    for language in LANGUAGES:
        stem = offer.name(language).casefold()
        for word in words_of(language, "words-any-benefit").split(","):
            stem = stem.replace(word, "").strip()
        stems |= {stem} if len(stem) > 1 else set()
    return stems


def _ordered(view: EnrolmentView) -> list[Offer]:
    """What was chosen already, then what is recommended, then the rest as the plan lists it."""
    return sorted(view.offers, key=lambda offer: (not _elected(offer), not offer.because))


def _elected(offer: Offer) -> bool:
    return offer.standing is not None and not offer.standing.waived


def _offer_label(person: Person, offer: Offer) -> str:
    mark = "✅ " if _elected(offer) else "⭐ " if offer.because else ""
    return mark + offer.name(person.language)


def _offers_text(person: Person, view: EnrolmentView) -> str:
    parts = []
    if view.right.event:
        until, event = view.right.until, view.right.event
        parts.append(
            person.t(
                "enrol-event",
                event=person.t(f"life-event-{key(event.kind)}"),
                date=event.on.isoformat(),
                until=until.isoformat() if until else "",
                start=view.basis.begins.isoformat(),
            )
        )
    elif view.right:
        parts.append(person.t("enrol-open", until=view.right.until.isoformat() if view.right.until else ""))
    elif view.right.opens:
        parts.append(person.t("enrol-not-yet", opens=view.right.opens.isoformat()))
    else:
        parts.append(person.t("enrol-closed"))
    standing = [offer for offer in view.offers if offer.standing is not None]
    if standing:
        lines = [_standing_line(person, offer) for offer in standing]
        parts.append(person.t("enrol-standing", lines="\n".join(lines)))
    recommended = [offer for offer in view.offers if offer.because and offer.standing is None]
    if recommended and view.right:
        lines = [
            f"⭐ {h(offer.name(person.language))} — {person.t(f'because-{offer.because}')}" for offer in recommended
        ]
        parts.append(person.t("enrol-recommended", lines="\n".join(lines)))
    if view.right:
        parts.append(person.t("enrol-choose"))
    return "\n\n".join(parts)


def _standing_line(person: Person, offer: Offer) -> str:
    standing = offer.standing
    assert standing is not None
    if standing.waived:
        return person.t("standing-waived", benefit=h(offer.name(person.language)))
    return person.t(
        "standing-elected" if standing.option else "standing-elected-plain",
        benefit=h(offer.name(person.language)),
        option=_option_name(person, standing.option),
        monthly=person.money(standing.monthly_employee),
        start=standing.effective_from.isoformat(),
    )


def _option_name(person: Person, option: str) -> str:
    return person.t(f"option-{key(option)}") if option.isalpha() else h(option)


# -- one benefit: who, which option, what it costs ----------------------------------------------------------------


@router.callback_query(ElectTap.filter(F.do.in_({"open", "who"})))
async def open_benefit(
    query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services, state: FSMContext
) -> None:
    view = await services.show_enrolment(person.actor)
    offer = view.offer(callback_data.benefit or "")
    kept = await state.get_data()
    chosen: list[int] = kept.get("people", []) if kept.get("benefit") == callback_data.benefit else []
    if callback_data.do == "open":
        chosen = _family(view, offer) if offer.option.needs_dependents else []
    elif callback_data.arg:
        chosen = sorted(set(chosen) ^ {int(callback_data.arg)})
    await state.update_data(benefit=callback_data.benefit, people=chosen)
    await show_benefit(query, person, services, view, offer, chosen)


def _family(view: EnrolmentView, offer: Offer) -> list[int]:
    return [d.id or 0 for d in view.dependents if d.relation in offer.option.dependents]


async def show_benefit(
    event: Message | CallbackQuery,
    person: Person,
    services: Services,
    view: EnrolmentView,
    offer: Offer,
    chosen: list[int],
    more: Keyboard = (),
) -> None:
    """Options side by side with the monthly cost to the person and to the company."""
    option, benefit = offer.option, offer.option.benefit
    parts = [person.t("benefit-title", benefit=h(offer.name(person.language)))]
    if offer.because:
        parts[0] += "\n⭐ " + person.t(f"because-{offer.because}")
    rows: list[list[tuple[str, str]]] = []
    if option.needs_dependents:
        people = [d for d in view.dependents if d.relation in option.dependents]
        parts.append(person.t("benefit-who" if people else "benefit-nobody"))
        for d in people:
            label = person.t("dependent-label", name=d.name, relation=person.t(f"relation-{d.relation}"))
            mark = "☑️ " if d.id in chosen else "⬜ "
            rows.append([(mark + label, ElectTap(do="who", benefit=benefit, arg=str(d.id)).pack())])
        rows.append([(person.t("button-add-dependent"), ElectTap(do="add", benefit=benefit).pack())])
    if not option.needs_dependents or chosen:
        lines, buttons = await _options(person, services, offer, chosen)
        parts += lines
        rows += buttons
    if offer.standing is None or not offer.standing.waived:
        rows.append([(person.t("button-waive"), ElectTap(do="waive", benefit=benefit).pack())])
    rows.append([(person.t("button-back"), ElectTap(do="list").pack())])
    await show(event, "\n\n".join(parts), [*rows, *more])


async def _options(
    person: Person, services: Services, offer: Offer, chosen: list[int]
) -> tuple[list[str], list[list[tuple[str, str]]]]:
    option = offer.option
    names: list[str] = list(option.options)
    if option.percent_at_most is not None:
        most = int(option.percent_at_most * 100)
        names = [f"{share}%" for share in sorted({2, max(2, most // 2), most}) if share <= most]
    lines: list[str] = []
    buttons: list[list[tuple[str, str]]] = []
    for name in names or [""]:
        quoted, _ = await services.quote_election(person.actor, option.benefit, name, chosen)
        label = _option_name(person, name) if name else offer.name(person.language)
        lines.append(
            person.t(
                "quote-line",
                option=label,
                employee=person.money(quoted.monthly_employee),
                company=person.money(quoted.monthly_company),
            )
            if option.priced or option.percent_at_most is not None
            else person.t("quote-per-use", share=f"{(option.company_share * 100).normalize():f}%")
        )
        tap = ElectTap(do="option", benefit=option.benefit, arg=name or "-")
        buttons.append([(person.t("button-choose", option=label), tap.pack())])
    return ["\n".join(lines)], buttons


@router.callback_query(ElectTap.filter(F.do == "list"))
async def back_to_list(query: CallbackQuery, person: Person, services: Services, state: FSMContext) -> None:
    await state.clear()
    await show_offers(query, person, services, edit=True)


@router.callback_query(ElectTap.filter(F.do == "all"))
async def whole_list(query: CallbackQuery, person: Person, services: Services) -> None:
    await show_offers(query, person, services, edit=True, whole=True)


@router.callback_query(ElectTap.filter(F.do == "option"))
async def chose_option(
    query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services, state: FSMContext
) -> None:
    """The last look before confirming: who, which, what it costs, from when."""
    benefit, name = callback_data.benefit or "", _arg(callback_data)
    kept = await state.get_data()
    people: list[int] = kept.get("people", []) if kept.get("benefit") == benefit else []
    view = await services.show_enrolment(person.actor)
    offer = view.offer(benefit)
    quoted, dependents = await services.quote_election(person.actor, benefit, name, people)
    await state.update_data(benefit=benefit, people=people, option=name)
    text = person.t(
        "confirm-ask",
        benefit=h(offer.name(person.language)),
        option=_option_name(person, name) if name else "—",
        people=h(person.t("name-comma").join(d.name for d in dependents)) or person.t("myself-only"),
        employee=person.money(quoted.monthly_employee),
        company=person.money(quoted.monthly_company),
        start=view.basis.begins.isoformat(),
    )
    rows = [
        [(person.t("button-confirm"), ElectTap(do="confirm", benefit=benefit, arg=name or "-").pack())],
        [(person.t("button-back"), ElectTap(do="who", benefit=benefit).pack())],
    ]
    await show(query, text, rows)


@router.callback_query(ElectTap.filter(F.do == "confirm"))
async def confirm(
    query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services, state: FSMContext
) -> None:
    kept = await state.get_data()
    benefit = callback_data.benefit or ""
    people: list[int] = kept.get("people", []) if kept.get("benefit") == benefit else []
    await drop_buttons(query)
    made = await services.confirm_election(person.actor, benefit, _arg(callback_data), people)
    await show(query, person.t("confirmed", number=made.number), [[(person.t("button-enrol-more"), _list())]])


@router.callback_query(ElectTap.filter(F.do == "waive"))
async def ask_waive(query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services) -> None:
    view = await services.show_enrolment(person.actor)
    offer = view.offer(callback_data.benefit or "")
    rows = [
        [(person.t("button-waive-yes"), ElectTap(do="waived", benefit=callback_data.benefit).pack())],
        [(person.t("button-back"), ElectTap(do="who", benefit=callback_data.benefit).pack())],
    ]
    await show(query, person.t("waive-ask", benefit=h(offer.name(person.language))), rows)


@router.callback_query(ElectTap.filter(F.do == "waived"))
async def waive(query: CallbackQuery, callback_data: ElectTap, person: Person, services: Services) -> None:
    await drop_buttons(query)
    made = await services.confirm_election(person.actor, callback_data.benefit or "", "", (), waive=True)
    await show(query, person.t("confirmed", number=made.number), [[(person.t("button-enrol-more"), _list())]])


def _list() -> str:
    return ElectTap(do="list").pack()


def _arg(tap: ElectTap) -> str:
    return "" if tap.arg in (None, "-") else str(tap.arg)
