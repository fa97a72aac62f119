"""What roster files call things: headings and words of Chinese and English layouts, old ones included."""

from __future__ import annotations


def _spellings(lines: str) -> dict[str, tuple[str, ...]]:
    """``field: a | b`` a line; the field's own name is always one; a field may take several lines."""
    made: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        name, _, words = line.partition(":")
        name = name.strip()
        made[name] = (*made.get(name, (name,)), *(word.strip() for word in words.split("|")))
    return made


HEADERS = _spellings("""
number: employee_number | employee_no | employee_id | staff_no | staff_id | emp_no
number: 工号 | 员工编号 | 员工工号 | 职工编号 | 职工号 | 人员编号 | 员工号 | 工號 | 員工編號 | 職工編號
name: full_name | employee_name | dependent_name | 姓名 | 员工姓名 | 职工姓名 | 家属姓名 | 員工姓名 | 家屬姓名
company_code: entity_code | 公司代码 | 公司编码 | 单位代码 | 单位编码 | 公司代碼
company_name: company | entity | 公司 | 公司名称 | 所属公司 | 单位 | 单位名称 | 子公司 | 所屬公司 | 公司名稱
department: dept | team | 部门 | 所属部门 | 部门名称 | 科室 | 部門 | 所屬部門
tier: level | grade | job_level | 职级 | 层级 | 级别 | 员工类别 | 职务级别 | 岗位级别 | 職級 | 級別
birth_date: birthday | date_of_birth | dob | 出生日期 | 生日 | 出生年月 | 出生年月日
hire_date: start_date | joined | date_joined | 入职日期 | 入职时间 | 入司日期 | 参加工作日期 | 到職日 | 入職日期
monthly_salary: salary | base_salary | 基本工资 | 月薪 | 月工资 | 基本薪资 | 工资 | 月基本工资 | 底薪
phone: mobile | mobile_phone | telephone | 手机 | 手机号 | 手机号码 | 联系电话 | 电话 | 移动电话 | 手機 | 手機號碼
email: e_mail | mail | 邮箱 | 电子邮箱 | 电子邮件 | 邮件 | 郵箱 | 電子郵件
language: lang | preferred_language | 语言 | 语种 | 首选语言 | 語言
bank_account: account_number | bank_account_number
bank_account: 银行账号 | 银行卡号 | 工资卡号 | 银行账户 | 卡号 | 开户账号 | 工资账号 | 銀行帳號
status: employment_status | 状态 | 在职状态 | 人员状态 | 员工状态 | 狀態 | 在職狀態
relation: relationship | 与员工关系 | 与本人关系 | 关系 | 家属关系 | 亲属关系 | 關係 | 與員工關係
id_number: id_card | identity_number | national_id | 证件号码 | 身份证号 | 身份证号码 | 證件號碼 | 身分證號
enrolled_from: covered_from | cover_start | 参保日期 | 生效日期 | 参保生效日 | 起保日期 | 生效日 | 參保日期
enrolled_until: covered_until | cover_end | 退保日期 | 终止日期 | 失效日期 | 終止日期
""")
WORDS = {
    "tier": _spellings("""
executive: 高管 | 高级管理 | 高级管理人员 | 公司领导 | 总经理 | 副总经理 | 总监 | director | vp
manager: 管理层 | 中层 | 中层管理 | 经理 | 主管 | 部门经理 | 管理人员 | 管理層 | 經理 | lead
staff: 普通员工 | 员工 | 职员 | 一线 | 基层 | 員工 | 普通員工 | employee
"""),
    "status": _spellings("""
active: 在职 | 在岗 | 试用 | 试用期 | 正式 | 在職
left: inactive | terminated | 离职 | 已离职 | 退休 | 辞职 | 離職
"""),
    "language": _spellings("""
zh-Hans: zh-hans | zh | zh-cn | cn | 简体 | 简体中文 | 中文 | 普通话 | simplified chinese | chinese
zh-Hant: zh-hant | zh-tw | zh-hk | tw | 繁体 | 繁體 | 繁体中文 | 繁體中文 | traditional chinese
en: en-us | en-gb | 英文 | 英语 | 英語 | english
"""),
    "relation": _spellings("""
spouse: 配偶 | 丈夫 | 妻子 | 夫妻 | husband | wife | partner
child: 子女 | 儿子 | 女儿 | 孩子 | 子 | 女 | 兒子 | 女兒 | son | daughter
parent: 父母 | 父亲 | 母亲 | 父 | 母 | 父親 | 母親 | father | mother
"""),
}
"""Field → our word → what files write for it, in lower case."""
