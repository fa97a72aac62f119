"""What a free text is for. Question-shaped text is a question unless it clearly asks for an act."""

from __future__ import annotations

import re

from benefits.amounts import find_amounts
from knowledge import intents
from knowledge.text import HAN, fold
from services.knowledge import Route

_POLITE = re.compile(
    r"能不能|能否|可不可以|可唔可以|可以|麻烦|请|帮忙|\b(?:can|could|would|will) (?:you|i|we)\b|i(?:'d| would) like|please"
)


def route(text: str) -> Route:
    """The intent of a message. ``sure`` is False where the edge had better ask back."""
    folded = fold(text).strip()
    # Somebody in need is heard wherever in a long message it stands; the rest is told by its beginning.
    if intents.DISTRESS.search(folded) and not intents.ABOUT_POLICY.search(folded):
        return Route("distress")
    folded = folded[:_READ]
    if not re.search(r"\w", folded) or intents.SMALL_TALK.match(folded):
        return Route("small_talk")
    asking = bool(intents.ASKING.search(folded))
    fields = _fields(folded)
    if asking:
        fields["asking"] = "yes"
    if _PERSONAL.search(folded):
        fields["personal"] = "yes"
    if _abuse(folded, fields):
        return Route("offence")
    if intents.LOOKS_UP.search(folded) or (intents.OTHERS.search(folded) and not intents.FIRST_PERSON.search(folded)):
        return Route("others", True, fields)
    if named := intents.NAMED.match(folded):
        fields["named"] = named["name"]
    if intents.PERSON.search(folded) and not _about_rule(folded, fields):
        return Route("person", True, fields)
    disagrees = intents.DISAGREES.search(folded) and (not asking or intents.OWN.search(folded))
    if (disagrees or intents.APPEAL.search(folded)) and not intents.ABOUT_APPEALS.search(folded):
        return Route("appeal", True, fields)
    if "amount" in fields and _own_bill(folded, fields):
        return Route("calculation", True, fields)
    if "reference" in fields and not intents.GENERAL.search(folded):
        return Route("status", True, fields)
    if intents.STATUS.search(folded) and not intents.GENERAL.search(folded):
        own = bool(intents.OWN.search(folded))
        return Route("status" if own else "question", own, fields)
    if intents.CALCULATE.search(folded):
        known = "amount" in fields
        return Route("question" if asking and not known else "calculation", known or asking, fields)
    # A wish put as a question (可以帮我报名吗) is still a wish; any other question goes to the documents.
    wish = not asking or bool(_POLITE.match(folded))
    found = [
        intent
        for intent, pattern in (("enrolment", intents.ENROLMENT), ("claim", intents.CLAIM))
        if pattern.search(folded)
    ]
    if found and wish:
        sure = len(found) == 1 and not (asking and "benefit" in fields)
        return Route("claim" if found[0] == "claim" else "enrolment", sure, fields)
    return Route("question", asking or len(folded) > 8, fields)


_PERSONAL = re.compile(
    r"理赔|报销|报(?:了|咗)|赔(?:了|咗)|申请|进度|额度|余额|病|诊断|工资|薪|银行|claim|reimburs|illness|sick|diagnos|salary|balance"
)
"""What is nobody else's business when it is about a named person."""
_READ = 600
"""Characters by which an intent is told."""


def _own_bill(folded: str, fields: dict[str, str]) -> bool:
    """花了八千能报多少: one's own bill, not a threshold of the rules."""
    if intents.THRESHOLD.search(folded):
        return False
    told = bool(intents.SPENT.search(folded)) or "benefit" in fields
    return told and bool(intents.BACK.search(folded) or intents.CALCULATE.search(folded))


def _abuse(folded: str, fields: dict[str, str]) -> bool:
    """Abuse and nothing else: who swears and asks something gets the answer."""
    if not intents.OFFENCE.search(folded) or "benefit" in fields:
        return False
    rest = re.sub(r"[你您我他的是吗吧呀啊了个条一正机器人真很都就\W]|\b(?:you|your|are|the|a|this|bot|so|useless|and)\b", "",
                  intents.OFFENCE.sub("", folded))  # fmt: skip
    return len(rest) <= (4 if HAN.search(rest) else 12)


def _about_rule(folded: str, fields: dict[str, str]) -> bool:
    """如何联系HR asks for a telephone number, 客服几点下班 for hours: the documents or the menu know them."""
    return bool(re.search(r"^(?:如何|怎么|怎样|点样|how (?:do|can) i)|几点", folded)) or "amount" in fields


_REFERENCE = re.compile(r"\b([a-z]{1,4}-?\d{4,}(?:-\d+)?)\b")


def _fields(folded: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    if reference := _REFERENCE.search(folded):
        fields["reference"] = reference[1].upper()
    amounts = [amount for amount in find_amounts(_REFERENCE.sub(" ", folded)) if amount.sure or amount.value >= 10]
    if amounts:
        fields["amount"] = f"{max(amounts, key=lambda amount: amount.sure).value:f}".removesuffix(".00")
    if benefit := topic(folded):
        fields["benefit"] = benefit
    return fields


_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("high_end_medical", re.compile(r"高端医疗|特需|国际部|high[- ]end")),
    ("critical_illness", re.compile(r"重大疾病|重疾|大病|癌|恶性肿瘤|critical illness|serious illness|cancer")),
    ("mutual_aid", re.compile(r"互助|mutual aid")),
    ("counselling", re.compile(r"心理|情绪|抑郁|焦虑|counsel|mental health|therap")),
    ("fitness", re.compile(r"健身|运动补贴|gym|fitness")),
    ("checkup", re.compile(r"体检|健康检查|check-?up|health exam|physical exam")),
    ("annuity", re.compile(r"年金|annuity|pension match")),
    ("accident", re.compile(r"意外|伤残|车祸|摔伤|骨折|accident|disabilit|injur")),
    (
        "family",
        re.compile(r"家庭保险|家属|配偶|子女|老婆|老公|太太|孩子|小孩|family plan|spouse|dependent|wife|husband|child"),
    ),
    (
        "inpatient",
        re.compile(
            r"住院|手术|出院|开刀|入院|留院|inpatient|hospitali[sz]|surgery|hospital stay|in (?:a |the )?hospital"
        ),
    ),
    (
        "outpatient",
        re.compile(r"门诊|门急诊|看病|睇医生|看医生|挂号|急诊|处方|outpatient|clinic|doctor'?s? visit|see a doctor"),
    ),
)


def topic(folded: str) -> str | None:
    """The benefit that a folded text is about, by its clearest word."""
    return next((code for code, pattern in _TOPICS if pattern.search(folded)), None)


def without_other_topics(folded: str, code: str) -> str:
    """A folded text without the words of any benefit but ``code``."""
    for other, pattern in _TOPICS:
        if other != code:
            folded = pattern.sub("", folded)
    return folded
