### Plans: differences, problems of plan files, simulation, consistency check.

## Plan changes in words

plan-diff-benefit-new = 新增福利：{ $subject }
plan-diff-benefit-gone = 取消福利：{ $subject }
plan-diff-new = { $subject }：新增{ $what }：{ $after }
plan-diff-gone = { $subject }：取消{ $what }（原为{ $before }）
plan-diff-changed = { $subject }：{ $what }由 { $before } 改为 { $after }
plan-diff-detail = { $what }（{ $detail }）
plan-diff-from = 自 { $date } 起：{ $change }
plan-diff-none = 两份方案的规则完全相同。
plan-whole = 整个方案
plan-papers-of = { $type }理赔
plan-money = { $amount } 元
plan-days = { $count } 天
plan-years = { $count } 岁
plan-months = { $count } 个月
plan-yes = 是
plan-no = 否
plan-none = 无
plan-or = {" "}或{" "}
plan-list-comma = 、

## Names of rules

plan-field-plan-year-starts = 保障年度起始日
plan-field-late-filing-days = 申请时限
plan-field-premium = 月基准保费
plan-field-age-factors = 年龄系数
plan-field-tenure-discount = 每满一年的司龄折扣
plan-field-tenure-discount-at-most = 司龄折扣上限
plan-field-points = 年度福利积分
plan-field-point-value = 每积分抵扣金额
plan-field-points-per-activity = 每次健康活动积分
plan-field-points-activity-at-most = 健康活动积分上限
plan-field-life-events = 可变更的人生事件
plan-field-life-event-days = 人生事件后的变更期
plan-field-papers = 理赔材料
plan-field-kind = 给付方式
plan-field-clause = 条款出处
plan-field-requires = 须先选择
plan-field-relations = 保障对象
plan-field-bands = 分段赔付比例
plan-field-deductible = 年度免赔额
plan-field-per-claim-limit = 单次限额
plan-field-monthly-limit = 每月限额
plan-field-annual-limit = 年度限额
plan-field-lifetime-limit = 终身限额
plan-field-annual-limit-shared = 合并年度限额
plan-field-lifetime-limit-shared = 合并终身限额
plan-field-cover = 保额
plan-field-most-severe-grade = 最重的伤残等级
plan-field-sessions = 每年免费次数
plan-field-grant = 额外救助金
plan-field-grant-above = 额外救助的起点金额
plan-field-per-hospital-day = 住院日补助
plan-field-days-a-year = 每年补助天数
plan-field-surgery = 手术补助
plan-field-severe-illness = 重大疾病补助
plan-field-own-expense = 自费项目可报销
plan-field-companies = 适用公司
plan-field-tiers = 适用职级
plan-field-waiting-days = 等待期
plan-field-tenure-months = 最短司龄
plan-field-youngest = 最低年龄
plan-field-oldest = 最高年龄
plan-field-oldest-child = 子女最高年龄
plan-field-company-share = 公司承担比例
plan-field-options = 可选档次
plan-field-dependents = 可参保家属
plan-field-contribution-at-least = 最低缴费比例
plan-field-contribution-at-most = 最高缴费比例
plan-field-match-rate = 公司匹配比例
plan-field-match-at-most = 公司匹配上限（占工资）

## Ways of paying

plan-kind-reimbursement = 按比例报销
plan-kind-lump-sum = 一次性给付
plan-kind-graded = 按等级给付
plan-kind-sessions = 按次数
plan-kind-aid = 定额补助
plan-kind-contribution = 缴费与匹配
plan-kind-umbrella = 参保资格

## Words for tiers, options, relations, life events, surgery levels

plan-word-executive = 高管
plan-word-manager = 管理层
plan-word-staff = 普通员工
plan-word-basic = 基础档
plan-word-standard = 标准档
plan-word-premium = 尊享档
plan-word-self = 本人
plan-word-spouse = 配偶
plan-word-child = 子女
plan-word-parent = 父母
plan-word-marriage = 结婚
plan-word-birth = 生育
plan-word-adoption = 领养
plan-word-divorce = 离婚
plan-word-death-of-dependent = 家属去世
plan-word-loss-of-cover = 失去其他保障
plan-word-new-hire = 新入职
plan-word-move = 搬迁
plan-word-1 = 一级
plan-word-2 = 二级
plan-word-3 = 三级
plan-word-4 = 四级

## Claim types and papers

