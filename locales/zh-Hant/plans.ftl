### Plans: differences, problems of plan files, simulation, consistency check.

## Plan changes in words

plan-diff-benefit-new = 新增福利：{ $subject }
plan-diff-benefit-gone = 取消福利：{ $subject }
plan-diff-new = { $subject }：新增{ $what }：{ $after }
plan-diff-gone = { $subject }：取消{ $what }（原為{ $before }）
plan-diff-changed = { $subject }：{ $what }由 { $before } 改為 { $after }
plan-diff-detail = { $what }（{ $detail }）
plan-diff-from = 自 { $date } 起：{ $change }
plan-diff-none = 兩份方案的規則完全相同。
plan-whole = 整個方案
plan-papers-of = { $type }理賠
plan-money = { $amount } 元
plan-days = { $count } 天
plan-years = { $count } 歲
plan-months = { $count } 個月
plan-yes = 是
plan-no = 否
plan-none = 無
plan-or = {" "}或{" "}
plan-list-comma = 、

## Names of rules

plan-field-plan-year-starts = 保障年度起始日
plan-field-late-filing-days = 申請時限
plan-field-premium = 月基準保費
plan-field-age-factors = 年齡係數
plan-field-tenure-discount = 每滿一年的年資折扣
plan-field-tenure-discount-at-most = 年資折扣上限
plan-field-points = 年度福利積分
plan-field-point-value = 每積分折抵金額
plan-field-points-per-activity = 每次健康活動積分
plan-field-points-activity-at-most = 健康活動積分上限
plan-field-life-events = 可變更的人生事件
plan-field-life-event-days = 人生事件後的變更期
plan-field-papers = 理賠文件
plan-field-kind = 給付方式
plan-field-clause = 條款出處
plan-field-requires = 須先選擇
plan-field-relations = 保障對象
plan-field-bands = 分段理賠比例
plan-field-deductible = 年度自負額
plan-field-per-claim-limit = 單次限額
plan-field-monthly-limit = 每月限額
plan-field-annual-limit = 年度限額
plan-field-lifetime-limit = 終身限額
plan-field-annual-limit-shared = 合併年度限額
plan-field-lifetime-limit-shared = 合併終身限額
plan-field-cover = 保額
plan-field-most-severe-grade = 最重的失能等級
plan-field-sessions = 每年免費次數
plan-field-grant = 額外救助金
plan-field-grant-above = 額外救助的起點金額
plan-field-per-hospital-day = 住院日補助
plan-field-days-a-year = 每年補助天數
plan-field-surgery = 手術補助
plan-field-severe-illness = 重大疾病補助
plan-field-own-expense = 自費項目可報銷
plan-field-companies = 適用公司
plan-field-tiers = 適用職級
plan-field-waiting-days = 等待期
plan-field-tenure-months = 最短年資
plan-field-youngest = 最低年齡
plan-field-oldest = 最高年齡
plan-field-oldest-child = 子女最高年齡
plan-field-company-share = 公司負擔比例
plan-field-options = 可選方案
plan-field-dependents = 可參加的家屬
plan-field-contribution-at-least = 最低提繳比例
plan-field-contribution-at-most = 最高提繳比例
plan-field-match-rate = 公司相對提撥比例
plan-field-match-at-most = 公司相對提撥上限（占薪資）

## Ways of paying

plan-kind-reimbursement = 按比例報銷
plan-kind-lump-sum = 一次性給付
plan-kind-graded = 按等級給付
plan-kind-sessions = 按次數
plan-kind-aid = 定額補助
plan-kind-contribution = 提繳與相對提撥
plan-kind-umbrella = 參加資格

## Words for tiers, options, relations, life events, surgery levels

plan-word-executive = 高階主管
plan-word-manager = 管理層
plan-word-staff = 一般員工
plan-word-basic = 基礎方案
plan-word-standard = 標準方案
plan-word-premium = 尊享方案
plan-word-self = 本人
plan-word-spouse = 配偶
plan-word-child = 子女
plan-word-parent = 父母
plan-word-marriage = 結婚
plan-word-birth = 生育
plan-word-adoption = 收養
plan-word-divorce = 離婚
plan-word-death-of-dependent = 家屬過世
plan-word-loss-of-cover = 失去其他保障
plan-word-new-hire = 新到職
plan-word-move = 搬遷
plan-word-1 = 一級
plan-word-2 = 二級
plan-word-3 = 三級
plan-word-4 = 四級

## Claim types and papers

