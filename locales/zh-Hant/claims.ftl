## 報銷

claim-how =
    📷 請直接發<b>票據照片</b>、PDF 或 OFD 文件，一次可以發多張。
    拍平、拍全、光線均勻就好；讀完會給您核對，並算好能報多少。
reading = 🔍 收到，正在讀票據，通常幾秒鐘…
draft-title = 🧾 <b>{ $type }報銷</b>（草稿）
claim-title = 🧾 <b>{ $type }報銷</b> { $number }
draft-who = 就診人：{ $who }
draft-reading = 🔍 正在讀取，讀好會自動更新…
draft-reading-progress = 🔍 正在讀取：已讀完 { $done } 張，共 { $count } 張，讀好會自動更新…
draft-twin-own = ℹ️ 這張票據和您報過的 { $number } 很像。如果是同一張，刪掉這份草稿就好；如果不是，照常提交，審核同事會核對一下，不影響您。
draft-twin = ℹ️ 這張票據可能已經報銷過。照常提交就好，審核同事會核對一下，不影響您。
draft-preview = 💰 預計賠付 <b>{ $payable }</b>（可報銷金額 { $eligible }）
draft-ready = 請核對上面的資訊，沒問題就提交。
draft-dropped = 草稿已刪除。需要時隨時再發票據照片。
paper-heading = <b>票據</b>
paper-heading-numbered = <b>票據 { $number }</b>
typed-mark = ✏️
field-unread = ❗ { $field }：沒讀出來
field-unsure = 🔸看得不太清，請核對
field-read-as = 票面這一處我讀到：{ $value }
field-date = 就診日期
field-total = 總金額
field-pool-paid = 統籌支付
field-personal-account-paid = 個人帳戶支付
field-other-paid = 其他保險支付
field-own-expense = 個人自費
field-own-pay = 個人自付
field-number = 票據號碼
field-patient = 交款人
field-seller = 醫院
field-excluded = 剔除金額
field-service-date = 就診日期
field-type = 報銷類型
field-name = 姓名
field-birth-date = 出生日期
field-papers = 材料
ask-date = 就診（開票）日期是哪天？例如 2026-11-03 或 11月3日
ask-total = 票據上的總金額是多少？例如 860.50
ask-pool-paid = 統籌基金支付了多少？沒有就填 0
ask-personal-account-paid = 個人帳戶支付了多少？沒有就填 0
ask-other-paid = 其他保險支付了多少？沒有就填 0
ask-own-expense = 其中個人自費多少？沒有就填 0
ask-number = 票據號碼是多少？
ask-patient = 票據上的交款人（姓名）是誰？
ask-seller = 收款的醫院或藥店叫什麼？
ask-type = 這是哪一類報銷？
ask-whom = 給誰報銷？
ask-paper-kind = 要補哪一種材料？
ask-paper = 請發 <b>{ $paper }</b> 的照片或文件。
ask-replace = 請發這張票據的新照片或檔案，我會重新讀；您手工填過的內容會保留。
ask-drop = 確定刪除這份草稿嗎？已發的照片也會一起去掉。
ask-withdraw = 確定撤回這筆報銷嗎？撤回後要報需要重新提交。
ask-rating = 這次報銷體驗怎麼樣？
rating-thanks = 謝謝您的評價 🙏
edit-which = <b>要改哪一項？</b>
edit-which-of = <b>票據 { $number } 要改哪一項？</b>
paper-invoice = 發票或收費票據
paper-visit-record = 病歷
paper-prescription = 處方
paper-discharge-summary = 出院小結
paper-settlement-statement = 費用結算單
paper-diagnosis-certificate = 診斷證明
paper-pathology-report = 病理報告
paper-accident-statement = 意外經過說明
paper-disability-assessment = 傷殘鑑定意見
paper-supporting = 補充材料
paper-unsorted = { $left ->
    [0] ❓ 第 { $number } 張是什麼？請選一下
   *[other] ❓ 第 { $number } 張是什麼？請選一下（後面還有 { $left } 張）
}
paper-unsorted-only = ❓ 這張是什麼？請選一下
paper-unread-heading = <b>第 { $number } 張</b>
paper-missing = ❗ 還缺：{ $paper }
paper-removed = 已去掉
paper-sample-invoice = 樣子：抬頭寫著「醫療門診收費票據」或「電子發票」，有票據號碼、金額和收費章。
paper-sample-visit-record = 樣子：門診病歷那一頁，有日期、姓名、診斷和醫生簽名。
paper-sample-prescription = 樣子：有藥名、用量、日期和醫生簽名的處方箋。
paper-sample-discharge-summary = 樣子：抬頭是「出院小結」或「出院記錄」，有入院、出院日期和診斷。
paper-sample-settlement-statement = 樣子：抬頭是「住院費用結算單」，列出統籌支付、自付和自費金額。
paper-sample-diagnosis-certificate = 樣子：蓋有醫院公章的「疾病診斷證明書」。
paper-sample-pathology-report = 樣子：抬頭是「病理診斷報告」，有標本、診斷和報告醫生。
paper-sample-accident-statement = 樣子：自己寫明時間、地點、經過並簽名即可，有交警或派出所證明更好。
paper-sample-disability-assessment = 樣子：鑑定機構出具的傷殘等級意見書。