plan-type-outpatient = 门诊
plan-type-inpatient = 住院
plan-type-pharmacy = 药店购药
plan-type-critical-illness = 重大疾病
plan-type-accident = 意外伤害
plan-type-mutual-aid = 工会互助
plan-type-high-end-medical = 高端医疗
plan-type-check-up = 体检
plan-type-fitness = 健身
plan-type-counselling = 心理咨询
plan-type-gene-test = 基因检测
plan-type-overseas-care = 海外就医
plan-type-special-need-clinic = 特需门诊
plan-type-parents-medical = 父母医疗
plan-type-child-vaccines = 儿童疫苗
plan-paper-invoice = 发票
plan-paper-visit-record = 就诊记录
plan-paper-prescription = 处方
plan-paper-discharge-summary = 出院小结
plan-paper-settlement-statement = 费用结算单
plan-paper-diagnosis-certificate = 诊断证明
plan-paper-pathology-report = 病理报告
plan-paper-accident-statement = 意外经过说明
plan-paper-disability-assessment = 伤残评定意见

## Problems of a plan file

plan-problem-line = 第 { $line } 行（{ $path }）：{ $problem }
plan-problem-suggestion = 建议：{ $suggestion }
plan-check-good = 方案没有问题，可以发布。
plan-problem-missing = 缺少“{ $value }”
plan-problem-unknown-key = 不认识“{ $value }”这一项
plan-problem-not-a-mapping = 这里应当是若干“名称: 值”
plan-problem-not-a-list = 这里应当是一个列表
plan-problem-not-a-text = 这里应当写文字
plan-problem-unknown-value = “{ $value }”不是可用的值
plan-problem-not-a-number = “{ $value }”不是数字
plan-problem-negative = { $value } 不能为负数
plan-problem-too-large = { $value } 太大
plan-problem-too-many-decimals = { $value } 的小数位太多
plan-problem-rate-too-large = 比例 { $value } 超过 100%，是不是少写了百分号？
plan-problem-not-a-flag = “{ $value }”应当是 true 或 false
plan-problem-not-a-date = “{ $value }”不是日期
plan-problem-dates-not-ascending = 日期 { $value } 没有按先后顺序排列
plan-problem-no-value-in-force = { $value } 这一天还没有生效的值
plan-problem-no-benefits = 方案里没有任何福利
plan-problem-code-not-plain = 代码“{ $value }”只能用小写字母、数字和下划线
plan-problem-papers-missing = 没有写明 { $value } 理赔要哪些材料
plan-problem-unknown-elective = “{ $value }”不是本方案的自选福利
plan-problem-claim-type-answered-twice = 这类理赔已由另一项福利负责：{ $value }
plan-problem-not-a-month-and-day = “{ $value }”应当写成“月-日”
plan-problem-ages-not-ascending = 年龄没有从小到大排列
plan-problem-ages-not-open-ended = 最后一个年龄段不能有上限
plan-problem-clause-unreadable = 条款“{ $value }”应当写成“文件 § 章节”
plan-problem-rate-beside-bands = “rate”和“bands”只能写一个
plan-problem-band-after-open-end = 前一段已经没有上限，后面不能再有分段
plan-problem-bands-not-from-zero = 第一段应当从 0 开始
plan-problem-bands-gap = 分段之间有空缺：{ $value }
plan-problem-bands-overlap = 分段重叠：{ $value }
plan-problem-band-empty = 分段的上限应当大于下限：{ $value }
plan-problem-bands-not-open-ended = 最后一段不能有上限，{ $value } 以上怎么赔没有写
plan-problem-unknown-limit = 没有名为“{ $value }”的合并限额
plan-problem-unknown-deductible = 没有名为“{ $value }”的免赔额
plan-problem-ages-crossed = 最低年龄高于最高年龄：{ $value }
plan-problem-kind-takes-no-claims = 这种福利（{ $value }）不受理理赔
plan-problem-yaml-unreadable = 文件格式有误：{ $value }
plan-problem-file-too-large = 文件“{ $value }”太大
plan-problem-not-utf-8 = 文件“{ $value }”不是 UTF-8 编码

## Simulation and consistency check

plan-simulation-total = { $claims } 笔理赔：原方案赔付 { $before } 元，新方案 { $after } 元，相差 { $difference } 元。{ $gain } 人增加，{ $lose } 人减少，{ $same } 人不变。
plan-simulation-refused = 其中 { $refused } 笔至少有一个方案无法理算（申请类型未知，或早于方案生效日），按 0 元计。
plan-audit-good = 核对了 { $count } 处数字，文档与方案一致。
plan-audit-none = 没有可以核对的数字：还没有发布方案文档，或文档没有写到方案里的数字。
plan-audit-found = { $document }{ $page }：“{ $sentence }”写的是 { $stated }，方案规定是 { $expected }（{ $rule }）
plan-audit-page = { " " }第 { $page } 页

## Steps of a calculation: base, rate and amount come formatted

