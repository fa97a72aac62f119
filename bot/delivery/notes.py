"""The note that a recorded attempt leaves in its job's ``error``: ``[attempts/unknowns] outcome: detail``.

It tells the next attempt whether this one ended in an orderly way: a job that was taken before, but has no note of
that attempt, was in the hands of a process that died.
"""

from __future__ import annotations

from services.deliveries import DeliveryResult
from services.model import Job


def note(job: Job, result: DeliveryResult, unknowns: int) -> str:
    attempts = job.attempts if result.counts else job.attempts - 1
    return f"[{attempts}/{unknowns}] {result.outcome}: {result.detail}"


def unknowns(job: Job) -> int:
    """How many attempts so far ended in an answer that was lost and not found."""
    head, _, _ = job.error.partition("]")
    _, _, number = head.partition("/")
    return int(number) if head.startswith("[") and number.isdigit() else 0


def broke_off(job: Job) -> bool:
    """True when the attempt before this one left no note, or ended unclear: its message may have arrived."""
    return job.attempts > 1 and (not job.error.startswith(f"[{job.attempts - 1}/") or "] unknown:" in job.error)
