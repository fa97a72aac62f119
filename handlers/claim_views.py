"""How a claim looks: the explanation of benefits, progress and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from handlers.context import Keyboard, Person, countable, h
from handlers.taps import MenuTap, claim_tap
from locales import has
from services.claims import ClaimView
from services.languages import in_script
from services.model import Claim, Json
from services.payouts import owed

STAGES = ("submitted", "in_review", "approved", "payment_issued", "paid")
"""The progress bar, in employees' words: 已提交 – 审核中 – 审核通过 – 资金发放中 – 已到账."""
_PLACE = {
    "submitted": 0,
    "needs_documents": 1,
    "in_review": 1,
    "appealed": 1,
    "approved": 2,
    "partly_approved": 2,
    "payment_issued": 3,
    "paid": 4,
}
_SHOWN_ALWAYS = ("date", "total", "number")


def key(code: str) -> str:
    return code.replace("_", "-")


def type_name(person: Person, claim_type: str) -> str:
    return person.t(f"claim-type-{key(claim_type)}")


def explain_text(person: Person, view: ClaimView) -> str:
    """The explanation of benefits: the trace, line by line, with its clauses."""
    claim = view.claim
    decided = bool(claim.decision)
    trace = claim.trace if decided and claim.trace else (view.result.trace_json() if view.result else [])
    payable = claim.payable if decided else (view.result.payable if view.result else None)
    lines = trace_lines(person, trace)
    reasons = claim.reasons if decided else (view.result.reasons_json() if view.result else [])
    said = [reason_text(person, reason, claim.reviewer_note) for reason in reasons]
    head = person.t(
        "explain-decided" if decided else "explain-preview",
        number=h(claim.number or ""),
        payable=person.money(payable or Decimal(0)),
    )
    clauses = clause_lines(person, trace)
    blocks = [head, "\n".join(lines), "\n".join(f"• {line}" for line in said if line), clauses]
    return "\n\n".join(block for block in blocks if block)


def reason_text(person: Person, reason: Json, note: str) -> str:
    if reason.get("code") == "reviewer":
        return person.t("reason-reviewer", note=note_text(person, note))
    name = f"reason-{key(str(reason.get('code')))}"
    if not has(person.language, name):
        return ""
    return person.t(name, **{k: _shown(person, k, v) for k, v in reason.items() if k != "code"})


def note_text(person: Person, note: str) -> str:
    """What a reviewer wrote, in the script that the person reads."""
    return h(in_script(note, person.language))


def trace_lines(person: Person, trace: Sequence[Json]) -> list[str]:
    lines = []
    for step in trace:
        name = f"step-{key(step['step'])}"
        if not has(person.language, name):
            continue
        fields = {k: _shown(person, k, v) for k, v in step["fields"].items()}
        rate = step["rate"]
        shown: dict[str, Any] = {
            "base": person.money(abs(Decimal(step["base"])).quantize(Decimal("0.01"))),
            "amount": person.money(Decimal(step["amount"]).quantize(Decimal("0.01"))),
            "rate": "" if rate is None else f"{(Decimal(rate) * 100).normalize():f}%",
        }
        lines.append(person.t(name, **(fields | shown)))
    return lines


def clause_lines(person: Person, trace: Iterable[Json]) -> str:
    seen: list[str] = []
    for step in trace:
        clause = step.get("clause")
        if clause:
            document = in_script(clause["document"].rsplit(".", 1)[0], person.language)
            section = in_script(clause["section"], person.language)
            line = person.t("clause", document=h(document), section=h(section))
            if line not in seen:
                seen.append(line)
    return person.t("clauses", list="\n".join(seen)) if seen else ""


def _shown(person: Person, name: str, value: object) -> object:
    if name in ("amount", "limit", "left", "used", "cover", "lower", "upper", "start", "end", "above", "accumulated"):
        try:
            return person.money(Decimal(str(value)))
        except ArithmeticError:
            return h(value)
    return countable(value)


def progress_text(person: Person, claim: Claim) -> str:
    """A bar with words: where the claim stands, and what comes next."""
    if claim.state in ("withdrawn", "rejected", "draft"):
        return person.t(f"state-{key(claim.state)}")
    place = _PLACE[claim.state]
    marks = [
        ("🔵" if index == place and claim.state != "paid" else "🟢" if index <= place else "⚪")
        for index in range(len(STAGES))
    ]
    bar = " ".join(f"{mark} {person.t(f'stage-{key(stage)}')}" for mark, stage in zip(marks, STAGES, strict=True))
    settled = claim.state == "approved" and claim.payable == 0
    return f"{bar}\n{person.t('state-approved-zero' if settled else f'state-{key(claim.state)}')}"


def claim_text(person: Person, view: ClaimView) -> str:
    claim = view.claim
    who = view.dependent.name if view.dependent else view.employee.name
    parts = [
        person.t("claim-title", type=type_name(person, claim.type), number=h(claim.number or ""))
        + "\n"
        + person.t("draft-who", who=h(who)),
        progress_text(person, claim),
    ]
    money = [person.t("claim-total", amount=person.money(claim.total))]
    if claim.payable is not None and claim.state not in ("withdrawn",):
        decided = claim.decision and claim.state not in ("submitted", "in_review", "needs_documents")
        money.append(person.t("claim-payable" if decided else "claim-expected", amount=person.money(claim.payable)))
    if claim.paid_amount and claim.paid_amount != claim.payable:
        money.append(person.t("claim-paid-so-far", amount=person.money(claim.paid_amount)))
    if owed(claim):
        money.append(person.t("claim-owed", amount=person.money(owed(claim))))
    parts.append("\n".join(money))
    if claim.state == "needs_documents" or (claim.state == "rejected" and claim.reviewer_note):
        parts.append(person.t("claim-note", note=note_text(person, claim.reviewer_note)))
    history = [history_line(person, event) for event in view.events[-8:]]
    if history:
        parts.append(person.t("claim-history", lines="\n".join(history)))
    return "\n\n".join(parts)


def history_line(person: Person, event: Any) -> str:
    when = event.at.astimezone(person_zone()).strftime("%m-%d %H:%M")
    name = f"event-{key(event.action)}"
    return f"{when}  {person.t(name) if has(person.language, name) else event.action}"


def person_zone() -> ZoneInfo:
    return ZoneInfo("Asia/Shanghai")


def claim_rows(person: Person, view: ClaimView, *, appeal: bool = False) -> Keyboard:
    """``appeal``: whether the decision may be appealed now."""
    claim = view.claim
    number = claim.id or 0
    rows: list[list[tuple[str, str]]] = []
    if claim.state == "needs_documents":
        rows.append([(person.t("button-add-papers"), claim_tap("papers", number))])
        rows.append([(person.t("button-resubmit"), claim_tap("submit", number))])
    row = [(person.t("button-explain"), claim_tap("explain", number))]
    if claim.state in ("submitted", "in_review", "needs_documents") and not claim.paid_amount:
        row.append((person.t("button-withdraw"), claim_tap("withdraw", number)))
    rows.append(row)
    if claim.state == "appealed":
        rows.append([(person.t("button-appeal-evidence"), claim_tap("evidence", number))])
        rows.append([(person.t("button-unappeal"), claim_tap("unappeal", number))])
    if appeal:
        rows.append([(person.t("button-appeal"), claim_tap("appeal", number))])
    rows.append([(person.t("button-all-claims"), MenuTap(to="claims").pack())])
    return rows