step-total = 票据总额 { $amount }
step-pool-paid = 减去统筹基金支付 { $base }
step-other-insurer-paid = 减去其他保险赔付 { $base }
step-excluded = 减去除外项目 { $base }
step-own-expense = 减去自费项目 { $base }
step-eligible = 可报销金额 { $amount }
step-deductible = 减去年度免赔额 { $base }（全年 { $limit }，还剩 { $left }）
step-band = { $base } × { $rate } = { $amount }
step-extra-grant = 额外救助金 { $amount }
step-cover = 保额 { $cover }，给付 { $amount }
step-grade = 保额 { $base } × { $rate }（伤残 { $grade } 级）= { $amount }
step-sessions = 免费 { $free } 次，合计 { $amount }，今年还剩 { $remaining } 次
step-hospital-days = 住院 { $days } 天 × { $base } = { $amount }
step-surgery = 手术补助（{ $level } 级）{ $amount }
step-severe-illness = 重大疾病补助 { $amount }
step-rounded = 四舍五入到分 { $amount }
step-per-claim-limit = 单次限额 { $limit }，按 { $amount } 计
step-monthly-limit = 每月限额 { $limit }，本月还剩 { $left }
step-annual-limit = 年度限额 { $limit }，今年还剩 { $left }
step-lifetime-limit = 终身限额 { $limit }，还剩 { $left }
step-refused = 这次不能赔付，原因写在下面
step-payable = 本次赔付 { $amount }
step-base-premium = 基准保费 { $amount }
step-age-factor = 年龄 { $age } 岁，系数 { $rate }：{ $amount }
step-tenure-discount = 司龄 { $years } 年，折扣 { $rate }：{ $amount }
step-company-share = 公司承担 { $rate }：{ $amount }
step-employee-share = 您承担 { $rate }：{ $amount }
step-points = 使用 { $points } 积分，每月少付 { $amount }
step-pay-per-use = 没有月费，使用时公司承担账单的 { $rate }
step-contribution = 您缴 { $base } × { $rate } = { $amount }
step-match = 公司匹配 { $amount }

## Reasons of a decision

reason-relation-not-covered = 这项保障不包含这位家属。
reason-not-enrolled = 就诊当天这位家属还没有参保。给家属参保后，之后的费用就可以申请。
reason-cover-ended = 就诊当天保障已经结束（最后一天是 { $covered_until }）。
reason-not-elected = 这是自选福利，就诊当天您还没有选它。下次选择期可以加上。
reason-late-filing = 就诊后 { $days } 天才提交，超过了 { $allowed } 天的期限。有特殊原因的话，可以申诉或找人力资源部。
reason-company-not-covered = 您所在的公司没有这项保障。
reason-tier-not-covered = 您的职级没有这项保障。
reason-too-young = 年龄不满 { $allowed } 岁，还不能享受这项保障。
reason-too-old = 年龄超过 { $allowed } 岁，不在这项保障范围内。
reason-tenure-too-short = 入职满 { $months } 个月后才有这项保障。
reason-waiting-period = 还在 { $days } 天等待期内，{ $until } 起可以享受。
reason-nothing-eligible = 扣除医保和其他已支付的金额后，没有可以报销的部分。
reason-already-paid = 这项保障只给付一次，之前已经给付过。
reason-disability-grade-missing = 没有伤残等级，暂时不能给付。评定后请补交伤残评定意见。
reason-sessions-used-up = 今年的 { $allowed } 次免费咨询已经用完，明年重新开始。
reason-nothing-to-grant = 没有住院、手术或重大疾病，互助金没有可以给付的项目。
reason-days-used-up = 今年的 { $allowed } 天住院补助已经用完。
reason-below-threshold = 还在不赔付的额度内，这次不赔，但金额已计入今年的累计，后面的费用会更快开始报销。
reason-excluded-items = 有 { $amount } 属于除外项目，不能报销。
reason-own-expense-excluded = 有 { $amount } 是医保目录外的自费项目，本方案不报销。
reason-cover-limit = 最多给付保额 { $limit }。
reason-per-claim-limit = 单次最多赔付 { $limit }。
reason-monthly-limit = 每月最多 { $limit }，本月只剩 { $left }。
reason-annual-limit = 全年最多赔付 { $limit }，这次之前只剩 { $left }。
reason-lifetime-limit = 累计最多赔付 { $limit }，这次之前只剩 { $left }。

## Errors

error-plan-invalid = 方案文件有问题，暂时不能使用，请按提示修改后再试。
error-plan-file-not-found = 找不到方案文件：{ $path }
error-cases-not-found = 找不到案例文件，或无法读取：{ $path }
error-cases-unreadable = 案例文件不是有效的 JSON（第 { $line } 行）：{ $reason }
