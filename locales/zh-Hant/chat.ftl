## 聊天：認識您、選單、問答、自選福利

money = { $amount } 元
or = 或
sentence-space = {""}

## 認識您
welcome =
    您好，我是公司的福利助手 👋
    可以問我福利怎麼用、拍票據報銷、查進度、選自選福利。

    先確認一下身份：請輸入 HR 給您的 <b>8 位關聯碼</b>（例如 7K4M-2Q9P）。沒有的話，請向 HR{ $hr }索取。
welcome-telegram =
    您好，我是公司的福利助手 👋
    可以問我福利怎麼用、拍票據報銷、查進度、選自選福利。

    先確認一下身份：點下面的按鈕分享您的手機號碼，或輸入 HR 給您的 <b>8 位關聯碼</b>（例如 7K4M-2Q9P）。
link-first = 我還不知道您是誰，所以暫時不能說任何個人資訊。請輸入 HR 給您的 8 位關聯碼；沒有的話，請向 HR{ $hr }索取。
phone-not-own = 請用下方按鈕分享您自己的號碼；別人的名片不能用來確認身份。也可以輸入 8 位關聯碼。
phone-matched = 號碼與員工名冊一致 ✅
consent-ask =
    找到您了。開始之前，請看一下我們會保存什麼：

    • 您的工號、姓名、公司、職級、入職日期和工資（來自名冊），用來算保障和保費；
    • 您提交的票據、材料和理賠結果，只用於理賠審核和打款；
    • 您的提問和評價，用來改進答覆。

    銀行帳號、證件和醫療內容加密保存；只有負責的同事能看，每次查看都有記錄。您可以隨時發 /privacy 查看說明，要求匯出或刪除。

    同意後就可以開始。
privacy =
    <b>我們怎麼保護您的資訊</b>
    • 只為福利答疑、理賠、選福利和提醒使用，不作他用。
    • 銀行帳號、證件號、診斷和票據加密保存，清單裡遮蔽顯示。
    • 只有負責您公司的 HR、理賠審核和財務按職務可見，每次查看都有記錄。
    • 您可以要求查看、匯出、更正或刪除：請聯絡 HR{ $hr }。
    • 鎖定畫面通知裡不會出現診斷內容。
consent-refused = 好的，沒有您的同意我不會保存您的身份。改變主意時，把關聯碼或手機號碼再傳一次就可以；也可以直接聯絡 HR{ $hr }。
linked = 好了，{ $name }（{ $number }），身份已確認 ✅
already-linked = 您的身份已經確認過了，不用再輸入關聯碼。直接問我問題，或發一張票據照片就行。
language-ask = 請選擇語言：
language-name-zh-Hans = 简体中文
language-name-zh-Hant = 繁體中文
language-name-en = English
language-set = 好的，以後用繁體中文和您說。

## 選單
menu-hello = { $name }，您好！直接打字問我，或發一張票據照片開始報銷。
menu = 還有什麼可以幫您？直接打字問我，或發一張票據照片。
help =
    <b>我能做這些：</b>
    • <b>問福利</b>：直接打字，例如「門診能報多少」。
    • <b>報銷</b>：隨時發票據照片、PDF 或 OFD，我來讀，算好能報多少再提交。
    • <b>查進度</b>：發 /claims。
    • <b>選福利</b>：發 /enrol。
    • <b>算一算</b>：例如「住院花了八千能報多少」。
    • <b>找人</b>：發 /hr。

    中途想問別的，隨時問，回來還能接著辦。
whom-to-ask = 要請 HR 的同事在這裡聯絡您嗎？
whom-phone = <b>福利熱線</b> { $phone }
whom-phone-hours = <b>福利熱線</b> { $phone }（{ $hours }）
whom-email = <b>電子郵件</b> { $email }
## 接在「HR」後面；沒有電話時為空
hr-phone = （電話 { $phone }）
call-me = 請聯絡我
person-called = 已轉給 HR 的同事，工作日 4 小時內會在這裡回覆您。急事請直接聯絡 HR{ $hr }。
person-called-toast = 已轉給 HR
small-talk = 我在 😊 想問福利、報銷票據、查進度，直接說就行。
unsure = 您是想問問題，還是辦下面哪一件？點一下，或換個說法告訴我。
ask-anything = 請直接打字問我，例如「體檢一年能報多少」。
empty = 我收到了一條空訊息。直接打字問我，或發一張票據照片。
voice = 抱歉，我還聽不了語音和影片。請打字告訴我，或發票據照片。
not-understood = 這種訊息我還看不懂。請打字問我，或發票據的照片、PDF、OFD 文件。
command-unknown = 沒有這個指令。可以直接打字問我，或從這裡選：
stale-button = 這個按鈕已經過期了。請從最新的訊息繼續，或從這裡重新開始：