claim-type-outpatient = 門診
claim-type-inpatient = 住院
claim-type-pharmacy = 藥店購藥
claim-type-critical-illness = 重大疾病
claim-type-accident = 意外傷害
claim-type-mutual-aid = 工會互助
claim-type-high-end-medical = 高端醫療
claim-type-check-up = 體檢
claim-type-fitness = 健身
claim-type-counselling = 心理諮詢
claim-type-gene-test = 基因檢測
claim-type-overseas-care = 海外就醫
claim-type-special-need-clinic = 特需門診
claim-type-parents-medical = 父母醫療
claim-type-child-vaccines = 兒童疫苗

button-submit = ✅ 提交報銷
button-resubmit = ✅ 材料補好了，繼續審核
button-fill = 填寫{ $field }
button-check = 👀 核對{ $field }
button-read-right = ✅ 對，是 { $value }
button-by-hand = ✍️ 先不拍照，手工填寫
button-add-paper = 📎 補{ $paper }
button-add-papers = 📎 補材料
button-how = 🧮 怎麼算的
button-edit = ✏️ 修改
button-invoice = 票據 { $number }
button-type = 報銷類型
button-whom = 給誰報
button-papers = 材料
button-drop = 🗑 刪除草稿
button-drop-yes = 確定刪除
button-is-invoice = 是票據，我來手工填寫
button-remove-paper = 不是材料，去掉它
button-remove-named = 去掉第 { $number } 張（{ $paper }）
button-replace = 🔄 第 { $number } 張換一張照片
button-explain = 🧮 賠付明細
button-claim = 查看進度
button-withdraw = 撤回
button-withdraw-yes = 確定撤回
button-all-claims = 全部報銷
button-rate = ⭐ 評價

submitted-quick =
    ✅ 已提交，編號 <b>{ $number }</b>，預計賠付 <b>{ $payable }</b>。

    下一步：系統正在審核，資料齊全的通常幾分鐘內出結果，結果會發到這裡。
    有疑問請聯絡 HR{ $hr }。
submitted-review =
    ✅ 已提交，編號 <b>{ $number }</b>，預計賠付 <b>{ $payable }</b>。

    下一步：理賠審核的同事會看一下，一般 3 個工作日內有結果，結果會發到這裡。
    有疑問請聯絡 HR{ $hr }。
submitted-toast = 提交成功
claims-none = 您還沒有報銷記錄。隨時發票據照片就能開始。
claims-list =
    <b>我的報銷</b>
    { $lines }

    點一筆看進度：
claims-line = { $place }. { $date } { $type } { $amount } · { $state }
claims-button = { $place } · { $state }

explain-preview = 🧮 <b>預計賠付 { $payable }</b>，是這樣算的：
explain-decided = 🧮 <b>賠付說明 { $number }</b>　賠付 <b>{ $payable }</b>
clause = 《{ $document }》{ $section }
clauses =
    依據：
    { $list }
claim-total = 票據總額：{ $amount }
claim-payable = 賠付：<b>{ $amount }</b>
claim-expected = 預計賠付：<b>{ $amount }</b>
claim-note = 審核意見：{ $note }
claim-history =
    <b>經過</b>
    { $lines }

