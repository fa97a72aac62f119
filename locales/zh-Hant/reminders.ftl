## 自動提醒的現成文案（HR 可以改）
reminder-enrolment = {"{name}"}，自選福利將在 {"{deadline}"} 截止，您還沒有選。點下面兩分鐘就能選好，也可以選擇放棄。
reminder-late-filing = {"{name}"}，您 {"{visit}"} 就診的那份報銷還是草稿，最晚 {"{deadline}"} 要提交，過期就不能報了。
reminder-papers = {"{name}"}，報銷 {"{claim}"} 還在等您補材料，補齊後我們馬上繼續審核。
reminder-drafts = {"{name}"}，您 {"{started}"} 開始的報銷還沒有提交。資料都留著，點下面接著辦。
reminder-unused = {"{name}"}，今年的{"{benefits}"}您還沒用過，{"{deadline}"} 之後就清零了。想知道怎麼用，直接問我。

## 員工看到的名稱和時間
reminder-name-enrolment = 自選福利截止
reminder-when-enrolment = 選擇期快結束、您還沒選時
reminder-name-late-filing = 報銷最後期限
reminder-when-late-filing = 草稿快超過提交期限時
reminder-name-papers = 補材料
reminder-when-papers = 報銷等著您補材料時
reminder-name-drafts = 未提交的報銷
reminder-when-drafts = 草稿放了幾天沒動時
reminder-name-unused = 未用的福利
reminder-when-unused = 年度額度快清零、您還沒用時

button-flow-enrol = 現在去選
button-flow-claims = 看我的報銷
button-flow-claim = 開始報銷
button-flow-ask = 我想問問
button-flow-menu = 看看能做什麼
button-reminder-mute = 🔕 不再提醒這類
button-reminder-unmute = 撤銷，繼續提醒
button-reminder-settings = 提醒設置
reminder-muted = 好的，不再發「{ $name }」這類提醒。隨時可以恢復。

reminders-on = <b>提醒設置</b>
    📌 是截止日期，一定會通知您；其他的可以暫停。理賠結果總會通知。
reminders-off = <b>提醒設置</b>
    可以暫停的提醒現在<b>全部暫停</b>。截止日期和理賠結果仍會通知您。
reminders-where = 免打擾：{ $hours }（{ $zone }）
button-pause = 🔔 暫停：{ $name }
button-resume = 🔕 恢復：{ $name }
button-mute = 暫停所有提醒
button-unmute = 恢復所有提醒
button-quiet = 免打擾：{ $hours }
button-zone = 我所在的時區
button-held = 被暫停的提醒（{ $count }）
quiet-none = 不設
quiet-ask = 什麼時間段不要發提醒？按您所在的時區。
button-quiet-none = 不設免打擾
button-quiet-company = 按公司的設置
zone-ask = 您現在在哪裡？後面是當地時間。
button-zone-company = 和公司一樣
zone-shanghai = 北京 / 上海
zone-tokyo = 東京
zone-bangkok = 曼谷
zone-dubai = 迪拜
zone-london = 倫敦
zone-berlin = 柏林
zone-new-york = 紐約
zone-los-angeles = 洛杉磯
zone-sydney = 悉尼
reminder-held =
    <b>暫停期間沒有發給您的提醒</b>
    { $lines }
reminder-held-line = { $day } · { $name }
reminder-none = 沒有被暫停的提醒。
saved = 已儲存

## 調查和測驗
survey-place = 第 { $place } 題，共 { $count } 題
survey-several = 可以選幾個，選好後點「下一題」。
survey-in-chat = 請打開福利助手的聊天作答。
survey-scale-1 = 1 很不滿意
survey-scale-2 = 2 不滿意
survey-scale-3 = 3 一般
survey-scale-4 = 4 滿意
survey-scale-5 = 5 很滿意
button-survey-back = ← 上一題
button-survey-next = 下一題 →
button-survey-change = 改一改我的回答
survey-thanks = 謝謝您的回答！{ $until } 之前都可以修改。結果只按 5 人以上彙總，看不到誰答了什麼。
survey-trial = 這是測試，回答沒有儲存。
quiz-done = <b>答對 { $right } / { $count }</b>
quiz-right = 正確答案：{ $answer }

## 現成的調查
survey-satisfaction-overall = 這個月公司的福利服務，您滿意嗎？
survey-satisfaction-speed = 報銷的速度，您滿意嗎？
survey-needs = 明年哪些自選福利對您重要？
survey-quiz-late = 就診後多少天內要提交報銷？
survey-quiz-late-option = { $number } 天
survey-quiz-late-why = 就診日之後 { $days } 天內都可以提交，第 { $days } 天也算及時。
survey-quiz-sessions = 「{ $benefit }」每年有多少次？
survey-quiz-sessions-option = { $number } 次
survey-quiz-sessions-why = 每個保障年度有 { $count } 次{ $benefit }，當年有效。
survey-quiz-yearly = 「{ $benefit }」一年最多能報多少？
survey-quiz-yearly-option = { $number } 元
survey-quiz-yearly-why = { $benefit }每個保障年度最多報 { $amount } 元，不結轉。

because-said-so = 您在需求調查裡說過需要它

error-survey-closed = 這個調查已經結束，不再收集回答。謝謝您！
error-reminder-not-mutable = 截止日期的提醒不能暫停，免得您錯過。
error-quiet-hours-wrong = 時間不對，請從清單裡選一個時間段。
error-time-zone-unknown = 不認識這個時區，請從清單裡選一個。
