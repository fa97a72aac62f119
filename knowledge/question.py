"""Understanding a question: its language, what it is about, what kind of answer it wants, and its other wordings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge import likeness, routing, units
from knowledge.names import Names
from knowledge.text import HAN, fold, language_of, stem, tokens
from knowledge.vocabulary import Vocabulary
from knowledge.words import words
from services.knowledge import Turn

LONGEST_QUESTION = 600

_WANTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "percent",
        re.compile(
            r"比例|百分|几成|几个点|占多少|多少%|%|率(?:是|为|有|达|从|提|降|下|要|多|能)|"
            r"打几折|percent|rate\b|proportion|ratio|what share"
        ),
    ),
    (
        "money",
        re.compile(
            r"多少钱|几多钱|多少元|几元|几块|多少块|金额|费用多少|多少费用|限额|额度|封顶|上限|保额|免赔额|起付线|补贴多少|"
            r"补多少|报多少|赔多少|交多少|花多少|给多少|保费|预算|how much|amount|limit|cap\b|deductible|"
            r"cost"
        ),
    ),
    (
        "duration",
        re.compile(
            r"多久|多长时间|几天|多少天|几个月|多少个月|几年|多少年|几小时|多少小时|几耐|时限|期限|多快|周期|几个工作日|"
            r"多少个?工作日|时间要|how long|how many (?:working |business )?(?:days|"
            r"hours|months|years|weeks)|how soon|time limit|within"
        ),
    ),
    (
        "date",
        re.compile(
            r"什么时候|何时|几时|哪天|哪一?年|几月|几号|日期|截止|when\b|what date|which year|what year|deadline"
        ),
    ),
    ("age", re.compile(r"几岁|多大年纪|多少岁|年龄|岁数|how old|what age|\bage\b")),
    (
        "count",
        re.compile(
            r"几个|多少个|几次|多少次|几种|多少种|几家|多少家|多少人|几多人|几条|几项|多少项|几步|多少名|几级|几类|"
            r"人数|次数|几份|多少份|几位|how many|how often|number of"
        ),
    ),
    ("phone", re.compile(r"电话|热线|号码是|联系方式|打给谁|phone|hotline|call\b|contact number")),
    ("email", re.compile(r"邮箱|电子邮件|e-?mail|网址|website|url\b")),
    ("number", re.compile(r"多少|几多|how much|how many|\d+(?:多少)")),
    ("reason", re.compile(r"为什么|为何|为啥|点解|原因|why\b|reason|依据是")),
    (
        "list",
        re.compile(
            r"哪些|哪几|有什么|包括|什么材料|什么资料|种类|类型|分别|what (?:documents|kinds|types|are)|which\b|list\b"
        ),
    ),
    (
        "procedure",
        re.compile(r"怎么|如何|怎样|点样|流程|步骤|手续|咋|how (?:do|can|to|does|should)|procedure|process|steps"),
    ),
    ("definition", re.compile(r"什么是|是什么|何谓|是指|指的是|什么叫|what is|meaning|define")),
    (
        "yesno",
        re.compile(r"吗|能不能|可不可以|是不是|是否|有没有|能否|可否|要不要|会不会|^(?:can|is|are|do|does|will|may)\b"),
    ),
)
_ASKS_FIGURE = re.compile(
    r"多少|几[个次天年月岁种家条项步级位份小元块成人]|几多|多久|多长|多大|几耐|how (?:much|many|long|old|soon)"
)
NUMERIC = frozenset({"percent", "money", "duration", "date", "age", "count", "phone", "number"})
_FOLLOW_UP = re.compile(
    r"^(?:那|那么|那如果|如果|要是|换成|换做|and|what about|how about|那边|还有)|(?:呢|咧)[？?]?$", re.I
)
_ENGLISH_STOP = frozenset(
    re.findall(
        r"\S+",
        """
    a an the is are was were be been do does did can could will would shall should may might must i me my we our
    you your he she it its they them their this that these those of to in on at for from by with about into over
    under and or not no if then than as so what which who whom whose when where why how much many often there
    have has had get got gets need want know tell please any some all each per every also just only more most
    does's s t re ll ve up out off between during before after while because against both same such own other
    too very long
    """,
    )
)


@dataclass(slots=True)
class Question:
    """A question made ready: ``weights`` are lexical tokens (1.0 as asked, less for other wordings)."""

    asked: str
    folded: str
    language: str
    wants: frozenset[str]
    weights: dict[str, float]
    dense: list[str]
    """Texts to embed: the question, and its Chinese gist when it was asked in English."""
    content: str
    """The folded question without question words."""
    wants_figure: bool = False
    """Asked outright for a number: an answer without one is none."""
    core: frozenset[str] = field(default_factory=frozenset)
    """Tokens as asked (no expansions)."""
    concepts: tuple[tuple[str, ...], ...] = ()
    """What the question speaks of, one entry a thing: the word as asked and the other words for it."""
    words: tuple[tuple[str, ...], ...] = ()
    """The same of a Chinese question as words of a dictionary, without chance pairs of characters."""
    unit: str = ""
    """The measure asked for: 次 of 几次, 天 of "how many days"; empty when none is named."""


def understand(
    text: str,
    vocabulary: Vocabulary,
    *,
    history: Sequence[Turn] = (),
    correct: Callable[[str, frozenset[int]], str] | None = None,
    names: Names | None = None,
) -> Question:
    """Fold, correct typos with ``correct``, complete a follow-up from ``history``, strip question words, expand."""
    asked = text.strip()[:LONGEST_QUESTION]
    folded = fold(asked)
    whole = _completed(folded, history, vocabulary)
    language = language_of(asked)
    if correct is not None and HAN.search(whole):
        whole = correct(whole, _meant(whole, vocabulary))
    plain = whole
    if names is not None:
        whole = names.written(whole)
        plain = names.without(whole)
        if not re.search(r"\w", vocabulary.question_words.sub("", plain)):
            plain = whole
    content = vocabulary.question_words.sub(" ", plain)
    weights: dict[str, float] = {}
    core = frozenset(t for t in tokens(content) if t not in _ENGLISH_STOP)
    gist: list[str] = []
    if language == "en":
        for terms in _english_terms(plain, vocabulary):
            gist.append(terms[0])
            _add(weights, terms, 1.0 / len(terms) ** 0.5)
        for token in core:
            weights.setdefault(token, 0.5)
    else:
        for token in core:
            weights[token] = 1.0
        for match in vocabulary.synonym_pattern.finditer(plain):
            _add(weights, vocabulary.synonyms[match[0]], 0.45)
    dense = [plain]
    if gist:
        dense.append(" ".join(dict.fromkeys(gist)))
    figure = bool(_ASKS_FIGURE.search(folded))
    concepts = _english_concepts(plain, vocabulary) if language == "en" else _concepts(content, vocabulary)
    named = () if language == "en" else words(plain, vocabulary)
    unit = units.asked(folded)
    return Question(asked, whole, language, wanted(whole), weights, dense, content, figure, core, concepts, named, unit)


def _meant(folded: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Places of the words that are known, though documents never write them: 多少 is no slip of 度少."""
    runs: list[list[int]] = []
    for start, end in sorted(
        match.span()
        for pattern in (vocabulary.question_words, vocabulary.synonym_pattern)
        for match in pattern.finditer(folded)
    ):
        if runs and start <= runs[-1][1]:
            runs[-1][1] = max(end, runs[-1][1])  # 是 and 多少 side by side
        else:
            runs.append([start, end])
    return frozenset(at for start, end in runs if end - start > 1 for at in range(start, end))


