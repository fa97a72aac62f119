"""Messages to an employee that some change made necessary: enqueued in its transaction, worded when they are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from locales import text
from services.languages import in_script
from services.model import Job
from services.ports import Clock, UnitOfWork

NOTICE = "notice"
"""Kind of the jobs that carry a notice."""


async def notify(
    unit: UnitOfWork,
    clock: Clock,
    *,
    employee_id: int,
    key: str,
    args: Mapping[str, Any],
    dedup_key: str,
    buttons: Sequence[tuple[str, str]] = (),
    urgent: bool = True,
) -> bool:
    """Enqueue a ``notice_job``. Returns False when the same ``dedup_key`` was enqueued before."""
    job = notice_job(
        clock, employee_id=employee_id, key=key, args=args, dedup_key=dedup_key, buttons=buttons, urgent=urgent
    )
    return await unit.jobs.enqueue(job)


def notice_job(
    clock: Clock,
    *,
    employee_id: int,
    key: str,
    args: Mapping[str, Any],
    dedup_key: str,
    buttons: Sequence[tuple[str, str]] = (),
    urgent: bool = True,
) -> Job:
    """The text ``key`` of ``locales`` for an employee, in whatever language and channel they use when it is sent.

    ``buttons`` are (text key, callback data). ``args`` are texts, never a diagnosis: it may show on a lock screen; an
    argument that depends on the language is a mapping: language → text, or ``{"key": text key}``.
    """
    now = clock.now()
    return Job(
        kind=NOTICE,
        payload={
            "employee_id": employee_id,
            "key": key,
            "args": {name: dict(value) if isinstance(value, Mapping) else str(value) for name, value in args.items()},
            "buttons": [list(button) for button in buttons],
            "urgent": urgent,
        },
        due_at=now,
        created_at=now,
        dedup_key=dedup_key,
        order_key=f"person:{employee_id}",
        priority=0 if urgent else 5,
    )


PROSE = ("note", "reply")
"""Arguments that HR writes: shown in the script that the employee reads."""


def render_args(language: str, args: Mapping[str, Any]) -> dict[str, str]:
    """The arguments of a notice in one language."""

    def render(name: str, value: Any) -> str:
        if not isinstance(value, Mapping):
            return in_script(str(value), language) if name in PROSE else str(value)
        if "key" in value:
            return text(language, str(value["key"]))
        return str(value.get(language) or value.get("zh-Hans") or "")

    return {name: render(name, value) for name, value in args.items()}


def tidy(words: str) -> str:
    """Without the gap that an empty note leaves behind, or one that stands after a Chinese full stop."""
    return words.replace("  ", " ").replace("。 ", "。")
