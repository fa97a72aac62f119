## 聊天：认识您、菜单、问答、自选福利

money = { $amount } 元
or = 或
sentence-space = {""}

## 认识您
welcome =
    您好，我是公司的福利助手 👋
    可以问我福利怎么用、拍票据报销、查进度、选自选福利。

    先确认一下身份：请输入 HR 给您的 <b>8 位关联码</b>（例如 7K4M-2Q9P）。没有的话，请向 HR{ $hr }索取。
welcome-telegram =
    您好，我是公司的福利助手 👋
    可以问我福利怎么用、拍票据报销、查进度、选自选福利。

    先确认一下身份：点下面的按钮分享您的手机号，或输入 HR 给您的 <b>8 位关联码</b>（例如 7K4M-2Q9P）。
link-first = 我还不知道您是谁，所以暂时不能说任何个人信息。请输入 HR 给您的 8 位关联码；没有的话，请向 HR{ $hr }索取。
phone-not-own = 请用下方按钮分享您自己的号码；别人的名片不能用来确认身份。也可以输入 8 位关联码。
phone-matched = 号码与员工名册一致 ✅
consent-ask =
    找到您了。开始之前，请看一下我们会保存什么：

    • 您的工号、姓名、公司、职级、入职日期和工资（来自名册），用来算保障和保费；
    • 您提交的票据、材料和理赔结果，只用于理赔审核和打款；
    • 您的提问和评价，用来改进答复。

    银行账号、证件和医疗内容加密保存；只有负责的同事能看，每次查看都有记录。您可以随时发 /privacy 查看说明，要求导出或删除。

    同意后就可以开始。
privacy =
    <b>我们怎么保护您的信息</b>
    • 只为福利答疑、理赔、选福利和提醒使用，不作他用。
    • 银行账号、证件号、诊断和票据加密保存，列表里打码显示。
    • 只有负责您公司的 HR、理赔审核和财务按岗位可见，每次查看都有记录。
    • 您可以要求查看、导出、更正或删除：请联系 HR{ $hr }。
    • 锁屏通知里不会出现诊断内容。
consent-refused = 好的，没有您的同意我不会保存您的身份。改变主意时，把关联码或手机号再发一次就可以；也可以直接联系 HR{ $hr }。
linked = 好了，{ $name }（{ $number }），身份已确认 ✅
already-linked = 您的身份已经确认过了，不用再输入关联码。直接问我问题，或发一张票据照片就行。
language-ask = 请选择语言：
language-name-zh-Hans = 简体中文
language-name-zh-Hant = 繁體中文
language-name-en = English
language-set = 好的，以后用简体中文和您说。

## 菜单
menu-hello = { $name }，您好！直接打字问我，或发一张票据照片开始报销。
menu = 还有什么可以帮您？直接打字问我，或发一张票据照片。
help =
    <b>我能做这些：</b>
    • <b>问福利</b>：直接打字，例如“门诊能报多少”。
    • <b>报销</b>：随时发票据照片、PDF 或 OFD，我来读，算好能报多少再提交。
    • <b>查进度</b>：发 /claims。
    • <b>选福利</b>：发 /enrol。
    • <b>算一算</b>：例如“住院花了八千能报多少”。
    • <b>找人</b>：发 /hr。

    中途想问别的，随时问，回来还能接着办。
whom-to-ask = 要请 HR 的同事在这里联系您吗？
whom-phone = <b>福利热线</b> { $phone }
whom-phone-hours = <b>福利热线</b> { $phone }（{ $hours }）
whom-email = <b>邮箱</b> { $email }
## 接在“HR”后面；没有电话时为空
hr-phone = （电话 { $phone }）
call-me = 请联系我
person-called = 已转给 HR 的同事，工作日 4 小时内会在这里回复您。急事请直接联系 HR{ $hr }。
person-called-toast = 已转给 HR
small-talk = 我在 😊 想问福利、报销票据、查进度，直接说就行。
unsure = 您是想问问题，还是办下面哪一件？点一下，或换个说法告诉我。
ask-anything = 请直接打字问我，例如“体检一年能报多少”。
empty = 我收到了一条空消息。直接打字问我，或发一张票据照片。
voice = 抱歉，我还听不了语音和视频。请打字告诉我，或发票据照片。
not-understood = 这种消息我还看不懂。请打字问我，或发票据的照片、PDF、OFD 文件。
command-unknown = 没有这个命令。可以直接打字问我，或从这里选：
stale-button = 这个按钮已经过期了。请从最新的消息继续，或从这里重新开始：

