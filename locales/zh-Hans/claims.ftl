## 报销

claim-how =
    📷 请直接发<b>票据照片</b>、PDF 或 OFD 文件，一次可以发多张。
    拍平、拍全、光线均匀就好；读完会给您核对，并算好能报多少。
reading = 🔍 收到，正在读票据，通常几秒钟…
draft-title = 🧾 <b>{ $type }报销</b>（草稿）
claim-title = 🧾 <b>{ $type }报销</b> { $number }
draft-who = 就诊人：{ $who }
draft-reading = 🔍 正在读取，读好会自动更新…
draft-reading-progress = 🔍 正在读取：已读完 { $done } 张，共 { $count } 张，读好会自动更新…
draft-twin-own = ℹ️ 这张票据和您报过的 { $number } 很像。如果是同一张，删掉这份草稿就好；如果不是，照常提交，审核同事会核对一下，不影响您。
draft-twin = ℹ️ 这张票据可能已经报销过。照常提交就好，审核同事会核对一下，不影响您。
draft-preview = 💰 预计赔付 <b>{ $payable }</b>（可报销金额 { $eligible }）
draft-ready = 请核对上面的信息，没问题就提交。
draft-dropped = 草稿已删除。需要时随时再发票据照片。
paper-heading = <b>票据</b>
paper-heading-numbered = <b>票据 { $number }</b>
typed-mark = ✏️
field-unread = ❗ { $field }：没读出来
field-unsure = 🔸看得不太清，请核对
field-read-as = 票面这一处我读到：{ $value }
field-date = 就诊日期
field-total = 总金额
field-pool-paid = 统筹支付
field-personal-account-paid = 个人账户支付
field-other-paid = 其他保险支付
field-own-expense = 个人自费
field-own-pay = 个人自付
field-number = 票据号码
field-patient = 交款人
field-seller = 医院
field-excluded = 剔除金额
field-service-date = 就诊日期
field-type = 报销类型
field-name = 姓名
field-birth-date = 出生日期
field-papers = 材料
ask-date = 就诊（开票）日期是哪天？例如 2026-11-03 或 11月3日
ask-total = 票据上的总金额是多少？例如 860.50
ask-pool-paid = 统筹基金支付了多少？没有就填 0
ask-personal-account-paid = 个人账户支付了多少？没有就填 0
ask-other-paid = 其他保险支付了多少？没有就填 0
ask-own-expense = 其中个人自费多少？没有就填 0
ask-number = 票据号码是多少？
ask-patient = 票据上的交款人（姓名）是谁？
ask-seller = 收款的医院或药店叫什么？
ask-type = 这是哪一类报销？
ask-whom = 给谁报销？
ask-paper-kind = 要补哪一种材料？
ask-paper = 请发 <b>{ $paper }</b> 的照片或文件。
ask-replace = 请发这张票据的新照片或文件，我会重新读；您手工填过的内容会保留。
ask-drop = 确定删除这份草稿吗？已发的照片也会一起去掉。
ask-withdraw = 确定撤回这笔报销吗？撤回后要报需要重新提交。
ask-rating = 这次报销体验怎么样？
rating-thanks = 谢谢您的评价 🙏
edit-which = <b>要改哪一项？</b>
edit-which-of = <b>票据 { $number } 要改哪一项？</b>
paper-invoice = 发票或收费票据
paper-visit-record = 病历
paper-prescription = 处方
paper-discharge-summary = 出院小结
paper-settlement-statement = 费用结算单
paper-diagnosis-certificate = 诊断证明
paper-pathology-report = 病理报告
paper-accident-statement = 意外经过说明
paper-disability-assessment = 伤残鉴定意见
paper-supporting = 补充材料
paper-unsorted = { $left ->
    [0] ❓ 第 { $number } 张是什么？请选一下
   *[other] ❓ 第 { $number } 张是什么？请选一下（后面还有 { $left } 张）
}
paper-unsorted-only = ❓ 这张是什么？请选一下
paper-unread-heading = <b>第 { $number } 张</b>
paper-missing = ❗ 还缺：{ $paper }
paper-removed = 已去掉
paper-sample-invoice = 样子：抬头写着“医疗门诊收费票据”或“电子发票”，有票据号码、金额和收费章。
paper-sample-visit-record = 样子：门诊病历那一页，有日期、姓名、诊断和医生签名。
paper-sample-prescription = 样子：有药名、用量、日期和医生签名的处方笺。
paper-sample-discharge-summary = 样子：抬头是“出院小结”或“出院记录”，有入院、出院日期和诊断。
paper-sample-settlement-statement = 样子：抬头是“住院费用结算单”，列出统筹支付、自付和自费金额。
paper-sample-diagnosis-certificate = 样子：盖有医院公章的“疾病诊断证明书”。
paper-sample-pathology-report = 样子：抬头是“病理诊断报告”，有标本、诊断和报告医生。
paper-sample-accident-statement = 样子：自己写明时间、地点、经过并签名即可，有交警或派出所证明更好。
paper-sample-disability-assessment = 样子：鉴定机构出具的伤残等级意见书。

