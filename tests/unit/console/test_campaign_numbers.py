"""What a campaign's numbers say."""

from __future__ import annotations

from console.pages.campaigns import handed_over


def test_what_no_messenger_was_given_is_settled_but_not_sent() -> None:
    numbers = {"planned": 1, "sent": 5, "failed": 4, "skipped": 2, "tapped": 0, "acted": 0, "unsent": 3}
    assert handed_over(numbers) == {"out": 6, "settled": 11}