## 問答
answer-source = 📄 { $source }
answer-possibly = 文件裡沒有完全對應的規定，下面這幾條可能有關：
answer-refused = 公司的福利文件裡沒有找到這個問題的規定，我不想亂猜。要不要請 HR 的同事回答您？您的問題已記下，會用來補充文件。
answer-offer-person = 如果不是您要問的，可以請 HR 的同事回答。
answer-then = 📅 按 { $date } 當時的規定：
answer-now-only = 📅 文件裡沒有 { $date } 當時的版本，下面是現行規定：
answer-original = （文件是英文的，以上是原文。）
source-document = 《{ $document }》
source-page = 第 { $page } 頁
source-effective = （{ $date } 起生效）
figure-own = 👤 <b>您的情況：</b>{ $figure }
figure-not-elected = 「{ $benefit }」是自選福利，您目前沒有選，所以現在還不能用。發 /enrol 可以看能不能選。
figure-deductible = 您的年度免賠額是 { $amount }。
figure-band = 今年可報銷金額已累計 { $accumulated }，接下來的 { $room }按 { $rate } 賠付，累計超過 { $upper }的部分按 { $next }。
figure-band-nothing = 今年可報銷金額已累計 { $accumulated }，接下來的 { $room }由您自己承擔，累計超過 { $upper }的部分按 { $next } 賠付。
figure-band-last = 今年可報銷金額已累計 { $accumulated }，接下來按 { $rate } 賠付。
figure-cover = 您的保額是 { $amount }。
figure-limit-year = 年度限額 { $limit }。
figure-limit-month = 每月限額 { $limit }。
figure-limit-lifetime = 累計限額 { $limit }。
figure-sessions = 每年 { $count } 次。
figure-deductible-used = 您的年度免賠額是 { $amount }，今年還剩 { $left } 沒有抵完。
figure-cover-paid = 您的保額是 { $amount }，只賠一次；已經賠付過 { $paid }。
figure-limit-year-used = 年度限額 { $limit }，已用 { $used }，還剩 { $left }。
figure-limit-month-used = 每月限額 { $limit }，本月已用 { $used }，還剩 { $left }。
figure-limit-lifetime-used = 累計限額 { $limit }，已用 { $used }，還剩 { $left }。
figure-sessions-used = 每年 { $count } 次，已用 { $used } 次，還剩 { $left } 次。
estimate =
    🧮 { $type }，醫保結算後自己付了 <b>{ $amount }</b>，現在大約可以賠付 <b>{ $payable }</b>。

    { $lines }

    這是按您今年的累計估算的；以票據和審核結果為準。
words-inpatient = 住院,手術,入院,出院
## 哪項福利都會這麼叫，分不出是哪一項
words-any-benefit = 保險,保障,醫療,計劃
rule-bands = { $benefit }按年度累計分段賠付：{ $bands }。
rule-band = { $lower }–{ $upper } 元賠 { $rate }
rule-band-nothing = { $lower }–{ $upper } 元不賠
rule-band-last = { $lower } 元以上賠 { $rate }
rule-flat-full = { $benefit }憑票據全額報銷{ $upto }。
rule-flat = { $benefit }按 { $rate } 報銷{ $upto }。
upto-year = ，每年最高 { $limit }
upto-month = ，每月最高 { $limit }
upto-lifetime = ，累計最高 { $limit }
name-comma = 、
list-comma = ，
words-figure = 多少,比例,幾成,限額,上限,封頂,額度,免賠,起付,報幾,賠幾,保額,幾次,幾多
rated-up = 謝謝 👍
rated-toast = 謝謝告訴我

## 按鈕
button-share-phone = 📱 分享我的手機號碼
button-consent-yes = 同意，開始使用
button-consent-no = 暫不同意
button-claim-new = 📷 我要報銷
button-claims = 📋 我的報銷
button-enrol = 🎁 自選福利
button-person = 💬 找 HR
button-call-person = 請 HR 聯絡我
button-ask-hr = 問 HR
button-passage = 📖 看原文
button-next-passage = 再看一條相關原文
button-menu = 返回選單
button-back = ← 返回

## 指令選單
command-start = 開始
command-claim = 我要報銷
command-claims = 我的報銷和進度
command-enrol = 自選福利
command-help = 能做什麼
command-hr = 聯絡 HR
command-language = 切換語言
command-reminders = 提醒設置
command-privacy = 隱私說明