claim-type-outpatient = 门诊
claim-type-inpatient = 住院
claim-type-pharmacy = 药店购药
claim-type-critical-illness = 重大疾病
claim-type-accident = 意外伤害
claim-type-mutual-aid = 工会互助
claim-type-high-end-medical = 高端医疗
claim-type-check-up = 体检
claim-type-fitness = 健身
claim-type-counselling = 心理咨询
claim-type-gene-test = 基因检测
claim-type-overseas-care = 海外就医
claim-type-special-need-clinic = 特需门诊
claim-type-parents-medical = 父母医疗
claim-type-child-vaccines = 儿童疫苗

button-submit = ✅ 提交报销
button-resubmit = ✅ 材料补好了，继续审核
button-fill = 填写{ $field }
button-check = 👀 核对{ $field }
button-read-right = ✅ 对，是 { $value }
button-by-hand = ✍️ 先不拍照，手工填写
button-add-paper = 📎 补{ $paper }
button-add-papers = 📎 补材料
button-how = 🧮 怎么算的
button-edit = ✏️ 修改
button-invoice = 票据 { $number }
button-type = 报销类型
button-whom = 给谁报
button-papers = 材料
button-drop = 🗑 删除草稿
button-drop-yes = 确定删除
button-is-invoice = 是票据，我来手工填写
button-remove-paper = 不是材料，去掉它
button-remove-named = 去掉第 { $number } 张（{ $paper }）
button-replace = 🔄 第 { $number } 张换一张照片
button-explain = 🧮 赔付明细
button-claim = 查看进度
button-withdraw = 撤回
button-withdraw-yes = 确定撤回
button-all-claims = 全部报销
button-rate = ⭐ 评价

submitted-quick =
    ✅ 已提交，编号 <b>{ $number }</b>，预计赔付 <b>{ $payable }</b>。

    下一步：系统正在审核，资料齐全的通常几分钟内出结果，结果会发到这里。
    有疑问请联系 HR{ $hr }。
submitted-review =
    ✅ 已提交，编号 <b>{ $number }</b>，预计赔付 <b>{ $payable }</b>。

    下一步：理赔审核的同事会看一下，一般 3 个工作日内有结果，结果会发到这里。
    有疑问请联系 HR{ $hr }。
submitted-toast = 提交成功
claims-none = 您还没有报销记录。随时发票据照片就能开始。
claims-list =
    <b>我的报销</b>
    { $lines }

    点一笔看进度：
claims-line = { $place }. { $date } { $type } { $amount } · { $state }
claims-button = { $place } · { $state }

explain-preview = 🧮 <b>预计赔付 { $payable }</b>，是这样算的：
explain-decided = 🧮 <b>赔付说明 { $number }</b>　赔付 <b>{ $payable }</b>
clause = 《{ $document }》{ $section }
clauses =
    依据：
    { $list }
claim-total = 票据总额：{ $amount }
claim-payable = 赔付：<b>{ $amount }</b>
claim-expected = 预计赔付：<b>{ $amount }</b>
claim-note = 审核意见：{ $note }
claim-history =
    <b>经过</b>
    { $lines }

