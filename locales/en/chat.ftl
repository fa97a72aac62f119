## Chat: getting to know each other, menu, questions, elections

money = ¥{ $amount }
or = { " or " }
sentence-space = { " " }

## Getting to know each other
welcome =
    Hello, I'm your benefits assistant 👋
    Ask me how your benefits work, send a receipt to claim, check progress, or choose elective benefits.

    First, let's confirm who you are: please type the <b>8-character code</b> from HR (for example 7K4M-2Q9P). No code yet? Ask HR{ $hr }.
welcome-telegram =
    Hello, I'm your benefits assistant 👋
    Ask me how your benefits work, send a receipt to claim, check progress, or choose elective benefits.

    First, let's confirm who you are: share your phone number with the button below, or type the <b>8-character code</b> from HR (for example 7K4M-2Q9P).
link-first = I don't know who you are yet, so I can't share anything personal. Please type the 8-character code from HR; if you have none, ask HR{ $hr }.
phone-not-own = Please share your own number with the button below; somebody else's contact can't confirm who you are. You can also type your 8-character code.
phone-matched = Your number matches the staff list ✅
consent-ask =
    Found you. Before we start, this is what is kept:

    • your staff number, name, company, grade, hire date and salary (from the staff list), to work out cover and premiums;
    • the receipts and papers you send and the decisions on them, for claims and payment only;
    • your questions and ratings, to improve the answers.

    Bank, ID and medical details are encrypted; only the colleagues in charge can see them, and every look is recorded. Send /privacy at any time to read more, or to ask for export or deletion.

    If you agree, we can start.
privacy =
    <b>How we protect your information</b>
    • Used only to answer questions, handle claims and elections, and remind you.
    • Bank account, ID number, diagnosis and receipts are encrypted and masked in lists.
    • Only HR, claim reviewers and finance in charge of your company see them, as their post requires; every look is recorded.
    • You may see, export, correct or delete your data: please contact HR{ $hr }.
    • Lock-screen notices never show a diagnosis.
consent-refused = All right. Without your consent I won't keep who you are. If you change your mind, just send your code or phone number again, or contact HR{ $hr }.
linked = All set, { $name } ({ $number }): you are confirmed ✅
already-linked = You are already confirmed, no code needed. Just ask me a question or send a photo of a receipt.
language-ask = Please choose a language:
language-name-zh-Hans = 简体中文
language-name-zh-Hant = 繁體中文
language-name-en = English
language-set = OK, I'll speak English with you from now on.

## Menu
menu-hello = Hello { $name }! Just type a question, or send a photo of a receipt to start a claim.
menu = Anything else? Type a question, or send a photo of a receipt.
help =
    <b>What I can do:</b>
    • <b>Answer questions</b>: just type, e.g. “How much does outpatient cover?”
    • <b>Take claims</b>: send a photo, PDF or OFD of the receipt at any time; I read it and show the payment before you submit.
    • <b>Show progress</b>: send /claims.
    • <b>Elective benefits</b>: send /enrol.
    • <b>Do the sums</b>: e.g. “I paid 8000 in hospital, how much do I get back?”
    • <b>Find a person</b>: send /hr.

    Ask anything in the middle of something; you can always carry on afterwards.
whom-to-ask = Shall a colleague in HR contact you here?
whom-phone = <b>Benefits hotline</b> { $phone }
whom-phone-hours = <b>Benefits hotline</b> { $phone } ({ $hours })
whom-email = <b>E-mail</b> { $email }
## Follows the word "HR"; empty where there is no number
hr-phone = { " " }(phone { $phone })
call-me = Please contact me
person-called = Passed on to HR. A colleague will reply here within 4 working hours. If it's urgent, contact HR{ $hr } directly.
person-called-toast = Passed on to HR
small-talk = I'm here 😊 Ask about benefits, send a receipt, or check a claim: just say so.
unsure = Is that a question, or would you like one of these? Tap one, or put it another way.
ask-anything = Just type your question, for example “How much is the annual check-up?”
empty = That message was empty. Type a question, or send a photo of a receipt.
voice = Sorry, I can't listen to voice or video yet. Please type, or send a photo of the receipt.
not-understood = I can't read this kind of message yet. Please type a question, or send a receipt as a photo, PDF or OFD file.
command-unknown = I don't know that command. Type a question, or choose here:
stale-button = That button has expired. Please carry on from the latest message, or start again here:

