"""The cross-encoder: it tells a passage that answers from its neighbour, and reads strange questions within bounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benefits.errors import Unavailable
from knowledge import reader
from knowledge.reader import PATH, Reader

_BEFORE = "诊后请保留发票与病历。住院住院费用个人负担超过1,000元的部分按80%报销。"
_DAYS, _PAPERS = "住院津贴每天60元,一年最多30天。", "申请材料包括发票、出院小结和费用结算单。"
_AFTER = "申请应在出院后90天内提出。"
DAYS = f"住院｜{_BEFORE}【{_DAYS}】{_PAPERS}{_AFTER}"
PAPERS = f"住院｜{_BEFORE}【{_PAPERS}】{_AFTER}"


@pytest.mark.parametrize("question", ["住院津贴每日多少钱", "住院津贴一天几块钱"])
def test_the_passage_that_answers_is_surer_than_the_next_one(question: str) -> None:
    assert reader.reader().odds(question, DAYS) > reader.reader().odds(question, PAPERS) + 1.0


@pytest.mark.parametrize("question", ["住院津贴要交税吗", "咨询电话是多少", "健身补贴每月多少钱"])
def test_what_the_passage_leaves_out_is_read_as_missing(question: str) -> None:
    assert reader.reader().odds(question, DAYS) < reader.reader().odds("住院津贴每日多少钱", DAYS) - 1.0


@pytest.mark.parametrize("question", ["住院" * 5000, "\0\ud800住院\u202e", "😀", ""])
def test_strange_questions_are_read_within_bounds(question: str) -> None:
    assert np.isfinite(reader.reader().odds(question, "｜【按80%报销】"))
    assert len(reader.joined(question, "")) < 200


def test_a_reader_taught_on_another_wheel_is_named(tmp_path: Path) -> None:
    with np.load(PATH) as saved:
        parts = {name: saved[name] for name in saved.files}
    np.savez(tmp_path / "other.npz", **{**parts, "base": np.array("0" * 64)})
    with pytest.raises(Unavailable, match="reader-model"):
        Reader(tmp_path / "other.npz")
