"""What HR writes reaches everybody in the script that they read; everything else stays as it is."""

from __future__ import annotations

from services.notices import render_args, tidy

ARGS = {"note": "同一张票据已报销。", "reply": "请联系人事。", "name": "张国荣", "number": "BX2026-000001"}


def test_prose_of_hr_is_shown_in_the_readers_script() -> None:
    shown = render_args("zh-Hant", ARGS)
    assert (shown["note"], shown["reply"]) == ("同一張票據已報銷。", "請聯繫人事。")
    assert (shown["name"], shown["number"]) == ("张国荣", "BX2026-000001")


def test_other_languages_get_it_as_it_was_written() -> None:
    assert render_args("zh-Hans", ARGS) == render_args("en", ARGS) == ARGS


def test_an_empty_note_leaves_no_gap() -> None:
    assert tidy("需要退回。  财务会联系您") == "需要退回。财务会联系您"
    assert tidy("has to be returned.  Finance will contact you") == "has to be returned. Finance will contact you"