## 问答
answer-source = 📄 { $source }
answer-possibly = 文件里没有完全对应的规定，下面这几条可能有关：
answer-refused = 公司的福利文件里没有找到这个问题的规定，我不想乱猜。要不要请 HR 的同事回答您？您的问题已记下，会用来补充文件。
answer-offer-person = 如果不是您要问的，可以请 HR 的同事回答。
answer-then = 📅 按 { $date } 当时的规定：
answer-now-only = 📅 文件里没有 { $date } 当时的版本，下面是现行规定：
answer-original = （文件是英文的，以上是原文。）
source-document = 《{ $document }》
source-page = 第 { $page } 页
source-effective = （{ $date } 起生效）
figure-own = 👤 <b>您的情况：</b>{ $figure }
figure-not-elected = “{ $benefit }”是自选福利，您目前没有选，所以现在还不能用。发 /enrol 可以看能不能选。
figure-deductible = 您的年度免赔额是 { $amount }。
figure-band = 今年可报销金额已累计 { $accumulated }，接下来的 { $room }按 { $rate } 赔付，累计超过 { $upper }的部分按 { $next }。
figure-band-nothing = 今年可报销金额已累计 { $accumulated }，接下来的 { $room }由您自己承担，累计超过 { $upper }的部分按 { $next } 赔付。
figure-band-last = 今年可报销金额已累计 { $accumulated }，接下来按 { $rate } 赔付。
figure-cover = 您的保额是 { $amount }。
figure-limit-year = 年度限额 { $limit }。
figure-limit-month = 每月限额 { $limit }。
figure-limit-lifetime = 累计限额 { $limit }。
figure-sessions = 每年 { $count } 次。
figure-deductible-used = 您的年度免赔额是 { $amount }，今年还剩 { $left } 没有抵完。
figure-cover-paid = 您的保额是 { $amount }，只赔一次；已经赔付过 { $paid }。
figure-limit-year-used = 年度限额 { $limit }，已用 { $used }，还剩 { $left }。
figure-limit-month-used = 每月限额 { $limit }，本月已用 { $used }，还剩 { $left }。
figure-limit-lifetime-used = 累计限额 { $limit }，已用 { $used }，还剩 { $left }。
figure-sessions-used = 每年 { $count } 次，已用 { $used } 次，还剩 { $left } 次。
estimate =
    🧮 { $type }，医保结算后自己付了 <b>{ $amount }</b>，现在大约可以赔付 <b>{ $payable }</b>。

    { $lines }

    这是按您今年的累计估算的；以票据和审核结果为准。
words-inpatient = 住院,手术,入院,出院
## 哪项福利都会这么叫，分不出是哪一项
words-any-benefit = 保险,保障,医疗,计划
rule-bands = { $benefit }按年度累计分段赔付：{ $bands }。
rule-band = { $lower }–{ $upper } 元赔 { $rate }
rule-band-nothing = { $lower }–{ $upper } 元不赔
rule-band-last = { $lower } 元以上赔 { $rate }
rule-flat-full = { $benefit }凭票据全额报销{ $upto }。
rule-flat = { $benefit }按 { $rate } 报销{ $upto }。
upto-year = ，每年最高 { $limit }
upto-month = ，每月最高 { $limit }
upto-lifetime = ，累计最高 { $limit }
name-comma = 、
list-comma = ，
words-figure = 多少,比例,几成,限额,上限,封顶,额度,免赔,起付,报几,赔几,保额,几次,几多
rated-up = 谢谢 👍
rated-toast = 谢谢告诉我

## 按钮
button-share-phone = 📱 分享我的手机号
button-consent-yes = 同意，开始使用
button-consent-no = 暂不同意
button-claim-new = 📷 我要报销
button-claims = 📋 我的报销
button-enrol = 🎁 自选福利
button-person = 💬 找 HR
button-call-person = 请 HR 联系我
button-ask-hr = 问 HR
button-passage = 📖 看原文
button-next-passage = 再看一条相关原文
button-menu = 返回菜单
button-back = ← 返回

## 命令菜单
command-start = 开始
command-claim = 我要报销
command-claims = 我的报销和进度
command-enrol = 自选福利
command-help = 能做什么
command-hr = 联系 HR
command-language = 切换语言
command-reminders = 提醒设置
command-privacy = 隐私说明