stage-submitted = 已提交
stage-in-review = 审核中
stage-approved = 审核通过
stage-payment-issued = 资金发放中
stage-paid = 已到账
state-draft = 草稿，还没有提交。
state-submitted = 申请已提交，正在审核。
state-needs-documents = 需要您补充材料，补好后继续审核。
state-in-review = 理赔审核中，一般 3 个工作日内有结果。
state-approved = 审核通过，等待打款。
state-approved-zero = 审核通过。按方案这次赔付 0 元，金额已计入年度累计，无需打款。
state-partly-approved = 部分通过，等待打款。
state-rejected = ❌ 未通过。有疑问可以联系 HR{ $hr }。
state-payment-issued = 资金发放中，1–3 个工作日到工资卡。
state-paid = 已到账 ✅
state-withdrawn = 您已撤回这笔报销。
state-appealed = 申诉处理中。
state-short-draft = 草稿
state-short-submitted = 已提交
state-short-needs-documents = 待补材料
state-short-in-review = 审核中
state-short-approved = 已通过
state-short-partly-approved = 部分通过
state-short-rejected = 未通过
state-short-payment-issued = 发放中
state-short-paid = 已到账
state-short-withdrawn = 已撤回
state-short-appealed = 申诉中
event-submit = 提交申请
event-start-review = 转人工审核
event-request-documents = 请您补充材料
event-supply-documents = 材料已补充
event-approve = 审核通过
event-approve-partly = 部分通过
event-reject = 未通过
event-issue-payment = 开始打款
event-mark-paid = 已到账
event-payment-failed = 打款未成功，将重新打款
event-withdraw = 您撤回了申请
event-appeal = 提出申诉
event-withdraw-appeal = 撤回申诉
event-reopen = 重新审核
reason-reviewer = 审核意见：{ $note }

## 通知
notice-approved = ✅ 报销 <b>{ $number }</b> 审核通过，赔付 <b>{ $payable }</b> 元，将打到您的工资卡。
notice-approved-zero = ✅ 报销 <b>{ $number }</b> 审核通过。按方案这次赔付 0 元，可报销金额 { $eligible } 元已计入您的年度累计。
notice-partly-approved = 报销 <b>{ $number }</b> 部分通过，赔付 <b>{ $payable }</b> 元，将打到您的工资卡。点“赔付明细”看每一步怎么算的。
notice-rejected = 报销 <b>{ $number }</b> 未通过。{ $note } 点“赔付明细”看原因；如有异议，可以在“查看进度”里申诉，或联系 HR{ $hr }。
notice-redecided = 报销 <b>{ $number }</b> 已重新理算：赔付由 { $before } 元改为 <b>{ $payable }</b> 元。{ $note } 点“赔付明细”看每一步怎么算的。
notice-papers-requested = 报销 <b>{ $number }</b> 需要补充材料：{ $note }
notice-payment-issued = 💳 报销 <b>{ $number }</b> 的 { $payable } 元正在发放，1–3 个工作日到工资卡。
notice-paid = 🎉 报销 <b>{ $number }</b> 的 <b>{ $payable }</b> 元已到账。
notice-election =
    📄 <b>自选福利确认书</b> { $number }
    福利：{ $benefit }（{ $option }）
    投保人：{ $people }
    您每月 { $monthly } 元，公司每月 { $company } 元
    { $from } 起生效
notice-election-waived = 📄 <b>自选福利确认书</b> { $number }：您已放弃“{ $benefit }”。选择期内可以改。
notice-hr-reply =
    💬 关于您问的“{ $question }”，HR 的同事回复：

    { $reply }
mail-subject = 福利助手通知

button-appeal = ⚖️ 我要申诉
button-appeal-send = ✅ 提交申诉
button-appeal-drop = 不申诉了
appeal-until = 对结果有异议的话，{ $date } 之前（含当天）可以申诉。
appeal-open = ⚖️ 申诉 <b>{ $number }</b> 处理中，最晚 { $date } 答复，结果会发到这里。
appeal-ask =
    ⚖️ <b>请写下您不同意的地方和理由</b>，用自己的话写就行，一条消息，500 字以内。

    申诉由员工代表、公司代表和保险公司代表一起评议，经办人不是上次审核的同事；10 个工作日内答复。申诉不会让赔付变少。
appeal-check =
    您的理由：
    <i>{ $reason }</i>

    确认提交吗？想改的话，直接再写一遍。
appeal-sent =
    ⚖️ 申诉已提交，编号 <b>{ $number }</b>，最晚 <b>{ $date }</b> 答复。

    下一步：由没有审过这笔报销的同事会同员工代表、保险公司代表评议，结果会发到这里。
    有疑问请联系 HR{ $hr }。
