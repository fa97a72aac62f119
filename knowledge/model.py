"""Small learned models as data: weights per named feature, trained by ``knowledge.evaluation.train``, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
PATH = Path(__file__).parent / "data" / "models.json"


@dataclass(frozen=True, slots=True)
class Linear:
    """score = values · weights + bias; a feature that the file does not name weighs nothing."""

    weights: dict[str, float]
    bias: float = 0.0

    def score(self, names: Sequence[str], values: Floats) -> Floats:
        """Scores of the rows of ``values`` (rows × names)."""
        vector = np.array([self.weights.get(name, 0.0) for name in names], dtype=np.float32)
        return np.asarray(values @ vector + self.bias, dtype=np.float32)


@cache
def models(path: Path = PATH) -> dict[str, Linear]:
    """``ranker``, ``answer`` and ``gate``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {name: Linear(entry["weights"], entry["bias"]) for name, entry in data.items()}


def sigmoid(value: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(value, -30, 30))))
