"""Case files: decided one by one, refused with the field, unknown keys named."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benefits.errors import InvalidInput, NotFound
from services.plan_cases import read_cases, unknown_keys
from services.plan_commands import (
    adjudicate_cases,
    read_json,
    refusals,
)
from tests.unit.benefits.helpers import EMPLOYEE, REFERENCE, book, case, claim


def test_one_case_in_one_answer_out_and_a_list_for_a_list() -> None:
    one = adjudicate_cases(json.dumps(case(claim("a"))), REFERENCE)
    assert isinstance(one, dict)
    assert one["accumulators"] == {
        "2026": {"medical.paid": "1590.00", "outpatient.eligible": "2600.00", "outpatient.paid": "1590.00"}
    }
    decided = one["claims"][0]
    assert (decided["id"], decided["eligible"], decided["payable"], decided["decision"], decided["reasons"]) == (
        *("a", "2600.00", "1590.00", "approved"),
        [],
    )
    assert decided["trace"][3] == {
        "step": "band",
        "clause": "补充医疗保险方案.pdf § 第三章 门诊保障",
        "base": "1500.00",
        "rate": "0.7",
        "amount": "1050.00",
        "fields": {"lower": "500.00", "upper": "2000.00"},
    }
    assert adjudicate_cases([case(claim("a"))], book()) == [one]
    assert json.loads(json.dumps(one)) == one


def test_unrounded_steps_keep_their_decimals() -> None:
    answer = adjudicate_cases(case(claim("a", "500.33")), book())
    assert isinstance(answer, dict)
    assert [step["amount"] for step in answer["claims"][0]["trace"]][-3:] == ["0.231", "0.23", "0.23"]


def test_a_bad_claim_is_refused_by_itself_and_the_others_are_decided() -> None:
    answer = adjudicate_cases(case(claim("a"), claim("b", "-1"), "c", {"id": "d"}, claim("e", "100.00")), book())
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00", "0.00", "0.00", "0.00", "90.00"]
    bad = answer["claims"][1]
    assert (bad["decision"], bad["reasons"], bad["trace"]) == ("rejected", ["invalid_input", "total:negative"], [])
    assert bad["error"] == {
        "code": "amount-invalid",
        "family": "invalid-input",
        "field": "total",
        "reason": "negative",
        "value": "-1",
    }
    assert [(item["case"], item["claim"], item["field"]) for item in refusals(answer)] == [
        (0, "b", "total"),
        (0, None, "claim"),
        (0, "d", "type"),
    ]


def test_a_date_before_the_first_plan_is_a_refusal_with_its_field() -> None:
    answer = adjudicate_cases(case(claim("a", on="2014-05-05"), hire_date="2010-01-01"), book())
    assert isinstance(answer, dict)
    assert (answer["claims"][0]["error"]["field"], answer["claims"][0]["error"]["reason"]) == (
        "service_date",
        "before-first-plan",
    )


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (5, "case"),
        ({}, "employee"),
        ({"employee": []}, "employee"),
        ({"employee": EMPLOYEE}, "claims"),
        ({"employee": EMPLOYEE, "claims": {}}, "claims"),
        ({"employee": EMPLOYEE, "elections": "family"}, "elections"),
        ({"employee": EMPLOYEE, "elections": [1]}, "elections"),
        ({"employee": EMPLOYEE | {"tier": "boss"}}, "tier"),
    ],
)
def test_a_bad_case_is_refused_and_the_next_one_decided(bad: Any, field: str) -> None:
    answer = adjudicate_cases([bad, case(claim("a"))], book())
    assert isinstance(answer, list)
    assert (answer[0]["claims"], answer[0]["accumulators"], answer[0]["error"]["field"]) == ([], {}, field)
    assert answer[1]["claims"][0]["payable"] == "1590.00"
    assert [item["case"] for item in refusals(answer)] == [0]


@pytest.mark.parametrize("bad", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_refused(bad: str) -> None:
    with pytest.raises(InvalidInput, match="cases-unreadable"):
        adjudicate_cases(bad, REFERENCE)


def test_claims_of_a_person_that_cannot_be_are_named_one_by_one() -> None:
    answer = adjudicate_cases(case(claim("a"), claim("b"), tier="boss"), book())
    assert isinstance(answer, dict)
    assert [(item["id"], item["payable"], item["reasons"][1]) for item in answer["claims"]] == [
        ("a", "0.00", "tier:unknown"),
        ("b", "0.00", "tier:unknown"),
    ]
    assert answer["error"]["field"] == "tier"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_bare_word_for_a_number_is_refused_with_its_field(word: str) -> None:
    written = json.dumps(case(claim("a"), claim("b"))).replace('"2600.00"', word, 1)
    answer = adjudicate_cases(written, book())
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["0.00", "1590.00"]
    assert (answer["claims"][0]["error"]["field"], answer["claims"][0]["error"]["reason"]) == ("total", "not-a-number")


def test_json_that_is_a_mere_word_is_no_case() -> None:
    answer = adjudicate_cases('"x"', book())
    assert isinstance(answer, dict)
    assert (answer["error"]["field"], answer["error"]["reason"]) == ("case", "not-a-mapping")


def test_dates_more_than_a_year_ahead_are_refused() -> None:
    claims = (claim("a", on="2027-03-10"), claim("b", on="2027-03-12"), claim("c", on="2099-01-01"))
    answer = adjudicate_cases(case(*claims), book(), date(2026, 3, 10))
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00", "0.00", "0.00"]
    assert (answer["claims"][1]["error"]["field"], answer["claims"][1]["error"]["reason"]) == (
        "service_date",
        "in-the-future",
    )


def test_a_case_file_is_read_with_a_byte_order_mark_and_refused_in_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(b"\xef\xbb\xbf[]")
    assert read_cases(path) == "[]"
    path.write_bytes("[]".encode("utf-16"))
    with pytest.raises(InvalidInput, match="cases-unreadable"):
        read_cases(path)
    with pytest.raises(NotFound, match="cases-not-found"):
        read_cases(tmp_path / "nowhere.json")


def test_json_numbers_are_exact() -> None:
    assert read_json("[0.1, 5]") == [Decimal("0.1"), 5]
    answer = adjudicate_cases(json.dumps(case(claim("a"))).replace('"2600.00"', "2600.10"), book())
    assert isinstance(answer, dict)
    assert answer["claims"][0]["payable"] == "1590.09"


def test_family_members_have_their_own_ledgers() -> None:
    answer = adjudicate_cases(
        case(
            claim("a"),
            claim("b", relation="spouse"),
            claim("c", relation="child", member="first", insured={"birth_date": "2015-01-01"}),
        )
        | {"elections": ["family"]},
        book(),
    )
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00"] * 3
    assert answer["accumulators"]["2026"]["spouse:family_medical.paid"] == "1590.00"
    assert answer["accumulators"]["2026"]["first:family_outpatient.eligible"] == "2600.00"


def test_a_plan_file_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="plan-file-not-found"):
        adjudicate_cases([], "nowhere.yaml")


def test_a_key_that_nobody_reads_is_named_with_what_may_be_meant_and_changes_nothing() -> None:
    good = case(claim("a", pool_paid="100.00", relation="child", insured={"birth_date": "2020-01-01"}))
    assert unknown_keys(json.dumps(good)) == []
    typos = case(claim("a", pool_payed="100.00", insured={"born": "2020-01-01"}), name="林") | {"note": "x"}
    assert [
        (told["claim"], told["field"], told["key"], told["suggestion"]) for told in unknown_keys([good, typos])
    ] == [
        (None, "case", "note", None),
        (None, "employee", "name", None),
        ("a", "claim", "pool_payed", "pool_paid"),
        ("a", "insured", "born", None),
    ]
    assert adjudicate_cases(typos, book()) == adjudicate_cases(case(claim("a")), book())
    for odd in (5, [5], {"claims": 5}, {"claims": [5], "employee": "x"}):
        unknown_keys(odd)
