"""How plan documents state numbers, in Chinese and English: data for the consistency check, no decisions.

A ``Statement`` finds numbers of one rule in a sentence. ``about`` must be found in the sentence, or else in its section title
or document name, so that a number is only held against the rule it speaks of; ``never`` in the sentence rules it out.
Texts are matched in simplified characters, without spaces inside numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from benefits.plan import Benefit, Plan

_N = r"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)"
_W = r"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<wan>万)?"
_YUAN = rf"(?:CNY\s*|¥\s*|￥\s*)?{_W}\s*(?:元|块|yuan)?"
_PERCENT = rf"{_N}\s*[%％]"


class Statement(NamedTuple):
    """One rule and the ways to state it. ``expected`` gives the values the plan allows there; none: the plan is silent."""

    rule: str
    about: str
    patterns: tuple[str, ...]
    expected: Callable[[Plan], set[Decimal]]
    unit: str = "money"
    never: str = ""

    def found(self, sentence: str) -> list[tuple[Decimal, int]]:
        """The numbers stated, with their places."""
        read = []
        for pattern in self.patterns:
            for match in _compiled(pattern).finditer(sentence):
                number = Decimal(match["n"].replace(",", ""))
                if match.groupdict().get("wan"):
                    number *= 10_000
                read.append((number / 100 if self.unit == "rate" else number, match.start("n")))
        return read


_CACHE: dict[str, re.Pattern[str]] = {}


def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern not in _CACHE:
        _CACHE[pattern] = re.compile(pattern, re.IGNORECASE)
    return _CACHE[pattern]


def _of(code: str, read: Callable[[Benefit], set[Decimal]]) -> Callable[[Plan], set[Decimal]]:
    def expected(plan: Plan) -> set[Decimal]:
        benefit = plan.benefits.get(code)
        return read(benefit) if benefit else set()

    return expected


def _limit(per: str) -> Callable[[Benefit], set[Decimal]]:
    return lambda benefit: {
        amount for limit in benefit.limits if limit.per == per for amount in (limit.by_option or limit.amounts).values()
    }


def _cover(benefit: Benefit) -> set[Decimal]:
    return set((benefit.cover or {}).values())


def _last_rate(benefit: Benefit) -> set[Decimal]:
    return {band.rate for band in benefit.bands[-1:]}


def _own_rate(benefit: Benefit) -> set[Decimal]:
    return {1 - rate for rate in _last_rate(benefit)}


def _share(benefit: Benefit) -> set[Decimal]:
    return {benefit.elective.company_share} if benefit.elective else set()


def _annuity(field: str) -> Callable[[Benefit], set[Decimal]]:
    def read(benefit: Benefit) -> set[Decimal]:
        if benefit.annuity is None:
            return set()
        value = getattr(benefit.annuity, field)
        return {value} if isinstance(value, Decimal) else set(value.values())

    return read


def _points(field: str) -> Callable[[Plan], set[Decimal]]:
    def expected(plan: Plan) -> set[Decimal]:
        if plan.points is None:
            return set()
        value = getattr(plan.points, field)
        return set(value.values()) if field == "yearly_budget" else {Decimal(value)}

    return expected


def _option(option: str) -> Callable[[Plan], set[Decimal]]:
    return lambda plan: {plan.premiums.monthly[option]} if plan.premiums and option in plan.premiums.monthly else set()


def _discount(field: str) -> Callable[[Plan], set[Decimal]]:
    return lambda plan: {getattr(plan.premiums, field)} if plan.premiums else set()


_MODULES = (
    "自选模块|弹性模块|基因检测|海外就医|特需门诊|父母医疗|儿童疫苗"
    "|flexible module|overseas care|parents' medical|special-need"
)

STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "late_filing_days",
        ".",
        (
            rf"(?:就诊|出院|服务|消费|发生|确诊|治疗结束|就医)(?:之)?(?:日|后)?(?:起|后)?(?:的)?{_N}\s*(?:日|天|个自然日)(?:内|之内|以内)",
            rf"申请时限(?:为|是)?[^。0-9]{{0,12}}?{_N}\s*(?:日|天)",
            rf"within\s+{_N}\s+days\s+(?:after|of)\s+(?:the\s+)?(?:visit|discharge|service|diagnosis)",
            rf"{_N}\s+days\s+after\s+the\s+(?:visit|discharge|service)",
        ),
        lambda plan: {Decimal(plan.late_filing.days)},
        "days",
        never="鉴定|评定|后遗|身故|备案|透析|报告|事件|出生|补办|补交",
    ),
    Statement(
        "medical.annual_limit",
        "门诊|住院|补充医疗|医疗限额|年度限额|outpatient|inpatient|medical",
        (
            rf"(?:门诊(?:和|与|、)住院合计|合计)(?:每年)?最多(?:赔付|支付|报销)\s*{_YUAN}",
            rf"(?:年度限额|年度封顶线|封顶线)(?:为|是|:|：)?\s*{_W}\s*元",
            rf"补充医疗\s*{_W}\s*元的年度限额",
            rf"pays at most\s+CNY\s*{_W}\s+a person",
            rf"CNY\s*{_W}\s+paid",
        ),
        _of("outpatient", _limit("year")),
        never="高端|互助|家庭|家属|重大疾病|意外|体检|high-end|mutual|family|critical|accident",
    ),
    Statement(
        "family_medical.annual_limit",
        "家属|家庭保险|family",
        (
            rf"(?:每位|每名)家属[^。]{{0,24}}?最多(?:赔付|支付|报销)\s*{_YUAN}",
            rf"limit of CNY\s*{_W}\s+a person",
        ),
        _of("family_outpatient", _limit("year")),
    ),
    Statement(
        "critical_illness.cover",
        "重大疾病|重疾|critical illness",
        (
            rf"(?:重大疾病|重疾)[^。；0-9]{{0,30}}?(?:保额|给付|赔付)[^。；0-9]{{0,10}}?{_W}\s*元(?!\s*[，,]给付)",
            rf"(?:重大疾病|重疾)\s*\|\s*{_W}\s*元",
            rf"保额\s*{_W}\s*元中的较低者",
            rf"(?:lump sum|claimed amount)[^.]{{0,24}}?at most CNY\s*{_W}",
            rf"lump sum of up to CNY\s*{_W}",
        ),
        _of("critical_illness", _cover),
        never="示例|申请[0-9]|互助|意外|hardship",
    ),
    Statement(
        "accident.cover",
        "意外|accident",
        (
            rf"保额\s*{_W}\s*元\s*[×x乘]",
            rf"意外伤残\s*\|\s*{_W}\s*元",
            rf"意外[^。；0-9|]{{0,12}}?保额(?:为|是)?\s*{_W}\s*元",
            rf"CNY\s*{_W}\s*[×x]\s*(?:disability\s+)?grade",
        ),
        _of("accident", _cover),
    ),
    Statement(
        "high_end_medical.annual_limit",
        "高端医疗|high-end",
        (rf"年度限额(?:为|是)?\s*{_W}\s*元", rf"up to CNY\s*{_W}\s+a year", rf"\|\s*CNY\s*{_W}\s+a year"),
        _of("high_end_medical", _limit("year")),
        never="补充医疗",
    ),
    Statement(
        "high_end_medical.member_share",
        "高端医疗|high-end",
        (
            rf"(?:员工|个人|本人)自付\s*{_PERCENT}",
            rf"(?:账单|费用)[^。；0-9]{{0,10}}承担\s*{_PERCENT}",
            rf"you pay\s+{_PERCENT}",
        ),
        _of("high_end_medical", _own_rate),
        "rate",
        never="保费|premium of|模块|module|家庭|family",
    ),
    Statement(
        "high_end_medical.rate",
        "高端医疗|high-end",
        (rf"其余\s*{_PERCENT}\s*由保险支付", rf"(?:high-end medical covers|the plan pays)\s+{_PERCENT}\s+of each bill"),
        _of("high_end_medical", _last_rate),
        "rate",
        never="bands",
    ),
    Statement(
        "check_up.annual_limit",
        "体检|check-up",
        (
            rf"体检(?:额度|补贴|费用)?[^。；0-9|]{{0,10}}?(?:每年|一年|年度)?[^。；0-9|]{{0,6}}?{_W}\s*元",
            rf"CNY\s*{_W}\s+a year",
        ),
        _of("check_up", _limit("year")),
        never="高端|互助|积分|健身|high-end|mutual|limit",
    ),
    Statement(
        "fitness.monthly_limit",
        "健身|fitness",
        (rf"每月\s*{_W}\s*元", rf"当月的\s*{_W}\s*元", rf"CNY\s*{_W}\s+a month"),
        _of("fitness", _limit("month")),
        never="保费|积分|premium|工资|salary",
    ),
    Statement(
        "counselling.sessions",
        "心理咨询|counselling",
        (
            rf"每年\s*{_N}\s*次(?:免费)?",
            rf"{_N}\s*次免费",
            rf"{_N}\s+free\s+sessions",
        ),
        _of("counselling", lambda benefit: {Decimal(benefit.sessions or 0)}),
        "count",
        never="二次诊疗|预约协助|陪诊",
    ),
    Statement(
        "family.company_share",
        "家庭保险|家属|family plan",
        (rf"公司承担(?:保费的?|其中的?)?\s*{_PERCENT}", rf"company pays\s+{_PERCENT}\s+of the premium"),
        _of("family", _share),
        "rate",
        never=_MODULES,
    ),
    Statement(
        "modules.company_share",
        _MODULES,
        (
            rf"公司承担\s*{_PERCENT}",
            rf"company pays\s+{_PERCENT}\s+of (?:each|the) bill",
            rf"module(?:,)?\s+(?:which\s+)?(?:pays|covers)\s+{_PERCENT}",
        ),
        _of("child_vaccines", _last_rate),
        "rate",
        never="保费的|family plan",
    ),
    Statement(
        "annuity.match_rate",
        "年金|annuity",
        (
            rf"(?:缴费额?|员工缴费)的\s*{_PERCENT}\s*(?:匹配|，|,|。)",
            rf"company adds\s+{_PERCENT}\s+of your contribution",
        ),
        _of("annuity", _annuity("match_rate")),
        "rate",
        never="归属",
    ),
    Statement(
        "annuity.match_at_most",
        "年金|annuity",
        (
            rf"(?:匹配额?)?最高(?:为|不超过)?(?:该员工)?月?工资的\s*{_PERCENT}",
            rf"at most\s+{_PERCENT}\s+of (?:your monthly )?salary",
        ),
        _of("annuity", _annuity("match_at_most")),
        "rate",
    ),
    Statement(
        "annuity.contribution_at_most",
        "年金|annuity",
        (rf"月?工资的\s*[0-9.]+%\s*(?:至|到|–|-)\s*{_PERCENT}", rf"contribute\s+[0-9.]+%\s+to\s+{_PERCENT}"),
        _of("annuity", _annuity("contribution_at_most")),
        "rate",
    ),
    Statement(
        "premium.basic",
        "保费|premium",
        (rf"基础档\s*(?:为)?\s*{_N}\s*元", rf"basic[^0-9|]{{0,40}}\|\s*CNY\s*{_N}"),
        _option("basic"),
    ),
    Statement(
        "premium.standard", "保费|premium", (rf"标准档\s*(?:为)?\s*{_N}\s*元",), _option("standard"), never="[×x]"
    ),
    Statement("premium.premium", "保费|premium", (rf"尊享档\s*(?:为)?\s*{_N}\s*元",), _option("premium"), never="[×x]"),
    Statement(
        "premium.tenure_discount",
        "司龄|tenure",
        (rf"每满\s*(?:1|一)\s*年减?\s*{_PERCENT}", rf"{_PERCENT}\s+for each completed year"),
        _discount("discount_per_year"),
        "rate",
    ),
    Statement(
        "premium.tenure_discount_at_most",
        "司龄|tenure",
        (rf"最高减?\s*{_PERCENT}", rf"completed year, at most\s+{_PERCENT}"),
        _discount("discount_at_most"),
        "rate",
    ),
    Statement(
        "points.yearly",
        "积分|points",
        (rf"(?:获得|发放|每年|年度)\s*\**{_N}\s*(?:福利)?积分", rf"receive\s+{_N}\s+points"),
        _points("yearly_budget"),
        "count",
        never="活动|最多|activity",
    ),
    Statement(
        "points.per_activity",
        "积分|points",
        (rf"每次(?:奖励)?\s*{_N}\s*积分", rf"activity earns\s+{_N}\s+points"),
        _points("per_activity"),
        "count",
    ),
    Statement(
        "points.activity_at_most",
        "积分|points",
        (rf"每年最多\s*{_N}\s*积分", rf"at most\s+{_N}\s+a year"),
        _points("activity_at_most"),
        "count",
    ),
    Statement(
        "life_event_days",
        "人生事件|life event|生效|加入",
        (
            rf"(?:人生事件|结婚|出生|事件发生)[^。；0-9]{{0,40}}?{_N}\s*(?:天|日)内",
            rf"life event[^.]{{0,120}}?{_N}\s+days to change",
        ),
        lambda plan: {Decimal(plan.enrolment.life_event_days)},
        "days",
        never="审核|工作日|补登|补办",
    ),
    Statement(
        "mutual_aid.rate",
        "互助|mutual aid",
        (rf"个人负担(?:部分)?的\s*{_PERCENT}", rf"{_PERCENT}\s+of what remains"),
        _of("mutual_aid", _last_rate),
        "rate",
    ),
    Statement(
        "mutual_aid.annual_limit",
        "互助|mutual aid",
        (rf"(?:每名会员|每人)每年最高\s*{_W}\s*元", rf"up to CNY\s*{_W}\s+a year"),
        _of("mutual_aid", _limit("year")),
        never="困难|high-end",
    ),
)
