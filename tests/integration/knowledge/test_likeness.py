"""Which questions ask the same, with the real embedder."""

from __future__ import annotations

from itertools import combinations

from knowledge.base import DocumentKnowledge
from knowledge.text import HAN
from services.knowledge import SAME

GROUPS = (
    ("宠物看病能报销吗", "猫狗看病给报吗", "is my pet's vet bill covered", "養貓睇獸醫可唔可以報銷"),
    ("植发手术能报吗", "我想植发，公司报不报", "do you cover hair transplants"),
    ("公司有没有托儿所", "公司附近有托儿服务吗", "is there a company nursery", "有冇托兒服務"),
    ("产假有多少天", "我老婆产假几天", "how long is maternity leave", "產假有幾多日"),
    ("近视手术可以报销吗", "做激光矫正视力报不报", "is laser eye surgery covered"),
    ("停车费能不能补贴", "有停车补贴吗", "parking allowance?"),
    ("中医推拿能报吗", "推拿按摩报销不", "is massage by a TCM doctor covered"),
    ("陪产假几天", "男员工陪产假有多久", "paternity leave days"),
    ("年假怎么算", "年假有多少天", "how many days of annual leave"),
    ("试管婴儿费用报不报", "做试管公司给报吗", "is IVF covered"),
    ("镶牙能报多少", "补牙种牙报销比例", "are dental implants reimbursed"),
    ("理赔款打到哪张卡", "钱会打到哪个银行账户", "which bank account gets the money"),
)


def test_wordings_of_one_thing_come_together_and_different_things_stay_apart(knowledge: DocumentKnowledge) -> None:
    asked = [(number, text) for number, group in enumerate(GROUPS) for text in group]
    texts = [text for _, text in asked]
    likeness = knowledge.alike_sync(texts, texts)
    together, apart, across = [], [], []
    for a, b in combinations(range(len(asked)), 2):
        same_language = bool(HAN.search(texts[a])) == bool(HAN.search(texts[b]))
        joined = likeness[a][b] >= SAME
        if asked[a][0] != asked[b][0]:
            apart.append(joined)
        else:
            (together if same_language else across).append(joined)
    figures = [round(sum(found) / len(found), 3) for found in (together, across, apart)]
    assert figures[0] >= 0.7, figures
    assert figures[1] >= 0.4, figures
    assert figures[2] <= 0.04, figures
