"""What the fault bench did and what came of it: the plan, the goals, and the server's calls judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from storage.jobs import SqlJobStore
from tests.botapi import BotApiServer
from tests.botapi.server import Call

URGENT_FIRST = 5_000_000
"""Chats of claim decisions are apart from those of the campaign, so that each can be told by its chat."""
CAMPAIGN_FIRST = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. ``faults`` is the share of sending calls that go wrong; ``blocked`` that of the recipients."""

    recipients: int = 10_000
    faults: float = 0.1
    blocked: float = 0.02
    kill_every: float = 20.0
    urgent_every: float = 5.0
    latency: float = 0.03
    seed: int = 7
    workers: int = 2
    rate: int = 30
    """Messages a second that the server allows in all. Less, for a machine that has other work to do."""
    lock_file: Path | None = None
    """The workers' lock on one machine; None: a takeover waits for the lease in the database."""
    logs: Path | None = None


@dataclass(slots=True)
class Outcome:
    """What happened. Rates are messages a second; latencies seconds."""

    plan: Plan
    seconds: float = 0.0
    sent: int = 0
    blocked: int = 0
    lost: list[int] = field(default_factory=list)
    duplicates: dict[int, str] = field(default_factory=dict)
    """Chat → why the message came twice."""
    dead: list[str] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    urgent_lost: int = 0
    slowest: str = ""
    """What befell the decision that took longest."""
    kills: list[float] = field(default_factory=list)
    takeovers: list[float] = field(default_factory=list)
    """From a kill to the first request of the next worker."""
    tail: float = 0.0
    """From the last recipient's first attempt to the end: what is left then are repetitions."""
    refused: int = 0
    injected: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    probes: int = 0
    busiest_second: int = 0

    @property
    def share_of_rate(self) -> float:
        """Recipients settled a second (each once, whatever it took), against the rate allowed."""
        return (self.sent + self.blocked) / self.seconds / self.plan.rate if self.seconds else 0.0

    def missed(self) -> list[str]:
        goals = {
            "0 lost": not self.lost and not self.urgent_lost,
            "duplicates at most 0.1 %": len(self.duplicates) <= max(1, self.plan.recipients // 1000),
            "each duplicate explained": "unexplained" not in self.duplicates.values(),
            "only blocked people end as dead letters": not self.dead,
            "at least 93 % of the allowed rate": self.share_of_rate >= 0.93,
            "claim decisions within 2 s": bool(self.urgent) and max(self.urgent) <= 2.0,
        }
        return [goal for goal, kept in goals.items() if not kept]

    def table(self) -> str:
        rows = [
            ("recipients", f"{self.plan.recipients} ({self.plan.blocked:.0%} blocked the bot)"),
            ("faults injected", ", ".join(f"{name} {count}" for name, count in sorted(self.injected.items()))),
            ("workers killed (kill -9, the one that was sending)", str(len(self.kills))),
            ("takeover, from the kill to the next request", _spread(self.takeovers)),
            ("sent / blocked / other dead letters", f"{self.sent} / {self.blocked} / {len(self.dead)}"),
            ("lost", str(len(self.lost) + self.urgent_lost)),
            ("duplicates", f"{len(self.duplicates)} ({len(self.duplicates) / self.plan.recipients:.3%})"),
            *((f"  chat {chat}", why) for chat, why in sorted(self.duplicates.items())[:12]),
            ("seconds; of them after the last first attempt", f"{self.seconds:.1f}; {self.tail:.1f}"),
            (
                "recipients settled a second",
                f"{self.share_of_rate * self.plan.rate:.1f} = {self.share_of_rate:.1%} of {self.plan.rate}",
            ),
            ("sending requests / searches for lost messages", f"{self.requests} / {self.probes}"),
            ("busiest second at the server; 429 by its limits", f"{self.busiest_second}; {self.refused}"),
            (f"{len(self.urgent)} claim decisions, from the decision to its arrival", _spread(self.urgent)),
            ("  the slowest of them", self.slowest),
        ]
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds) or [0.0]
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {middle:.2f}, p95 {high:.2f}, worst {ordered[-1]:.2f} s"


async def judge(outcome: Outcome, server: BotApiServer, jobs: SqlJobStore, asked: dict[int, float]) -> None:
    by_chat: dict[int, list[Call]] = {}
    times: list[float] = []
    for call in server.calls:
        if call.method.startswith("send"):
            outcome.requests += 1
            times.append(call.at)
        if call.method == "stopMessageLiveLocation":
            outcome.probes += 1
        if call.message_id is not None:
            by_chat.setdefault(int(call.values["chat_id"]), []).append(call)
    plan = outcome.plan
    campaign = range(CAMPAIGN_FIRST, CAMPAIGN_FIRST + plan.recipients)
    ours = [call.at for call in server.calls if call.values.get("chat_id") and int(call.values["chat_id"]) in campaign]
    outcome.seconds = max(ours) - min(ours)
    first: dict[int, float] = {}
    for call in server.calls:
        if call.method.startswith("send"):
            first.setdefault(int(call.values["chat_id"]), call.at)
    outcome.tail = max(ours) - max(at for chat, at in first.items() if chat in campaign)
    for at in outcome.kills:
        # What the dead one had handed over is on its way for as long as the server's latency.
        later = [sent - at for sent in times if sent > at + plan.latency + 0.02]
        if later:
            outcome.takeovers.append(min(later))
    for chat in campaign:
        if server.user(chat).blocked:
            continue
        copies = by_chat.get(chat, [])
        if not copies:
            outcome.lost.append(chat)
        else:
            outcome.sent += 1
        if len(copies) > 1:
            outcome.duplicates[chat] = "; ".join(_why(copy, outcome) for copy in copies[:-1])
    for letter in await jobs.dead_letters(limit=plan.recipients):
        if letter.error.startswith("blocked"):
            outcome.blocked += 1
        else:
            outcome.dead.append(letter.error)
    for chat, at in asked.items():
        copies = by_chat.get(chat, [])
        if copies:
            outcome.urgent.append(copies[0].at - at)
            if outcome.urgent[-1] == max(outcome.urgent):
                outcome.slowest = _story(chat, at, server.calls, outcome.kills)
        else:
            outcome.urgent_lost += 1
    stored = sorted(call.at for calls in by_chat.values() for call in calls)
    oldest = 0
    for last, at in enumerate(stored):
        while stored[oldest] <= at - 1.0:
            oldest += 1
        outcome.busiest_second = max(outcome.busiest_second, last - oldest + 1)


def _story(chat: int, asked: float, calls: list[Call], kills: list[float]) -> str:
    """What befell one decision: seconds since it was made, and what the server or the bench did then."""
    told = [(at, "its worker was killed") for at in kills if asked - 1 < at < asked + 5]
    for call in calls:
        if str(call.values.get("chat_id")) == str(chat):
            told.append((call.at, call.method + (f": {call.fault.kind}" if call.fault else "")))
    return "; ".join(f"{at - asked:+.2f} {what}" for at, what in sorted(told))


def _why(copy: Call, outcome: Outcome) -> str:
    """Why the sender could not know of this copy."""
    if copy.fault is not None and copy.fault.stores:
        return f"its answer was lost ({copy.fault.kind})"
    if any(-1.0 < at - copy.at < 12.0 for at in outcome.kills):
        return "its worker was killed before it could record it"
    return "unexplained"