plan-type-outpatient = 門診
plan-type-inpatient = 住院
plan-type-pharmacy = 藥局購藥
plan-type-critical-illness = 重大疾病
plan-type-accident = 意外傷害
plan-type-mutual-aid = 工會互助
plan-type-high-end-medical = 高端醫療
plan-type-check-up = 健檢
plan-type-fitness = 健身
plan-type-counselling = 心理諮商
plan-type-gene-test = 基因檢測
plan-type-overseas-care = 海外就醫
plan-type-special-need-clinic = 特需門診
plan-type-parents-medical = 父母醫療
plan-type-child-vaccines = 兒童疫苗
plan-paper-invoice = 收據
plan-paper-visit-record = 就診紀錄
plan-paper-prescription = 處方箋
plan-paper-discharge-summary = 出院病摘
plan-paper-settlement-statement = 費用結算單
plan-paper-diagnosis-certificate = 診斷證明
plan-paper-pathology-report = 病理報告
plan-paper-accident-statement = 意外經過說明
plan-paper-disability-assessment = 失能評定意見

## Problems of a plan file

plan-problem-line = 第 { $line } 行（{ $path }）：{ $problem }
plan-problem-suggestion = 建議：{ $suggestion }
plan-check-good = 方案沒有問題，可以發布。
plan-problem-missing = 缺少「{ $value }」
plan-problem-unknown-key = 不認得「{ $value }」這一項
plan-problem-not-a-mapping = 這裡應該是若干「名稱: 值」
plan-problem-not-a-list = 這裡應該是一個清單
plan-problem-not-a-text = 這裡應該寫文字
plan-problem-unknown-value = 「{ $value }」不是可用的值
plan-problem-not-a-number = 「{ $value }」不是數字
plan-problem-negative = { $value } 不能為負數
plan-problem-too-large = { $value } 太大
plan-problem-too-many-decimals = { $value } 的小數位太多
plan-problem-rate-too-large = 比例 { $value } 超過 100%，是不是少寫了百分號？
plan-problem-not-a-flag = 「{ $value }」應該是 true 或 false
plan-problem-not-a-date = 「{ $value }」不是日期
plan-problem-dates-not-ascending = 日期 { $value } 沒有按先後順序排列
plan-problem-no-value-in-force = { $value } 這一天還沒有生效的值
plan-problem-no-benefits = 方案裡沒有任何福利
plan-problem-code-not-plain = 代碼「{ $value }」只能用小寫字母、數字和底線
plan-problem-papers-missing = 沒有寫明 { $value } 理賠要哪些文件
plan-problem-unknown-elective = 「{ $value }」不是本方案的自選福利
plan-problem-claim-type-answered-twice = 這類理賠已由另一項福利負責：{ $value }
plan-problem-not-a-month-and-day = 「{ $value }」應該寫成「月-日」
plan-problem-ages-not-ascending = 年齡沒有從小到大排列
plan-problem-ages-not-open-ended = 最後一個年齡段不能有上限
plan-problem-clause-unreadable = 條款「{ $value }」應該寫成「文件 § 章節」
plan-problem-rate-beside-bands = 「rate」和「bands」只能寫一個
plan-problem-band-after-open-end = 前一段已經沒有上限，後面不能再有分段
plan-problem-bands-not-from-zero = 第一段應該從 0 開始
plan-problem-bands-gap = 分段之間有空缺：{ $value }
plan-problem-bands-overlap = 分段重疊：{ $value }
plan-problem-band-empty = 分段的上限應該大於下限：{ $value }
plan-problem-bands-not-open-ended = 最後一段不能有上限，{ $value } 以上怎麼賠沒有寫
plan-problem-unknown-limit = 沒有名為「{ $value }」的合併限額
plan-problem-unknown-deductible = 沒有名為「{ $value }」的自負額
plan-problem-ages-crossed = 最低年齡高於最高年齡：{ $value }
plan-problem-kind-takes-no-claims = 這種福利（{ $value }）不受理理賠
plan-problem-yaml-unreadable = 檔案格式有誤：{ $value }
plan-problem-file-too-large = 檔案「{ $value }」太大
plan-problem-not-utf-8 = 檔案「{ $value }」不是 UTF-8 編碼

## Simulation and consistency check

plan-simulation-total = { $claims } 筆理賠：原方案賠付 { $before } 元，新方案 { $after } 元，相差 { $difference } 元。{ $gain } 人增加，{ $lose } 人減少，{ $same } 人不變。
plan-simulation-refused = 其中 { $refused } 筆至少有一個方案無法理算（申請類型未知，或早於方案生效日），按 0 元計。
plan-audit-good = 核對了 { $count } 處數字，文件與方案一致。
plan-audit-none = 沒有可以核對的數字：還沒有發布方案文件，或文件沒有寫到方案裡的數字。
plan-audit-found = { $document }{ $page }：「{ $sentence }」寫的是 { $stated }，方案規定是 { $expected }（{ $rule }）
plan-audit-page = { " " }第 { $page } 頁

## Steps of a calculation: base, rate and amount come formatted

