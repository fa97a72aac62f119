## 问答：多个问题、反问、评价、答复通知、情绪与隐私

distress =
    听起来您现在很难受，谢谢您愿意说出来。您不需要一个人扛着。

    • 现在就想找人说说：全国统一心理援助热线 <b>12356</b>
    • 有生命危险时，请立即拨打 <b>120</b> 或 <b>110</b>{ $own }

    您写的这些不会被当作提问记录，也不会转给 HR 或您的上级。
distress-contact = • 公司：<b>{ $contact }</b>
offence = 抱歉没帮上忙，换作谁都会着急。您可以换个说法再问一次，也可以直接找 HR 的同事。
others-private = 别人的报销、健康和工资属于个人隐私，我不能查，也不会说——您的也一样，别人问不到。想知道规定怎么说，或查您自己的，直接问我就行；受家人或同事委托办事，请联系 HR。
button-meant-question = 不是这个意思，我在问问题
question-cut = 消息很长，我先按前 { $most } 个字来看。
questions-several = 您问了 { $count } 个问题，我逐个回答：
question-numbered = <i>{ $place }. { $question }</i>
choice-ask = 您问的是哪一种？点一下就行，也可以直接打字告诉我。
choice-made = 好的，按“{ $choice }”来回答：
choice-question = { $choice }：{ $question }
topic-outpatient = 门诊
topic-inpatient = 住院
topic-critical-illness = 重大疾病
topic-accident = 意外伤害
topic-family = 家庭保险
topic-high-end-medical = 高端医疗
topic-mutual-aid = 工会医疗互助
topic-counselling = 心理咨询
topic-fitness = 健身补贴
topic-checkup = 体检
topic-annuity = 企业年金
passage-then = （原文件后来更新或撤下了，这是当时引用的内容）
rated-down = 谢谢告诉我。是哪里不好？
rated-why = 已记下，HR 会据此改进。要不要请 HR 的同事回答您？
why-wrong = 内容不对
why-other-question = 答非所问
why-unclear = 看不明白
button-tell-on = 🔔 有答复时告诉我
button-tell-off = 🔕 不用告诉我了
button-ask-again = 📖 看完整答复和出处
tell-on = 好的，HR 写好答复后会在这里告诉您
tell-off = 好的，不再通知您
notice-gap-answered =
    🔔 您关心的问题有答复了：<b>{ $title }</b>

    { $answer }
words-titles = 先生,女士,小姐,经理,主任,主管,总监,老师,医生