stage-submitted = 已提交
stage-in-review = 審核中
stage-approved = 審核通過
stage-payment-issued = 資金發放中
stage-paid = 已到帳
state-draft = 草稿，還沒有提交。
state-submitted = 申請已提交，正在審核。
state-needs-documents = 需要您補充材料，補好後繼續審核。
state-in-review = 理賠審核中，一般 3 個工作日內有結果。
state-approved = 審核通過，等待打款。
state-approved-zero = 審核通過。按方案這次賠付 0 元，金額已計入年度累計，無需打款。
state-partly-approved = 部分通過，等待打款。
state-rejected = ❌ 未通過。有疑問可以聯絡 HR{ $hr }。
state-payment-issued = 資金發放中，1–3 個工作日到工資卡。
state-paid = 已到帳 ✅
state-withdrawn = 您已撤回這筆報銷。
state-appealed = 申訴處理中。
state-short-draft = 草稿
state-short-submitted = 已提交
state-short-needs-documents = 待補材料
state-short-in-review = 審核中
state-short-approved = 已通過
state-short-partly-approved = 部分通過
state-short-rejected = 未通過
state-short-payment-issued = 發放中
state-short-paid = 已到帳
state-short-withdrawn = 已撤回
state-short-appealed = 申訴中
event-submit = 提交申請
event-start-review = 轉人工審核
event-request-documents = 請您補充材料
event-supply-documents = 材料已補充
event-approve = 審核通過
event-approve-partly = 部分通過
event-reject = 未通過
event-issue-payment = 開始打款
event-mark-paid = 已到帳
event-payment-failed = 打款未成功，將重新打款
event-withdraw = 您撤回了申請
event-appeal = 提出申訴
event-withdraw-appeal = 撤回申訴
event-reopen = 重新審核
reason-reviewer = 審核意見：{ $note }

## 通知
notice-approved = ✅ 報銷 <b>{ $number }</b> 審核通過，賠付 <b>{ $payable }</b> 元，將打到您的工資卡。
notice-approved-zero = ✅ 報銷 <b>{ $number }</b> 審核通過。按方案這次賠付 0 元，可報銷金額 { $eligible } 元已計入您的年度累計。
notice-partly-approved = 報銷 <b>{ $number }</b> 部分通過，賠付 <b>{ $payable }</b> 元，將打到您的工資卡。點「賠付明細」看每一步怎麼算的。
notice-rejected = 報銷 <b>{ $number }</b> 未通過。{ $note } 點「賠付明細」看原因；如有異議，可以在「查看進度」裡申訴，或聯絡 HR{ $hr }。
notice-redecided = 報銷 <b>{ $number }</b> 已重新理算：賠付由 { $before } 元改為 <b>{ $payable }</b> 元。{ $note } 點「賠付明細」看每一步怎麼算的。
notice-papers-requested = 報銷 <b>{ $number }</b> 需要補充材料：{ $note }
notice-payment-issued = 💳 報銷 <b>{ $number }</b> 的 { $payable } 元正在發放，1–3 個工作日到工資卡。
notice-paid = 🎉 報銷 <b>{ $number }</b> 的 <b>{ $payable }</b> 元已到帳。
notice-election =
    📄 <b>自選福利確認書</b> { $number }
    福利：{ $benefit }（{ $option }）
    投保人：{ $people }
    您每月 { $monthly } 元，公司每月 { $company } 元
    { $from } 起生效
notice-election-waived = 📄 <b>自選福利確認書</b> { $number }：您已放棄「{ $benefit }」。選擇期內可以改。
notice-hr-reply =
    💬 關於您問的「{ $question }」，HR 的同事回覆：

    { $reply }
mail-subject = 福利助手通知

button-appeal = ⚖️ 我要申訴
button-appeal-send = ✅ 提交申訴
button-appeal-drop = 不申訴了
appeal-until = 對結果有異議的話，{ $date } 之前（含當天）可以申訴。
appeal-open = ⚖️ 申訴 <b>{ $number }</b> 處理中，最晚 { $date } 答覆，結果會發到這裡。
appeal-ask =
    ⚖️ <b>請寫下您不同意的地方和理由</b>，用自己的話寫就行，一則訊息，500 字以內。

    申訴由員工代表、公司代表和保險公司代表一起評議，經辦人不是上次審核的同事；10 個工作日內答覆。申訴不會讓賠付變少。
appeal-check =
    您的理由：
    <i>{ $reason }</i>

    確認提交嗎？想改的話，直接再寫一遍。
appeal-sent =
    ⚖️ 申訴已提交，編號 <b>{ $number }</b>，最晚 <b>{ $date }</b> 答覆。

    下一步：由沒有審過這筆報銷的同事會同員工代表、保險公司代表評議，結果會發到這裡。
    有疑問請聯絡 HR{ $hr }。
