"""A small handbook, indexed once with the real embedder and the real Chroma."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import DocumentKnowledge, open_knowledge

HANDBOOK = """# 云岭公司福利手册
## 门诊
门诊费用经基本医保结算后，个人负担超过500元的部分按70%报销，年度最高8,000元。就诊后请保留发票与病历。
## 住院
住院费用个人负担超过1,000元的部分按80%报销。住院津贴每天60元，一年最多30天。
申请材料包括发票、出院小结和费用结算单。申请应在出院后90天内提出。
## 心理咨询
每位员工每年有6次免费心理咨询，预约热线是400-820-1234。
## 健身
健身补贴每月300元，凭发票报销，未用完的不结转到下月。
"""
UNION = """# 工会互助办法
职工自愿参加医疗互助，每人每年缴纳互助金120元，其中个人承担60元。
互助金专款专用，任何人不得挪用，每半年审计一次并向会员公示。
家庭特别困难的会员可以申请特困补助，每户每年不超过5,000元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "福利手册.md").write_text(HANDBOOK, encoding="utf-8")
    (folder / "工会互助.txt").write_text(UNION, encoding="gb18030")
    (folder / "坏文件.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


@pytest.fixture(scope="module")
def knowledge(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocumentKnowledge]:
    made = open_knowledge(tmp_path_factory.mktemp("data"))
    made.ingest([library])
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[DocumentKnowledge]:
    made = open_knowledge(tmp_path / "data")
    yield made
    made.close()