step-total = 收據總額 { $amount }
step-pool-paid = 減去統籌基金支付 { $base }
step-other-insurer-paid = 減去其他保險理賠 { $base }
step-excluded = 減去除外項目 { $base }
step-own-expense = 減去自費項目 { $base }
step-eligible = 可報銷金額 { $amount }
step-deductible = 減去年度自負額 { $base }（全年 { $limit }，還剩 { $left }）
step-band = { $base } × { $rate } = { $amount }
step-extra-grant = 額外救助金 { $amount }
step-cover = 保額 { $cover }，給付 { $amount }
step-grade = 保額 { $base } × { $rate }（失能 { $grade } 級）= { $amount }
step-sessions = 免費 { $free } 次，合計 { $amount }，今年還剩 { $remaining } 次
step-hospital-days = 住院 { $days } 天 × { $base } = { $amount }
step-surgery = 手術補助（{ $level } 級）{ $amount }
step-severe-illness = 重大疾病補助 { $amount }
step-rounded = 四捨五入到分 { $amount }
step-per-claim-limit = 單次限額 { $limit }，按 { $amount } 計
step-monthly-limit = 每月限額 { $limit }，本月還剩 { $left }
step-annual-limit = 年度限額 { $limit }，今年還剩 { $left }
step-lifetime-limit = 終身限額 { $limit }，還剩 { $left }
step-refused = 這次不能理賠，原因寫在下面
step-payable = 本次理賠 { $amount }
step-base-premium = 基準保費 { $amount }
step-age-factor = 年齡 { $age } 歲，係數 { $rate }：{ $amount }
step-tenure-discount = 年資 { $years } 年，折扣 { $rate }：{ $amount }
step-company-share = 公司負擔 { $rate }：{ $amount }
step-employee-share = 您負擔 { $rate }：{ $amount }
step-points = 使用 { $points } 積分，每月少付 { $amount }
step-pay-per-use = 沒有月費，使用時公司負擔帳單的 { $rate }
step-contribution = 您提繳 { $base } × { $rate } = { $amount }
step-match = 公司相對提撥 { $amount }

## Reasons of a decision

reason-relation-not-covered = 這項保障不包含這位家屬。
reason-not-enrolled = 就診當天這位家屬還沒有加保。為家屬加保後，之後的費用就可以申請。
reason-cover-ended = 就診當天保障已經結束（最後一天是 { $covered_until }）。
reason-not-elected = 這是自選福利，就診當天您還沒有選它。下次選擇期可以加上。
reason-late-filing = 就診後 { $days } 天才提交，超過了 { $allowed } 天的期限。有特殊原因的話，可以申訴或找人資部門。
reason-company-not-covered = 您所在的公司沒有這項保障。
reason-tier-not-covered = 您的職級沒有這項保障。
reason-too-young = 年齡不滿 { $allowed } 歲，還不能享有這項保障。
reason-too-old = 年齡超過 { $allowed } 歲，不在這項保障範圍內。
reason-tenure-too-short = 到職滿 { $months } 個月後才有這項保障。
reason-waiting-period = 還在 { $days } 天等待期內，{ $until } 起可以享有。
reason-nothing-eligible = 扣除醫保和其他已支付的金額後，沒有可以報銷的部分。
reason-already-paid = 這項保障只給付一次，之前已經給付過。
reason-disability-grade-missing = 沒有失能等級，暫時不能給付。評定後請補交失能評定意見。
reason-sessions-used-up = 今年的 { $allowed } 次免費諮商已經用完，明年重新開始。
reason-nothing-to-grant = 沒有住院、手術或重大疾病，互助金沒有可以給付的項目。
reason-days-used-up = 今年的 { $allowed } 天住院補助已經用完。
reason-below-threshold = 還在不理賠的額度內，這次不賠，但金額已計入今年的累計，後面的費用會更快開始報銷。
reason-excluded-items = 有 { $amount } 屬於除外項目，不能報銷。
reason-own-expense-excluded = 有 { $amount } 是醫保目錄外的自費項目，本方案不報銷。
reason-cover-limit = 最多給付保額 { $limit }。
reason-per-claim-limit = 單次最多理賠 { $limit }。
reason-monthly-limit = 每月最多 { $limit }，本月只剩 { $left }。
reason-annual-limit = 全年最多理賠 { $limit }，這次之前只剩 { $left }。
reason-lifetime-limit = 累計最多理賠 { $limit }，這次之前只剩 { $left }。

## Errors

error-plan-invalid = 方案檔案有問題，暫時不能使用，請依提示修改後再試。
error-plan-file-not-found = 找不到方案檔案：{ $path }
error-cases-not-found = 找不到案例檔案，或無法讀取：{ $path }
error-cases-unreadable = 案例檔案不是有效的 JSON（第 { $line } 行）：{ $reason }