## Questions
answer-source = 📄 { $source }
answer-possibly = The documents have no rule that fits exactly; these may be related:
answer-refused = I found no rule about this in the company's benefit documents, and I don't want to guess. Shall I ask a colleague in HR to answer? Your question has been noted, so that the documents can be completed.
answer-offer-person = If that isn't what you meant, a colleague in HR can answer.
answer-then = 📅 As the rules stood on { $date }:
answer-now-only = 📅 The documents have no version from { $date }; this is today's rule:
answer-original = (The document is in Chinese; these are its own words.)
source-document = { $document }
source-page = page { $page }
source-effective = { " " }(effective { $date })
figure-own = 👤 <b>For you:</b> { $figure }
figure-not-elected = “{ $benefit }” is an elective benefit that you haven't chosen, so it doesn't apply yet. Send /enrol to see whether you can.
figure-deductible = Your yearly deductible is { $amount }.
figure-band = { $accumulated } of eligible amounts so far this year; the next { $room } is paid at { $rate }, and anything above { $upper } at { $next }.
figure-band-nothing = { $accumulated } of eligible amounts so far this year; the next { $room } is yours to pay, and anything above { $upper } is paid at { $next }.
figure-band-last = { $accumulated } of eligible amounts so far this year; from here on { $rate } is paid.
figure-cover = Your cover is { $amount }.
figure-limit-year = Annual limit { $limit }.
figure-limit-month = Monthly limit { $limit }.
figure-limit-lifetime = Lifetime limit { $limit }.
figure-sessions = { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    } a year.
figure-deductible-used = Your yearly deductible is { $amount }; { $left } of it is still to be met this year.
figure-cover-paid = Your cover is { $amount }, paid once; { $paid } has been paid already.
figure-limit-year-used = The annual limit is { $limit }; { $used } is used, { $left } is left.
figure-limit-month-used = The monthly limit is { $limit }; { $used } is used this month, { $left } is left.
figure-limit-lifetime-used = The lifetime limit is { $limit }; { $used } is used, { $left } is left.
figure-sessions-used = { $count } a year; { $used } used, { $left } left.
estimate =
    🧮 { $type }: if you paid <b>{ $amount }</b> after basic insurance, about <b>{ $payable }</b> would be paid now.

    { $lines }

    Estimated on your year so far; the receipt and the review decide.
words-inpatient = inpatient,hospital stay,hospitalis,hospitaliz,surgery,in hospital
## Said of any benefit, so no help in telling which one is meant
words-any-benefit = plan,insurance,medical,benefit
rule-bands = { $benefit } is paid in bands of the year's total: { $bands }.
rule-band = ¥{ $lower }–{ $upper } at { $rate }
rule-band-nothing = ¥{ $lower }–{ $upper } not paid
rule-band-last = above ¥{ $lower } at { $rate }
rule-flat-full = { $benefit }: receipts are paid in full{ $upto }.
rule-flat = { $benefit }: { $rate } of the bill is paid{ $upto }.
upto-year = { "," } up to { $limit } a year
upto-month = { "," } up to { $limit } a month
upto-lifetime = { "," } up to { $limit } in all
name-comma = { ", " }
list-comma = { ", " }
words-figure = how much,rate,limit,percent,maximum,deductible,cover amount,cap,how many
rated-up = Thank you 👍
rated-toast = Thanks for telling me

## Buttons
button-share-phone = 📱 Share my phone number
button-consent-yes = Agree and start
button-consent-no = Not now
button-claim-new = 📷 New claim
button-claims = 📋 My claims
button-enrol = 🎁 Electives
button-person = 💬 Ask HR
button-call-person = Have HR contact me
button-ask-hr = Ask HR
button-passage = 📖 Show the passage
button-next-passage = Another related passage
button-menu = Back to menu
button-back = ← Back

## Command menu
command-start = Start
command-claim = New claim
command-claims = My claims and progress
command-enrol = Elective benefits
command-help = What I can do
command-hr = Contact HR
command-language = Change language
command-reminders = Reminder settings
command-privacy = Privacy