## 自选福利
enrol-open = 🎁 选择期开放中，<b>{ $until }</b> 前都可以选或修改，以最后一次确认为准。
enrol-not-yet = 选择期还没开始，<b>{ $opens }</b> 开放。结婚、生育、收养等人生事件发生后 30 天内，也可以提前选：点“人生事件”。
enrol-closed = 现在不在选择期。结婚、生育、收养等人生事件发生后 30 天内也可以选：点“人生事件”。
enrol-standing =
    <b>您现在的选择</b>
    { $lines }
enrol-recommended =
    <b>推荐给您</b>
    { $lines }
enrol-choose = 点一项看每月费用：
standing-elected = ✅ { $benefit } · { $option } · 每月 { $monthly } · { $start } 起
standing-elected-plain = ✅ { $benefit } · 每月 { $monthly } · { $start } 起
standing-waived = — { $benefit }：已放弃
because-has-family = 您有配偶或子女，公司补贴一半保费
because-young-children = 您有 12 岁以下的孩子
because-parents-age = 很多同龄同事为父母选了它
because-higher-salary = 和您职级相近的同事常选
benefit-title = <b>{ $benefit }</b>
benefit-who = 给谁投保？点名字可以选上或去掉：
benefit-nobody = 还没有登记可以投保的家属，先添加一位：
quote-line = <b>{ $option }</b>：您每月 { $employee }，公司每月 { $company }
quote-per-use = 没有月费，用的时候公司付 { $share }，其余自付。
option-basic = 基础档
option-standard = 标准档
option-premium = 尊享档
button-choose = 选{ $option }
button-waive = 放弃这一项
button-waive-yes = 确认放弃
waive-ask = 确定放弃“{ $benefit }”吗？选择期内还可以改回来。
confirm-ask =
    <b>请确认</b>
    福利：{ $benefit }（{ $option }）
    投保人：{ $people }
    您每月 <b>{ $employee }</b>，从工资扣除
    公司每月 { $company }
    生效日：{ $start }
myself-only = 本人
button-confirm = ✅ 确认选择
confirmed = 已确认，编号 <b>{ $number }</b>。书面确认马上发给您。
button-enrol-more = 看其他福利
button-all-electives = 全部 { $count } 项自选福利
button-add-dependent = ＋ 添加家属
ask-relation = 要添加的是您的：
relation-spouse = 配偶
relation-child = 子女
relation-parent = 父母
relation-self = 本人
ask-dependent-name = 请输入这位家属的姓名（和证件一致）：
ask-dependent-birth = { $name } 的出生日期？例如 1990-05-08
dependent-added = 已登记 { $name }。
dependent-label = { $name }（{ $relation }）
myself = { $name }（本人）
enrol-event = 🎁 因<b>{ $event }</b>（{ $date }），<b>{ $until }</b> 前都可以选或修改，保障从 { $start } 起，以最后一次确认为准。
button-life-event = 🗓 人生事件
button-proof = 📎 上传证明材料
button-proof-later = 以后再传
life-event-which =
    🗓 <b>发生了什么事？</b>

    事件发生后 30 天内，不在选择期也可以选或改自选福利，保障从当天起。
life-event-marriage = 结婚
life-event-birth = 子女出生
life-event-adoption = 领养
life-event-divorce = 离婚
life-event-death-of-dependent = 家属去世
life-event-loss-of-cover = 家属失去其他保障
life-event-move = 搬迁
life-event-new-hire = 新入职
life-proof-marriage = 结婚证
life-proof-birth = 出生医学证明
life-proof-adoption = 收养登记证
life-proof-divorce = 离婚证或法院文书
life-proof-death-of-dependent = 死亡证明
life-proof-loss-of-cover = 原单位或保险公司的终止证明
life-proof-move = 居住证或租房合同
life-event-when = 是哪一天（{ $event }）？例如 2026-11-03 或 11月3日
life-event-noted =
    已登记：<b>{ $event }</b>，{ $date }。

    📎 请发<b>{ $proof }</b>的照片或文件，只有 HR 能看到。也可以先选、以后再传，HR 会在 2 个工作日内核对。
life-event-ask-proof = 📎 请发<b>{ $proof }</b>的照片或文件（{ $event }），只有 HR 能看到。
life-event-proved = 📎 收到了。HR 会在 2 个工作日内核对，结果会发到这里。
notice-event-confirmed = ✅ HR 已核对您的人生事件（{ $event }，{ $date }），您据此做的选择有效。
notice-event-refused = 您的人生事件（{ $event }，{ $date }）没有通过核对。{ $note } 据此做的选择已取消，之前的选择继续有效。有疑问请联系 HR{ $hr }。
