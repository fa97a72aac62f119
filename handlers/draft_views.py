"""How a draft looks: its fields for confirmation, its papers, the preview, and the buttons below."""

from __future__ import annotations

from decimal import Decimal

from handlers.claim_views import key, type_name
from handlers.context import Keyboard, Person, error_text, h
from handlers.taps import claim_tap
from locales import has
from services.claim_values import ASKED_FIELDS, MONEY_FIELDS, invoices, unsure_fields
from services.claims import ClaimView
from services.model import ClaimDocument
from services.receipts import told

_SHOWN_ALWAYS = ("date", "total", "number")


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
    waiting = [paper for paper in view.documents if paper.status == "waiting"]
    if len(view.documents) > 1 and waiting:
        done = len(view.documents) - len(waiting)
        parts.append(person.t("draft-reading-progress", done=done, count=len(view.documents)))
    elif any(paper.kind == "unsorted" for paper in waiting):
        parts.append(person.t("draft-reading"))
    for place, paper in enumerate(view.documents, start=1):
        if paper.kind == "unsorted" and paper.problems:
            parts.append("\n".join([person.t("paper-unread-heading", number=place), *problem_lines(person, paper)]))
    if any({"unreadable", "low_quality", "gave_up"} & set(paper.problems) for paper in view.documents):
        parts.append("💡 " + person.t("receipt-advice-photo"))
    if view.twins:
        parts.append(twins_text(person, view))
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
            shown = h(field_value(person, name, str(value)))
            mark = person.t("typed-mark") if name in paper.typed else ""
            if name in unsure_fields(paper):
                mark = " " + person.t("field-unsure")
            lines.append(f"{label}：{shown}{mark}" if person.language != "en" else f"{label}: {shown}{mark}")
        elif name in _SHOWN_ALWAYS:
            lines.append(person.t("field-unread", field=label))
    return "\n".join(lines + problem_lines(person, paper))


def field_value(person: Person, name: str, value: str) -> str:
    return person.money(Decimal(value)) if name in MONEY_FIELDS else value


def problem_lines(person: Person, paper: ClaimDocument) -> list[str]:
    """What is wrong with a picture."""
    return [
        "⚠️ " + person.t(f"receipt-problem-{problem}")
        for problem in told(paper.problems)
        if has(person.language, f"receipt-problem-{problem}")
    ]


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
        lines.append("　" + person.t(f"paper-sample-{key(paper.kind)}"))
    if unknown := unsorted(view):
        number = view.documents.index(unknown[0]) + 1
        only = len(view.documents) == 1
        lines.append(
            person.t("paper-unsorted-only")
            if only
            else person.t("paper-unsorted", number=number, left=len(unknown) - 1)
        )
    return "\n".join(lines)


def unsorted(view: ClaimView) -> list[ClaimDocument]:
    """Read papers of which nobody has said what they are; the first one is asked about."""
    return [document for document in view.documents if document.kind == "unsorted" and document.status != "waiting"]


def twins_text(person: Person, view: ClaimView) -> str:
    """A kind word before handing in: it may be an oversight. Whose the other claim is, is said only of one's own."""
    own = [twin for twin in view.twins if twin.claim.employee_id == view.claim.employee_id]
    if own:
        return person.t("draft-twin-own", number=h(own[0].claim.number or ""))
    return person.t("draft-twin")


def draft_rows(person: Person, view: ClaimView) -> Keyboard:
    claim = view.claim.id or 0
    rows: list[list[tuple[str, str]]] = []
    if unknown := unsorted(view):
        return [*sort_rows(person, view, unknown[0]), [(person.t("button-edit"), claim_tap("edit", claim))]]
    if view.ready:
        rows.append([(person.t("button-submit"), claim_tap("submit", claim))])
    elif view.missing_fields:
        document, name = view.missing_fields[0]
        label = person.t("button-fill", field=person.t(f"field-{key(name)}"))
        rows.append([(label, claim_tap("field", claim, f"{document.id}.{name}"))])
    elif view.missing:
        missing = view.missing[0]
        kinds = (missing.kind, *missing.alternatives)[:2]
        rows += [
            [(person.t("button-add-paper", paper=person.t(f"paper-{key(kind)}")), claim_tap("paper", claim, kind))]
            for kind in kinds
        ]
    if weak := next(((paper, name) for paper in invoices(view.documents) for name in unsure_fields(paper)), None):
        label = person.t("button-check", field=person.t(f"field-{key(weak[1])}"))
        rows.append([(label, claim_tap("field", claim, f"{weak[0].id}.{weak[1]}"))])
    more = [(person.t("button-edit"), claim_tap("edit", claim))]
    if view.result is not None and invoices(view.documents):
        more.insert(0, (person.t("button-how"), claim_tap("how", claim)))
    rows.append(more)
    return rows


def sort_rows(person: Person, view: ClaimView, document: ClaimDocument) -> list[list[tuple[str, str]]]:
    """What could this picture be? The missing papers first, and that it is an invoice to type in."""
    claim = view.claim.id or 0
    kinds = [kind for paper in view.missing for kind in (paper.kind, *paper.alternatives) if kind != "invoice"][:3]
    rows = [
        [(person.t(f"paper-{key(kind)}"), claim_tap("sort", claim, f"{document.id}.{kind}"))]
        for kind in kinds or ["visit_record"]
    ]
    rows.append([(person.t("button-is-invoice"), claim_tap("sort", claim, f"{document.id}.invoice"))])
    rows.append([(person.t("button-remove-paper"), claim_tap("remove", claim, str(document.id)))])
    return rows


def edit_rows(person: Person, view: ClaimView, paper_id: int | None = None) -> Keyboard:
    """Fields of the one invoice, or of the chosen one; of several, which one."""
    claim = view.claim.id or 0
    papers = invoices(view.documents)
    chosen = papers[0] if len(papers) == 1 else next((paper for paper in papers if paper.id == paper_id), None)
    if chosen is not None:
        buttons = [
            (person.t(f"field-{key(name)}"), claim_tap("field", claim, f"{chosen.id}.{name}")) for name in ASKED_FIELDS
        ]
    else:
        buttons = [
            (person.t("button-invoice", number=number), claim_tap("edit", claim, str(paper.id)))
            for number, paper in enumerate(papers, start=1)
        ]
    rows = [buttons[start : start + 3] for start in range(0, len(buttons), 3)]
    if chosen is not None and len(papers) > 1:
        return [*rows, [(person.t("button-back"), claim_tap("edit", claim))]]
    rows.append(
        [(person.t("button-type"), claim_tap("types", claim)), (person.t("button-whom"), claim_tap("people", claim))]
    )
    rows.append([(person.t("button-papers"), claim_tap("papers", claim))])
    rows.append(
        [(person.t("button-drop"), claim_tap("drop", claim)), (person.t("button-back"), claim_tap("draft", claim))]
    )
    return rows
