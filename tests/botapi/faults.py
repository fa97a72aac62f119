"""Faults on purpose: scripted for one call, or a seeded mix for a whole campaign."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["error", "too_many", "drop", "lost_answer", "drop_after", "slow"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call.

    - ``error``: answered with an HTTP error, nothing stored;
    - ``too_many``: 429 with ``retry_after`` seconds, nothing stored;
    - ``drop``: the connection breaks before anything is stored;
    - ``lost_answer``: done and stored, but no answer comes for ``seconds``, then the connection breaks;
    - ``drop_after``: done and stored, and the connection breaks at once;
    - ``slow``: answered properly after ``seconds``.
    """

    kind: Kind
    code: int = 500
    seconds: float = 0.0

    @classmethod
    def error(cls, code: int = 500) -> Fault:
        return cls("error", code=code)

    @classmethod
    def too_many(cls, retry_after: int = 1) -> Fault:
        return cls("too_many", seconds=retry_after)

    @classmethod
    def drop(cls) -> Fault:
        return cls("drop")

    @classmethod
    def lost_answer(cls, seconds: float = 60.0) -> Fault:
        return cls("lost_answer", seconds=seconds)

    @classmethod
    def drop_after(cls) -> Fault:
        return cls("drop_after")

    @classmethod
    def slow(cls, seconds: float) -> Fault:
        return cls("slow", seconds=seconds)

    @property
    def stores(self) -> bool:
        """True when the message is kept although the caller gets no proper answer in time."""
        return self.kind in {"lost_answer", "drop_after"}


@dataclass(slots=True)
class Chaos:
    """A seeded mix: each kind of fault with its probability per sending call. ``injected`` counts what was done."""

    shares: Mapping[Fault, float]
    seed: int = 1
    injected: dict[str, int] = field(default_factory=dict)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        if sum(self.shares.values()) >= 1:
            raise ValueError("the shares of all faults together must stay below 1")
        self._random = random.Random(self.seed)

    def next(self) -> Fault | None:
        point = self._random.random()
        for fault, share in self.shares.items():
            point -= share
            if point < 0:
                name = f"{fault.kind} {fault.code}" if fault.kind == "error" else fault.kind
                self.injected[name] = self.injected.get(name, 0) + 1
                return fault
        return None
