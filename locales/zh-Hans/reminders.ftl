## 自动提醒的现成文案（HR 可以改）
reminder-enrolment = {"{name}"}，自选福利将在 {"{deadline}"} 截止，您还没有选。点下面两分钟就能选好，也可以选择放弃。
reminder-late-filing = {"{name}"}，您 {"{visit}"} 就诊的那份报销还是草稿，最晚 {"{deadline}"} 要提交，过期就不能报了。
reminder-papers = {"{name}"}，报销 {"{claim}"} 还在等您补材料，补齐后我们马上继续审核。
reminder-drafts = {"{name}"}，您 {"{started}"} 开始的报销还没有提交。资料都留着，点下面接着办。
reminder-unused = {"{name}"}，今年的{"{benefits}"}您还没用过，{"{deadline}"} 之后就清零了。想知道怎么用，直接问我。

## 员工看到的名称和时间
reminder-name-enrolment = 自选福利截止
reminder-when-enrolment = 选择期快结束、您还没选时
reminder-name-late-filing = 报销最后期限
reminder-when-late-filing = 草稿快超过提交期限时
reminder-name-papers = 补材料
reminder-when-papers = 报销等着您补材料时
reminder-name-drafts = 未提交的报销
reminder-when-drafts = 草稿放了几天没动时
reminder-name-unused = 未用的福利
reminder-when-unused = 年度额度快清零、您还没用时

button-flow-enrol = 现在去选
button-flow-claims = 看我的报销
button-flow-claim = 开始报销
button-flow-ask = 我想问问
button-flow-menu = 看看能做什么
button-reminder-mute = 🔕 不再提醒这类
button-reminder-unmute = 撤销，继续提醒
button-reminder-settings = 提醒设置
reminder-muted = 好的，不再发“{ $name }”这类提醒。随时可以恢复。

reminders-on = <b>提醒设置</b>
    📌 是截止日期，一定会通知您；其他的可以暂停。理赔结果总会通知。
reminders-off = <b>提醒设置</b>
    可以暂停的提醒现在<b>全部暂停</b>。截止日期和理赔结果仍会通知您。
reminders-where = 免打扰：{ $hours }（{ $zone }）
button-pause = 🔔 暂停：{ $name }
button-resume = 🔕 恢复：{ $name }
button-mute = 暂停所有提醒
button-unmute = 恢复所有提醒
button-quiet = 免打扰：{ $hours }
button-zone = 我所在的时区
button-held = 被暂停的提醒（{ $count }）
quiet-none = 不设
quiet-ask = 什么时间段不要发提醒？按您所在的时区。
button-quiet-none = 不设免打扰
button-quiet-company = 按公司的设置
zone-ask = 您现在在哪里？后面是当地时间。
button-zone-company = 和公司一样
zone-shanghai = 北京 / 上海
zone-tokyo = 东京
zone-bangkok = 曼谷
zone-dubai = 迪拜
zone-london = 伦敦
zone-berlin = 柏林
zone-new-york = 纽约
zone-los-angeles = 洛杉矶
zone-sydney = 悉尼
reminder-held =
    <b>暂停期间没有发给您的提醒</b>
    { $lines }
reminder-held-line = { $day } · { $name }
reminder-none = 没有被暂停的提醒。
saved = 已保存

## 调查和测验
survey-place = 第 { $place } 题，共 { $count } 题
survey-several = 可以选几个，选好后点“下一题”。
survey-in-chat = 请打开福利助手的聊天作答。
survey-scale-1 = 1 很不满意
survey-scale-2 = 2 不满意
survey-scale-3 = 3 一般
survey-scale-4 = 4 满意
survey-scale-5 = 5 很满意
button-survey-back = ← 上一题
button-survey-next = 下一题 →
button-survey-change = 改一改我的回答
survey-thanks = 谢谢您的回答！{ $until } 之前都可以修改。结果只按 5 人以上汇总，看不到谁答了什么。
survey-trial = 这是测试，回答没有保存。
quiz-done = <b>答对 { $right } / { $count }</b>
quiz-right = 正确答案：{ $answer }

## 现成的调查
survey-satisfaction-overall = 这个月公司的福利服务，您满意吗？
survey-satisfaction-speed = 报销的速度，您满意吗？
survey-needs = 明年哪些自选福利对您重要？
survey-quiz-late = 就诊后多少天内要提交报销？
survey-quiz-late-option = { $number } 天
survey-quiz-late-why = 就诊日之后 { $days } 天内都可以提交，第 { $days } 天也算及时。
survey-quiz-sessions = “{ $benefit }”每年有多少次？
survey-quiz-sessions-option = { $number } 次
survey-quiz-sessions-why = 每个保障年度有 { $count } 次{ $benefit }，当年有效。
survey-quiz-yearly = “{ $benefit }”一年最多能报多少？
survey-quiz-yearly-option = { $number } 元
survey-quiz-yearly-why = { $benefit }每个保障年度最多报 { $amount } 元，不结转。

because-said-so = 您在需求调查里说过需要它

error-survey-closed = 这个调查已经结束，不再收集回答。谢谢您！
error-reminder-not-mutable = 截止日期的提醒不能暂停，免得您错过。
error-quiet-hours-wrong = 时间不对，请从列表里选一个时间段。
error-time-zone-unknown = 不认识这个时区，请从列表里选一个。
