## 問答：多個問題、反問、評價、答覆通知、情緒與隱私

distress =
    聽起來您現在很難受，謝謝您願意說出來。您不需要一個人扛著。

    • 現在就想找人說說：全國統一心理援助熱線 <b>12356</b>
    • 有生命危險時，請立即撥打 <b>120</b> 或 <b>110</b>{ $own }

    您寫的這些不會被當作提問記錄，也不會轉給 HR 或您的上級。
distress-contact = • 公司：<b>{ $contact }</b>
offence = 抱歉沒幫上忙，換作誰都會著急。您可以換個說法再問一次，也可以直接找 HR 的同事。
others-private = 別人的報銷、健康和工資屬於個人隱私，我不能查，也不會說——您的也一樣，別人問不到。想知道規定怎麼說，或查您自己的，直接問我就行；受家人或同事委託辦事，請聯絡 HR。
button-meant-question = 不是這個意思，我在問問題
question-cut = 訊息很長，我先按前 { $most } 個字來看。
questions-several = 您問了 { $count } 個問題，我逐個回答：
question-numbered = <i>{ $place }. { $question }</i>
choice-ask = 您問的是哪一種？點一下就行，也可以直接打字告訴我。
choice-made = 好的，按「{ $choice }」來回答：
choice-question = { $choice }：{ $question }
topic-outpatient = 門診
topic-inpatient = 住院
topic-critical-illness = 重大疾病
topic-accident = 意外傷害
topic-family = 家庭保險
topic-high-end-medical = 高端醫療
topic-mutual-aid = 工會醫療互助
topic-counselling = 心理諮詢
topic-fitness = 健身補貼
topic-checkup = 體檢
topic-annuity = 企業年金
passage-then = （原文件後來更新或撤下了，這是當時引用的內容）
rated-down = 謝謝告訴我。是哪裡不好？
rated-why = 已記下，HR 會據此改進。要不要請 HR 的同事回答您？
why-wrong = 內容不對
why-other-question = 答非所問
why-unclear = 看不明白
button-tell-on = 🔔 有答覆時告訴我
button-tell-off = 🔕 不用告訴我了
button-ask-again = 📖 看完整答覆和出處
tell-on = 好的，HR 寫好答覆後會在這裡告訴您
tell-off = 好的，不再通知您
notice-gap-answered =
    🔔 您關心的問題有答覆了：<b>{ $title }</b>

    { $answer }
words-titles = 先生,女士,小姐,經理,主任,主管,總監,老師,醫生
