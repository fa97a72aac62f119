"""The questions of one message, parted."""

from __future__ import annotations

import re

from knowledge import routing
from knowledge.text import fold

LONGEST_PARTED = 600
"""Characters beyond which a message is taken as one."""
_ASKS = re.compile(
    r"[？?]|多少|几|什么|怎|如何|哪|谁|吗|呢|是否|能不能|可不可以|how|what|when|who|which|why|where|can\b", re.I
)


def several(text: str) -> list[str]:
    """The questions in one message, at most three; one that only continues the one before stays with it."""
    parts = [p.strip() for p in re.split(r"(?<=[？?])\s*|\n+", text) if p.strip()]
    parts = [piece for part in parts for piece in _and_another(part)]
    asking = [p for p in parts if _ASKS.search(p) and (len(p) >= 4 or _AND_ANOTHER.fullmatch(p))]
    if len(asking) < 2 or len(text) > LONGEST_PARTED:
        return [text]
    lead = [p for p in parts if p not in asking]
    return [" ".join([*lead, p]) if lead and len(p) < 12 else p for p in asking[:3]]


_AND_ANOTHER = re.compile(r"那?[^，,；;？?]{1,10}呢[？?]?")


def _and_another(part: str) -> list[str]:
    """体检一年有多少钱，健身呢 asks two things: the second borrows what is asked from the first."""
    head, _, last = part.rpartition("，") if "，" in part else part.rpartition(",")
    asks_two = head and _ASKS.search(head) and _AND_ANOTHER.fullmatch(last.strip())
    if asks_two:
        return [head.strip(), last.strip()]
    # 门诊报多少，住院报多少; how much is the check-up and how many sessions do I have: each half asks, of another benefit.
    pieces = [piece.strip() for piece in _HALVES.split(part) if piece.strip()]
    about = [routing.topic(fold(piece)) for piece in pieces]
    apart = len(pieces) > 1 and None not in about and len(set(about)) == len(about) and all(map(_ASKS.search, pieces))
    return pieces if apart else [part]


_HALVES = re.compile(r"[，,；;]|\band (?=how|what|when|where|which|who|do|does|can|is|are)", re.I)
