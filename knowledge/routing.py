"""What a free text is for. Question-shaped text is a question unless it clearly asks for an act."""

from __future__ import annotations

import re

from benefits.amounts import find_amounts
from knowledge.text import fold
from services.knowledge import Intent, Route

_DISTRESS = re.compile(
    r"不想活|想死|自杀|自殺|轻生|了结(?:自己|生命)|活着没(?:意思|意义)|活唔落|唔想活|想结束(?:自己|生命|这一切)|割腕|跳楼|自残|伤害自己|没有活下去|撑不下去了"
    r"|kill myself|suicid|end my life|want to die|don'?t want to live|"
    r"hurt myself|self[- ]harm|no reason to live|better off dead"
)
# A rule about suicide in a policy is asked about, not confessed.
_ABOUT_POLICY = re.compile(
    r"(?:自杀|suicide).{0,12}(?:赔|保险|保障|责任|除外|条款|算|cover|exclu|pay)|(?:赔|保险|条款|cover|insur).{0,12}(?:自杀|suicide)"
)
_ASKING = re.compile(
    r"[？?]|多少|几多|什么|甚么|怎么|怎样|如何|点样|哪|谁|吗|呢$|是否|能不能|可不可以|可以.{0,12}吗|有没有|多久|几天|为什么|点解|边度|边个|几时|乜|咩"
    r"|\b(?:what|how|when|who|which|why|where|can i|is|are|does|do|will)\b"
)
_RULES: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(
            r"转人工|人工(?:客服|服务)|找(?:个)?人工|真人|找hr|联系hr|找人事|联系人事|跟.{0,4}人.{0,2}(?:说|"
            r"聊|讲)|hr(?:电话|联系)|talk to (?:a |an )?(?:human|person|hr|someone|"
            r"agent)|speak (?:to|with)|contact hr|real person|human please"
        ),
    ),
    (
        "status",
        re.compile(
            r"(?:进度|到哪.{0,2}步|审(?:核)?(?:完|好|过|得怎|到)|批(?:了|下来|好)(?:没|吗|了)|查.{0,6}(?:进度|"
            r"状态|理赔|报销|申请)|(?:我|上次|之前).{0,10}(?:到账|打款|钱).{0,6}(?:没|吗|了|什么时候)|"
            r"钱.{0,4}到(?:账)?了?(?:没|吗)|状态|claim status|status of|where is my (?:claim|"
            r"money)|has my|is my claim|track)"
        ),
    ),
    (
        "calculation",
        re.compile(
            r"(?:算一下|算算|计算|帮我算|试算|测算|估算|calculate|estimate|work out)|(?:花了|"
            r"费用|总共|一共|发票|账单|自付|spent|bill(?:ed)?|paid|cost me).{0,16}\d{2,}.{0,24}(?:报|"
            r"赔|拿回|能|get back|reimburs|pay)|\d{2,}\s*(?:元|块).{0,14}(?:能报|报多少|"
            r"赔多少|可以报|能赔|报几多)"
        ),
    ),
    (
        "enrolment",
        re.compile(
            r"(?:我要|我想|帮我|想要|怎样|开始|打算|given)?.{0,4}(?:参保|报名|选(?:购|择)?.{0,4}(?:福利|"
            r"保险|方案|计划)|加(?:入|上|保).{0,8}(?:保险|计划|家属|老婆|孩子|配偶|子女)|(?:添加|新增).{0,4}(?:家属|"
            r"配偶|子女|受益人)|改.{0,4}(?:方案|选择)|续保|退保|投保)|enrol|sign up|add (?:my )?(?:wife|"
            r"husband|spouse|child|son|daughter|dependent|baby)|change my (?:plan|"
            r"election)|opt (?:in|out)|waive"
        ),
    ),
    (
        "claim",
        re.compile(
            r"(?:我要|我想|帮我|想|要|申请|提交|开始|发起|新建|办).{0,6}(?:报销|理赔|索赔|报账)|^(?:报销|"
            r"理赔|报账)$|交.{0,4}(?:发票|单据|票)|上传.{0,4}(?:发票|单据|票)|(?:有|收到).{0,4}(?:张|"
            r"份).{0,4}(?:发票|单据|票)|(?:submit|file|make|start|new|open).{0,12}claim|"
            r"claim (?:my|for|this|back)|reimburse me|upload.{0,12}(?:receipt|"
            r"invoice)"
        ),
    ),
)
_SMALL_TALK = re.compile(
    r"^(?:你好|您好|hi|hello|hey|哈[喽啰]|早上好|早安|早晨|下午好|晚上好|晚安|谢谢.{0,4}|多谢.{0,4}|"
    r"唔该.{0,3}|感谢.{0,4}|thanks?(?: you)?.{0,10}|thank u|再见|拜拜|bye|good (?:morning|"
    r"afternoon|evening|night)|好的?|嗯+|哦+|ok(?:ay)?|收到|明白了?|知道了|got it|"
    r"great|cool|在吗|在不在|你是谁|你叫什么.{0,4}|who are you|what(?:'s| is) your name|"
    r"how are you|哈+|呵呵|辛苦了?)[。.!！~～?？\s]*$"
)


def route(text: str) -> Route:
    """The intent of a message. ``sure`` is False where the edge had better ask back."""
    folded = fold(text).strip()
    if not re.search(r"\w", folded):
        return Route("small_talk")
    if _DISTRESS.search(folded) and not _ABOUT_POLICY.search(folded):
        return Route("distress")
    if _SMALL_TALK.match(folded):
        return Route("small_talk")
    asking = bool(_ASKING.search(folded))
    found = [intent for intent, pattern in _RULES if pattern.search(folded)]
    fields = _fields(folded)
    about_own_bill = _SPENT.search(folded) and _BACK.search(folded) and not _THRESHOLD.search(folded)
    if "amount" in fields and about_own_bill:
        return Route("calculation", True, fields)
    if not found:
        return Route("question", asking or len(folded) > 8, fields)
    first = found[0]
    if first == "person":
        return Route("person", True, fields)
    if first == "status":
        # 审核要多久 asks for the rule; 我的报销审核到哪了 asks for this person's claim.
        general = asking and not re.search(r"我的?|上次|那笔|那张|那个|my\b|到哪|了没|了吗|没有?$", folded)
        return Route("question" if general else "status", not general, fields)
    if first == "calculation":
        return Route("calculation", "amount" in fields, fields)
    if asking:
        return Route("question", True, fields)
    return Route(first, len(found) == 1, fields)


_REFERENCE = re.compile(r"\b([a-z]{1,4}-?\d{4,}(?:-\d+)?)\b")
_SPENT = re.compile(r"花了|花费|用了|付了|交了|总共|一共|费用|发票|账单|自付|spent|paid|bill|cost")
_THRESHOLD = re.compile(r"超过|超出|以上|以内|以下|不到|不满|above|over|below|under|more than|less than")
_BACK = re.compile(r"能?报(?!销进|销到)|赔|拿回|get back|back\b|reimburs|cover")


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
    ("inpatient", re.compile(r"住院|手术|出院|开刀|入院|留院|inpatient|hospitali[sz]|surgery|hospital stay")),
    (
        "outpatient",
        re.compile(r"门诊|门急诊|看病|睇医生|看医生|挂号|急诊|处方|outpatient|clinic|doctor'?s? visit|see a doctor"),
    ),
)


def topic(folded: str) -> str | None:
    """The benefit that a folded text is about, by its clearest word."""
    return next((code for code, pattern in _TOPICS if pattern.search(folded)), None)
