"""Scraped text becomes plain text, and every line that went is told."""

from __future__ import annotations

import pytest

from knowledge.cleaning import clean, drop_pinyin, without_running_lines
from knowledge.mojibake import repair


@pytest.mark.parametrize(
    ("dirty", "plain"),
    [
        ("說(shuō)明", "說明"),
        ("請(qǐng)進(jìn)行", "請進行"),
        ("審計jì)和公示", "審計和公示"),
        ("增值税(shui)发票", "增值税发票"),
    ],
)
def test_readings_in_brackets_go(dirty: str, plain: str) -> None:
    assert drop_pinyin(dirty) == plain


@pytest.mark.parametrize("kept", ["按病组付费(DRG)改革", "计划(PPO)", "使用(APP)查询", "方案(第2版)"])
def test_abbreviations_in_brackets_stay(kept: str) -> None:
    assert drop_pinyin(kept) == kept


def test_traditional_script_is_folded() -> None:
    assert clean("職工醫療互助保障計劃").text == "职工医疗互助保障计划"


def test_page_furniture_and_adverts_go_and_are_reported() -> None:
    cleaned = clean(
        "版权说明：本文档由用户提供并上传\n住院补助每期最高6万元。\n扫码关注公众号，领取免费资料\n第 3 页 共 12 页\n"
        "申请应在90天内提出。\n最新文档\n- 消防安全培训课件\n- 高一物理试卷\n"
    )
    assert cleaned.text.splitlines() == ["住院补助每期最高6万元。", "申请应在90天内提出。"]
    assert "- 消防安全培训课件" in cleaned.dropped
    assert len(cleaned.dropped) == 6


def test_a_table_row_that_begins_like_furniture_stays() -> None:
    row = "来源：年度积分，标准：1月1日发放，每次积分：3000。"
    assert clean(row, markup=False).text == row


def test_tags_go_and_their_blocks_become_lines() -> None:
    assert clean('<p>门诊补助<b>70%</b></p><script>alert("x")</script><p>住院另算</p>').text == "门诊补助70%\n住院另算"


def test_a_shifted_run_that_can_be_decided_is_repaired_and_told() -> None:
    text, repaired, _ = repair("實行??顚S?,接受監督")
    assert text == "實行專款專用,接受監督"
    assert repaired == [("??顚S?", "專款專用")]


def test_a_question_mark_after_ordinary_words_is_left_alone() -> None:
    text = "可以报销吗?可以报销。还有问题?请联系人事。"
    assert repair(text) == (text, [], [])


def test_lines_broken_by_the_page_width_are_joined() -> None:
    lines = [
        "职工因病住院的，在基本医疗保险报销以后，个人自付",
        "部分按照下面的办法给予补助，全年累计不超过六万元。",
        "（一）一万元以下的部分补助三成。",
    ]
    assert clean("\n".join(lines)).text.splitlines() == [lines[0] + lines[1], lines[2]]


def test_control_characters_and_lone_surrogates_go() -> None:
    assert clean("保\u200b障\x00年\ud800度").text == "保障年度"


def test_radicals_of_pdf_fonts_become_characters_and_emphasis_goes() -> None:
    assert clean("**⼯作⽇**内到账，__员⼯__可查").text == "工作日内到账，员工可查"
    assert clean("⻔诊含⻮科，资料⻬全的⻅表⻓期有效").text == "门诊含齿科，资料齐全的见表长期有效"


def test_lines_of_letters_and_digits_are_as_wide_as_they_look() -> None:
    lines = [
        "员工应先通过国家医保服务平台办理异地就医备案并直接结算，再由",
        "集团HR在2026年12月31日24:00之前于BenefitsOne系统登记确认并",
        "拨打24小时电话。",
    ]
    assert clean("\n".join(lines)).text == "".join(lines)


def test_lines_that_run_through_the_pages_go_whatever_their_page_number() -> None:
    bodies = ["门诊按70%报销。", "住院按80%报销。", "体检每年1,000元。", "健身每月300元。"]
    pages = [
        (n, f"云岭公司 医疗方案\n{body}\n住院另有津贴。\n正文。\n版本 2026 {n} / 4") for n, body in enumerate(bodies, 1)
    ]
    kept, dropped = without_running_lines(pages)
    assert [number for number, _ in kept] == [1, 2, 3, 4]
    assert all(
        body in text and "版本" not in text and "云岭" not in text for body, (_, text) in zip(bodies, kept, strict=True)
    )
    assert "版本 2026 3 / 4" in dropped


def test_what_two_pages_share_is_no_running_line() -> None:
    pages = [(1, "门诊\n按70%报销。"), (2, "门诊\n按80%报销。"), (3, "住院\n按90%报销。")]
    assert without_running_lines(pages) == (pages, [])
