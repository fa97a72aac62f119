"""How fast one session may send."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class RateLimit:
    """A token bucket per key: ``burst`` at once, then ``per_minute``. Keeps the most recent 10,000 keys."""

    def __init__(
        self, burst: int, per_minute: float, *, clock: Callable[[], float] = time.monotonic, keys: int = 10_000
    ) -> None:
        self._burst = float(burst)
        self._rate = per_minute / 60
        self._clock = clock
        self._keys = keys
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def wait(self, key: int, cost: float = 1) -> float:
        """Take ``cost`` and return 0, or take nothing and return the seconds until it would be possible."""
        now = self._clock()
        left, since = self._buckets.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        cost = min(cost, self._burst)
        missing = cost - left
        self._buckets[key] = (left if missing > 0 else left - cost, now)
        while len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return missing / self._rate if missing > 0 else 0.0