## 自選福利
enrol-open = 🎁 選擇期開放中，<b>{ $until }</b> 前都可以選或修改，以最後一次確認為準。
enrol-not-yet = 選擇期還沒開始，<b>{ $opens }</b> 開放。結婚、生育、收養等人生事件發生後 30 天內，也可以提前選：點「人生事件」。
enrol-closed = 現在不在選擇期。結婚、生育、收養等人生事件發生後 30 天內也可以選：點「人生事件」。
enrol-standing =
    <b>您現在的選擇</b>
    { $lines }
enrol-recommended =
    <b>推薦給您</b>
    { $lines }
enrol-choose = 點一項看每月費用：
standing-elected = ✅ { $benefit } · { $option } · 每月 { $monthly } · { $start } 起
standing-elected-plain = ✅ { $benefit } · 每月 { $monthly } · { $start } 起
standing-waived = — { $benefit }：已放棄
because-has-family = 您有配偶或子女，公司補貼一半保費
because-young-children = 您有 12 歲以下的孩子
because-parents-age = 很多同齡同事為父母選了它
because-higher-salary = 和您職級相近的同事常選
benefit-title = <b>{ $benefit }</b>
benefit-who = 給誰投保？點名字可以選上或去掉：
benefit-nobody = 還沒有登記可以投保的家屬，先添加一位：
quote-line = <b>{ $option }</b>：您每月 { $employee }，公司每月 { $company }
quote-per-use = 沒有月費，用的時候公司付 { $share }，其餘自付。
option-basic = 基礎檔
option-standard = 標準檔
option-premium = 尊享檔
button-choose = 選{ $option }
button-waive = 放棄這一項
button-waive-yes = 確認放棄
waive-ask = 確定放棄「{ $benefit }」嗎？選擇期內還可以改回來。
confirm-ask =
    <b>請確認</b>
    福利：{ $benefit }（{ $option }）
    投保人：{ $people }
    您每月 <b>{ $employee }</b>，從工資扣除
    公司每月 { $company }
    生效日：{ $start }
myself-only = 本人
button-confirm = ✅ 確認選擇
confirmed = 已確認，編號 <b>{ $number }</b>。書面確認馬上發給您。
button-enrol-more = 看其他福利
button-all-electives = 全部 { $count } 項自選福利
button-add-dependent = ＋ 添加家屬
ask-relation = 要添加的是您的：
relation-spouse = 配偶
relation-child = 子女
relation-parent = 父母
relation-self = 本人
ask-dependent-name = 請輸入這位家屬的姓名（和證件一致）：
ask-dependent-birth = { $name } 的出生日期？例如 1990-05-08
dependent-added = 已登記 { $name }。
dependent-label = { $name }（{ $relation }）
myself = { $name }（本人）
enrol-event = 🎁 因<b>{ $event }</b>（{ $date }），<b>{ $until }</b> 前都可以選或修改，保障從 { $start } 起，以最後一次確認為準。
button-life-event = 🗓 人生事件
button-proof = 📎 上傳證明材料
button-proof-later = 以後再傳
life-event-which =
    🗓 <b>發生了什麼事？</b>

    事件發生後 30 天內，不在選擇期也可以選或改自選福利，保障從當天起。
life-event-marriage = 結婚
life-event-birth = 子女出生
life-event-adoption = 領養
life-event-divorce = 離婚
life-event-death-of-dependent = 家屬去世
life-event-loss-of-cover = 家屬失去其他保障
life-event-move = 搬遷
life-event-new-hire = 新入職
life-proof-marriage = 結婚證
life-proof-birth = 出生醫學證明
life-proof-adoption = 收養登記證
life-proof-divorce = 離婚證或法院文書
life-proof-death-of-dependent = 死亡證明
life-proof-loss-of-cover = 原單位或保險公司的終止證明
life-proof-move = 居住證或租房合同
life-event-when = 是哪一天（{ $event }）？例如 2026-11-03 或 11月3日
life-event-noted =
    已登記：<b>{ $event }</b>，{ $date }。

    📎 請發<b>{ $proof }</b>的照片或檔案，只有 HR 能看到。也可以先選、以後再傳，HR 會在 2 個工作日內核對。
life-event-ask-proof = 📎 請發<b>{ $proof }</b>的照片或檔案（{ $event }），只有 HR 能看到。
life-event-proved = 📎 收到了。HR 會在 2 個工作日內核對，結果會發到這裡。
notice-event-confirmed = ✅ HR 已核對您的人生事件（{ $event }，{ $date }），您據此做的選擇有效。
notice-event-refused = 您的人生事件（{ $event }，{ $date }）沒有通過核對。{ $note } 據此做的選擇已取消，之前的選擇繼續有效。有疑問請聯絡 HR{ $hr }。