def wanted(folded: str) -> frozenset[str]:
    """The kinds of answer asked for; empty when nothing tells."""
    return frozenset(kind for kind, pattern in _WANTS if pattern.search(folded))


_ATTRIBUTE = re.compile(
    r"材料|资料|手续|流程|步骤|时限|期限|时间|多久|额度|限额|上限|封顶|最多|最高|比例|免赔|起付|保费|电话|条件|例外|"
    r"document|paper|limit|deadline|rate|deductible|premium|condition|long|phone"
)
"""What a benefit has: asked for in a follow-up, it is that of the benefit before."""


def _completed(folded: str, history: Sequence[Turn], vocabulary: Vocabulary) -> str:
    if not history:
        return folded
    short = len(re.sub(r"\W", "", folded)) <= (14 if HAN.search(folded) else 40)
    if not (short and _FOLLOW_UP.search(folded)):
        return folded
    # 那住院呢？ after 门诊报销多少？ asks 门诊报销多少 of 住院: the earlier question lends what this one leaves out. The turn
    # before may itself be a follow-up; it was kept with what it had borrowed.
    # A benefit that it names takes the place of the one before.
    lent = fold(history[-1].question)[:120]
    named = routing.topic(folded)
    if named:
        return f"{folded} {routing.without_other_topics(lent, named)}"
    if likeness.names_nothing(folded, vocabulary.question_words):
        return f"{folded} {lent}"
    # 那材料呢 asks of the same benefit, 那眼镜呢 of something else; neither asks how much, as the question before did.
    kept = lent if _ATTRIBUTE.search(folded) else routing.without_other_topics(lent, "")
    return f"{folded} {' '.join(vocabulary.question_words.sub(' ', kept).split())}"


def _add(weights: dict[str, float], terms: Sequence[str], weight: float) -> None:
    for term in terms:
        for token in tokens(term):
            weights[token] = max(weights.get(token, 0.0), weight)


def _concepts(content: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Colloquial words with the terms for them, and every other pair of characters, word or number by itself."""
    found: dict[tuple[str, ...], None] = {}
    rest: list[str] = []
    at = 0
    for match in vocabulary.synonym_pattern.finditer(content):
        if len(match[0]) > 1:
            found[(match[0], *vocabulary.synonyms[match[0]])] = None
            rest.append(content[at : match.start()])
            at = match.end()
    for token in tokens("\n".join([*rest, content[at:]])):
        if len(token) > 1 or token.isdigit():
            found[(token,)] = None
    return tuple(found)


def _english_concepts(folded: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Glossary phrases as their Chinese terms; words that the glossary lacks (names, abbreviations) as they are."""
    found = dict.fromkeys(_english_terms(folded, vocabulary))
    for word in re.findall(r"[a-z]{3,}|\d+(?:\.\d+)?", folded.replace("'s", "")):
        if word not in _ENGLISH_STOP and stem(word) not in vocabulary.english_words:
            found[(word,)] = None
    return tuple(found)


def _english_terms(folded: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Glossary entries of the longest phrases found, left to right."""
    words = [stem(w) for w in re.findall(r"[a-z0-9]+", folded.replace("'s", ""))]
    plain = re.findall(r"[a-z0-9]+", folded.replace("'s", ""))
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        for size in range(min(vocabulary.longest_phrase, len(words) - at), 0, -1):
            entry = vocabulary.english.get(" ".join(words[at : at + size]))
            if entry and not (size == 1 and plain[at] in _ENGLISH_STOP):
                found.append(entry)
                at += size
                break
        else:
            at += 1
    return found