appeal-dropped = 好的，沒有提交申訴。
appeal-gone = 這筆報銷現在沒有處理中的申訴。
notice-appeal-upheld = ⚖️ 申訴 <b>{ $number }</b> 有結果了：維持原結論，賠付 <b>{ $payable }</b> 元不變。理由：{ $note } 仍不同意的，可以聯絡 HR{ $hr }。
notice-appeal-changed = ⚖️ 申訴 <b>{ $number }</b> 有結果了：賠付由 { $before } 元改為 <b>{ $payable }</b> 元，還會再付您 { $more } 元。理由：{ $note }
event-uphold = 申訴結果：維持原結論
appeal-which = ⚖️ <b>您對哪一筆的結果有異議？</b>點一下，寫明理由就行。申訴不會讓賠付變少。
appeal-which-line = <b>{ $number }</b>：{ $date } { $type }，票據 { $total }，賠付 { $payable }，{ $until } 之前（含當天）可以申訴。
appeal-none = ⚖️ 您現在沒有可以申訴的報銷。
appeal-none-claims = ⚖️ 您還沒有報銷記錄，所以沒有可以申訴的結果。如果是別的事，請聯絡 HR{ $hr }。
appeal-why-open = <b>{ $number }</b>：申訴處理中，最晚 { $date } 答覆。
appeal-why-once = <b>{ $number }</b>：已經申訴過了。仍不同意的，請聯絡 HR，或請工會調解。
appeal-why-late = <b>{ $number }</b>：申訴期限到 { $date } 為止，已經過了。有特殊情況請聯絡 HR。
appeal-why-not-yet = <b>{ $number }</b>：款項還在發放中，到帳後 30 天內可以申訴，不影響先付給您的部分。
appeal-why-undecided = <b>{ $number }</b>：還沒有結果，有結果後才能申訴。
button-appeal-this = ⚖️ 申訴 { $number }
button-claim-named = { $number } 的進度
button-appeal-evidence = 📎 補充材料
button-evidence-none = 不用補充
button-unappeal = 撤回申訴
button-unappeal-yes = 確定撤回申訴
appeal-reason-first = 請先用文字寫理由。提交申訴後馬上就可以補充這張照片，現在還沒有儲存。
appeal-evidence-ask = 📎 請發能支持申訴 <b>{ $number }</b> 的照片或檔案，一次可以發多張。處理申訴的同事會和原票據放在一起看。
appeal-evidence-kept = 📎 已加到您的申訴裡，現在共有 { $count } 份補充材料。
appeal-evidence-none = 好的，沒有補充材料，申訴照常處理。
ask-unappeal = 確定撤回申訴 { $number } 嗎？原來的結果不變，{ $date } 之前（含當天）還可以再申訴。
ask-unappeal-final = 確定撤回申訴 { $number } 嗎？原來的結果不變，而且 30 天的期限已過，撤回後<b>不能再申訴</b>。
appeal-taken-back = 報銷 { $number } 的申訴已撤回，原來的結果不變。
claim-paid-so-far = 已付：{ $amount }
claim-owed = 多付待退回：<b>{ $amount }</b>
notice-overpaid = 報銷 <b>{ $number }</b> 重新審核後，賠付為 <b>{ $payable }</b> 元；之前已付 { $paid } 元，多付的 <b>{ $owed }</b> 元需要退回。{ $note } 財務會聯絡您說明怎麼退，不會自動從以後的賠付裡扣。點「賠付明細」看每一步怎麼算的；有異議可以在「查看進度」裡申訴。
notice-paid-more = 報銷 <b>{ $number }</b> 重新審核後，賠付為 <b>{ $payable }</b> 元；之前已付 { $paid } 元，另外的 <b>{ $more }</b> 元將匯到您的工資卡。{ $note }
notice-paid-stays = 報銷 <b>{ $number }</b> 已重新審核：賠付 { $payable } 元不變，之前已經付給您。{ $note }
notice-appeal-changed-paid = ⚖️ 申訴 <b>{ $number }</b> 有結果了：賠付由 { $before } 元改為 <b>{ $payable }</b> 元。之前已付 { $paid } 元，還需退回 { $owed } 元。理由：{ $note }
notice-recovered = ✅ 報銷 <b>{ $number }</b> 多付的 { $amount } 元已收到退款，沒有需要退回的了。
notice-recovered-part = 報銷 <b>{ $number }</b> 多付的款項已收到退款 { $amount } 元，還需退回 { $left } 元。
event-settle = 款項之前已到帳
event-recover = 多付的款項已退回