appeal-dropped = 好的，没有提交申诉。
appeal-gone = 这笔报销现在没有处理中的申诉。
notice-appeal-upheld = ⚖️ 申诉 <b>{ $number }</b> 有结果了：维持原结论，赔付 <b>{ $payable }</b> 元不变。理由：{ $note } 仍不同意的，可以联系 HR{ $hr }。
notice-appeal-changed = ⚖️ 申诉 <b>{ $number }</b> 有结果了：赔付由 { $before } 元改为 <b>{ $payable }</b> 元，还会再付您 { $more } 元。理由：{ $note }
event-uphold = 申诉结果：维持原结论
appeal-which = ⚖️ <b>您对哪一笔的结果有异议？</b>点一下，写明理由就行。申诉不会让赔付变少。
appeal-which-line = <b>{ $number }</b>：{ $date } { $type }，票据 { $total }，赔付 { $payable }，{ $until } 之前（含当天）可以申诉。
appeal-none = ⚖️ 您现在没有可以申诉的报销。
appeal-none-claims = ⚖️ 您还没有报销记录，所以没有可以申诉的结果。如果是别的事，请联系 HR{ $hr }。
appeal-why-open = <b>{ $number }</b>：申诉处理中，最晚 { $date } 答复。
appeal-why-once = <b>{ $number }</b>：已经申诉过了。仍不同意的，请联系 HR，或请工会调解。
appeal-why-late = <b>{ $number }</b>：申诉期限到 { $date } 为止，已经过了。有特殊情况请联系 HR。
appeal-why-not-yet = <b>{ $number }</b>：款项还在发放中，到账后 30 天内可以申诉，不影响先付给您的部分。
appeal-why-undecided = <b>{ $number }</b>：还没有结果，有结果后才能申诉。
button-appeal-this = ⚖️ 申诉 { $number }
button-claim-named = { $number } 的进度
button-appeal-evidence = 📎 补充材料
button-evidence-none = 不用补充
button-unappeal = 撤回申诉
button-unappeal-yes = 确定撤回申诉
appeal-reason-first = 请先用文字写理由。提交申诉后马上就可以补充这张照片，现在还没有保存。
appeal-evidence-ask = 📎 请发能支持申诉 <b>{ $number }</b> 的照片或文件，一次可以发多张。处理申诉的同事会和原票据放在一起看。
appeal-evidence-kept = 📎 已加到您的申诉里，现在共有 { $count } 份补充材料。
appeal-evidence-none = 好的，没有补充材料，申诉照常处理。
ask-unappeal = 确定撤回申诉 { $number } 吗？原来的结果不变，{ $date } 之前（含当天）还可以再申诉。
ask-unappeal-final = 确定撤回申诉 { $number } 吗？原来的结果不变，而且 30 天的期限已过，撤回后<b>不能再申诉</b>。
appeal-taken-back = 报销 { $number } 的申诉已撤回，原来的结果不变。
claim-paid-so-far = 已付：{ $amount }
claim-owed = 多付待退回：<b>{ $amount }</b>
notice-overpaid = 报销 <b>{ $number }</b> 重新审核后，赔付为 <b>{ $payable }</b> 元；之前已付 { $paid } 元，多付的 <b>{ $owed }</b> 元需要退回。{ $note } 财务会联系您说明怎么退，不会自动从以后的赔付里扣。点“赔付明细”看每一步怎么算的；有异议可以在“查看进度”里申诉。
notice-paid-more = 报销 <b>{ $number }</b> 重新审核后，赔付为 <b>{ $payable }</b> 元；之前已付 { $paid } 元，另外的 <b>{ $more }</b> 元将打到您的工资卡。{ $note }
notice-paid-stays = 报销 <b>{ $number }</b> 已重新审核：赔付 { $payable } 元不变，之前已经付给您。{ $note }
notice-appeal-changed-paid = ⚖️ 申诉 <b>{ $number }</b> 有结果了：赔付由 { $before } 元改为 <b>{ $payable }</b> 元。之前已付 { $paid } 元，还需退回 { $owed } 元。理由：{ $note }
notice-recovered = ✅ 报销 <b>{ $number }</b> 多付的 { $amount } 元已收到退款，没有需要退回的了。
notice-recovered-part = 报销 <b>{ $number }</b> 多付的款项已收到退款 { $amount } 元，还需退回 { $left } 元。
event-settle = 款项之前已到账
event-recover = 多付的款项已退回
