"""How a claim looks: the draft, the preview, the explanation of benefits, progress and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from handlers.context import Keyboard, Person, error_text, h
from handlers.taps import ClaimTap, MenuTap
from locales import has
from services.claim_values import ASKED_FIELDS, MONEY_FIELDS, invoices
from services.claims import ClaimView
from services.model import Claim, ClaimDocument, Json

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


def draft_text(person: Person, view: ClaimView) -> str:
    claim = view.claim
    who = view.dependent.name if view.dependent else view.employee.name
    title = "draft-title" if claim.number is None else "claim-title"
    parts = [
        person.t(title, type=type_name(person, claim.type), number=h(claim.number or ""))
        + "\n"
        + person.t("draft-who", who=h(who))
    ]
    papers = invoices(view.documents)
    for place, paper in enumerate(papers, start=1):
        parts.append(paper_text(person, paper, place if len(papers) > 1 else 0))
    unsorted = [paper for paper in view.documents if paper.kind == "unsorted"]
    if any(paper.status == "waiting" for paper in unsorted):
        parts.append(person.t("draft-reading"))
    parts.append(papers_text(person, view))
    if view.problem is not None:
        parts.append("⚠️ " + error_text(person, view.problem))
    elif view.result is not None and papers:
        parts.append(
            person.t(
                "draft-preview",
                payable=person.money(view.result.payable),
                eligible=person.money(view.result.eligible),
            )
        )
    if view.ready:
        parts.append(person.t("draft-ready"))
    return "\n\n".join(part for part in parts if part)


def paper_text(person: Person, paper: ClaimDocument, number: int) -> str:
    """The fields of one invoice for confirmation; what is missing or doubtful is said, never filled silently."""
    heading = person.t("paper-heading-numbered", number=number) if number else person.t("paper-heading")
    if paper.status == "waiting":
        return f"{heading}\n{person.t('draft-reading')}"
    lines = [heading]
    for name in ASKED_FIELDS:
        value = paper.values.get(name)
        label = person.t(f"field-{key(name)}")
        if value:
            shown = person.money(Decimal(str(value))) if name in MONEY_FIELDS else h(value)
            mark = person.t("typed-mark") if name in paper.typed else ""
            lines.append(f"{label}：{shown}{mark}" if person.language != "en" else f"{label}: {shown}{mark}")
        elif name in _SHOWN_ALWAYS:
            lines.append(person.t("field-unread", field=label))
    for problem in paper.problems:
        message = f"receipt-problem-{problem}"
        if has(person.language, message):
            lines.append("⚠️ " + person.t(message))
    return "\n".join(lines)


def papers_text(person: Person, view: ClaimView) -> str:
    have: dict[str, int] = {}
    for document in view.documents:
        if document.kind != "unsorted":
            have[document.kind] = have.get(document.kind, 0) + 1
    lines = [
        "✅ " + person.t(f"paper-{key(kind)}") + (f" ×{count}" if count > 1 else "") for kind, count in have.items()
    ]
    for paper in view.missing:
        names = person.t("or").join(person.t(f"paper-{key(kind)}") for kind in (paper.kind, *paper.alternatives))
        lines.append(person.t("paper-missing", paper=names))
    unknown = [d for d in view.documents if d.kind == "unsorted" and d.status != "waiting"]
    if unknown:
        lines.append(person.t("paper-unsorted", count=len(unknown)))
    return "\n".join(lines)


def draft_rows(person: Person, view: ClaimView) -> Keyboard:
    claim = view.claim.id or 0
    rows: list[list[tuple[str, str]]] = []
    unknown = [d for d in view.documents if d.kind == "unsorted" and d.status != "waiting"]
    if unknown:
        return [*sort_rows(person, view, unknown[0]), *rows]
    if view.ready:
        rows.append([(person.t("button-submit"), _tap("submit", claim))])
    elif view.missing_fields:
        document, name = view.missing_fields[0]
        label = person.t("button-fill", field=person.t(f"field-{key(name)}"))
        rows.append([(label, _tap("field", claim, f"{document.id}.{name}"))])
    elif view.missing:
        missing = view.missing[0]
        kinds = (missing.kind, *missing.alternatives)[:2]
        rows += [
            [(person.t("button-add-paper", paper=person.t(f"paper-{key(kind)}")), _tap("paper", claim, kind))]
            for kind in kinds
        ]
    more = [(person.t("button-edit"), _tap("edit", claim))]
    if view.result is not None and invoices(view.documents):
        more.insert(0, (person.t("button-how"), _tap("how", claim)))
    rows.append(more)
    return rows


def sort_rows(person: Person, view: ClaimView, document: ClaimDocument) -> list[list[tuple[str, str]]]:
    """What could this picture be? The missing papers first, and that it is an invoice to type in."""
    claim = view.claim.id or 0
    kinds = [kind for paper in view.missing for kind in (paper.kind, *paper.alternatives) if kind != "invoice"][:3]
    rows = [
        [(person.t(f"paper-{key(kind)}"), _tap("sort", claim, f"{document.id}.{kind}"))]
        for kind in kinds or ["visit_record"]
    ]
    rows.append([(person.t("button-is-invoice"), _tap("sort", claim, f"{document.id}.invoice"))])
    rows.append([(person.t("button-remove-paper"), _tap("remove", claim, str(document.id)))])
    return rows


def edit_rows(person: Person, view: ClaimView) -> Keyboard:
    claim = view.claim.id or 0
    rows: list[list[tuple[str, str]]] = []
    for paper in invoices(view.documents)[:4]:
        buttons = [
            (person.t(f"field-{key(name)}"), _tap("field", claim, f"{paper.id}.{name}")) for name in ASKED_FIELDS
        ]
        rows += [buttons[start : start + 3] for start in range(0, len(buttons), 3)]
    rows.append([(person.t("button-type"), _tap("types", claim)), (person.t("button-whom"), _tap("people", claim))])
    rows.append([(person.t("button-papers"), _tap("papers", claim))])
    rows.append([(person.t("button-drop"), _tap("drop", claim)), (person.t("button-back"), _tap("draft", claim))])
    return rows


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
        return person.t("reason-reviewer", note=h(note))
    name = f"reason-{key(str(reason.get('code')))}"
    if not has(person.language, name):
        return ""
    return person.t(name, **{k: _shown(person, k, v) for k, v in reason.items() if k != "code"})


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
            line = person.t("clause", document=h(clause["document"].rsplit(".", 1)[0]), section=h(clause["section"]))
            if line not in seen:
                seen.append(line)
    return person.t("clauses", list="\n".join(seen)) if seen else ""


def _shown(person: Person, name: str, value: object) -> str:
    if name in ("amount", "limit", "left", "used", "cover", "lower", "upper", "start", "end", "above", "accumulated"):
        try:
            return person.money(Decimal(str(value)))
        except ArithmeticError:
            return h(value)
    return h(value)


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
        decided = claim.decision and claim.state not in ("submitted", "in_review", "needs_documents", "appealed")
        money.append(person.t("claim-payable" if decided else "claim-expected", amount=person.money(claim.payable)))
    parts.append("\n".join(money))
    if claim.state == "needs_documents" or (claim.state == "rejected" and claim.reviewer_note):
        parts.append(person.t("claim-note", note=h(claim.reviewer_note)))
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


def claim_rows(person: Person, view: ClaimView) -> Keyboard:
    claim = view.claim
    number = claim.id or 0
    rows: list[list[tuple[str, str]]] = []
    if claim.state == "needs_documents":
        rows.append([(person.t("button-add-papers"), _tap("papers", number))])
        rows.append([(person.t("button-resubmit"), _tap("submit", number))])
    row = [(person.t("button-explain"), _tap("explain", number))]
    if claim.state in ("submitted", "in_review", "needs_documents"):
        row.append((person.t("button-withdraw"), _tap("withdraw", number)))
    rows.append(row)
    rows.append([(person.t("button-all-claims"), MenuTap(to="claims").pack())])
    return rows


def _tap(do: str, claim: int, arg: str | None = None) -> str:
    return ClaimTap(do=do, claim=claim, arg=arg).pack()