## Elections
enrol-open = 🎁 Enrolment is open: choose or change until <b>{ $until }</b>. The last confirmed choice stands.
enrol-not-yet = Enrolment hasn't started; it opens on <b>{ $opens }</b>. Within 30 days of a life event such as marriage, birth or adoption you can choose before: tap “A life event”.
enrol-closed = Enrolment is closed. Within 30 days of a life event such as marriage, birth or adoption you can choose all the same: tap “A life event”.
enrol-standing =
    <b>Your choices today</b>
    { $lines }
enrol-recommended =
    <b>Recommended for you</b>
    { $lines }
enrol-choose = Tap one to see the monthly cost:
standing-elected = ✅ { $benefit } · { $option } · { $monthly } a month · from { $start }
standing-elected-plain = ✅ { $benefit } · { $monthly } a month · from { $start }
standing-waived = — { $benefit }: waived
because-has-family = you have a spouse or children, and the company pays half the premium
because-young-children = you have children under 12
because-parents-age = many colleagues of your age choose it for their parents
because-higher-salary = often chosen at your grade
benefit-title = <b>{ $benefit }</b>
benefit-who = Who should be covered? Tap a name to add or remove:
benefit-nobody = No family member who can be covered is registered yet; please add one first:
quote-line = <b>{ $option }</b>: you { $employee } a month, company { $company } a month
quote-per-use = No monthly cost; the company pays { $share } when you use it, you pay the rest.
option-basic = Basic
option-standard = Standard
option-premium = Premium
button-choose = Choose { $option }
button-waive = Waive this benefit
button-waive-yes = Yes, waive
waive-ask = Waive “{ $benefit }”? You can change this while enrolment is open.
confirm-ask =
    <b>Please confirm</b>
    Benefit: { $benefit } ({ $option })
    Covered: { $people }
    You: <b>{ $employee }</b> a month, from payroll
    Company: { $company } a month
    From: { $start }
myself-only = yourself
button-confirm = ✅ Confirm
confirmed = Confirmed, number <b>{ $number }</b>. Your written confirmation follows.
button-enrol-more = See other benefits
button-all-electives = All { $count } electives
button-add-dependent = ＋ Add a family member
ask-relation = This person is your:
relation-spouse = spouse
relation-child = child
relation-parent = parent
relation-self = self
ask-dependent-name = Please type the family member's name (as on the ID):
ask-dependent-birth = { $name }'s date of birth? For example 1990-05-08
dependent-added = { $name } is registered.
dependent-label = { $name } ({ $relation })
myself = { $name } (myself)
enrol-event = 🎁 Life event <b>{ $event }</b> ({ $date }): choose or change until <b>{ $until }</b>; cover begins on { $start }. The last confirmed choice stands.
button-life-event = 🗓 A life event
button-proof = 📎 Send the proof
button-proof-later = Later
life-event-which =
    🗓 <b>What has happened?</b>

    Within 30 days of it you can choose or change your electives outside the enrolment period, with cover from that day.
life-event-marriage = Marriage
life-event-birth = Birth of a child
life-event-adoption = Adoption
life-event-divorce = Divorce
life-event-death-of-dependent = Death of a family member
life-event-loss-of-cover = Other cover of a family member ended
life-event-move = Move
life-event-new-hire = New hire
life-proof-marriage = marriage certificate
life-proof-birth = birth certificate
life-proof-adoption = adoption certificate
life-proof-divorce = divorce certificate or court paper
life-proof-death-of-dependent = death certificate
life-proof-loss-of-cover = notice from the employer or insurer that the cover ended
life-proof-move = residence permit or rental contract
life-event-when = On which day ({ $event })? For example 2026-11-03 or 11/3.
life-event-noted =
    Noted: <b>{ $event }</b>, { $date }.

    📎 Please send a photo or file of the <b>{ $proof }</b>; only HR sees it. You can choose at once and send it later; HR checks it within 2 working days.
life-event-ask-proof = 📎 Please send a photo or file of the <b>{ $proof }</b> ({ $event }). Only HR sees it.
life-event-proved = 📎 Received. HR checks it within 2 working days and tells you here.
notice-event-confirmed = ✅ HR has confirmed your life event ({ $event }, { $date }). What you chose on it stands.
notice-event-refused = Your life event ({ $event }, { $date }) was not confirmed. { $note } What you chose on it is cancelled, and what you had before stands again. Questions? Contact HR{ $hr }.
