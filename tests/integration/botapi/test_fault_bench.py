from __future__ import annotations

from pathlib import Path

import pytest

from bench.delivery import Plan, run


@pytest.mark.slow
async def test_killed_workers_and_faults_lose_nothing_and_repeat_nothing_without_reason(
    database_url: str, tmp_path: Path
) -> None:
    outcome = await run(
        Plan(recipients=240, faults=0.1, kill_every=6, urgent_every=2, lock_file=tmp_path / "lock"), database_url
    )
    assert outcome.lost == []
    assert outcome.urgent_lost == 0
    assert outcome.dead == []
    assert (outcome.sent, outcome.blocked) == (235, 5)
    assert len(outcome.kills) >= 1
    assert sum(outcome.injected.values()) >= 10
    assert "unexplained" not in outcome.duplicates.values()
    assert len(outcome.duplicates) <= 2
