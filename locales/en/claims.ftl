## Claims

claim-how =
    📷 Just send a <b>photo of the receipt</b>, or a PDF or OFD file; several at once is fine.
    Flat, whole, in even light. I'll read it, let you check it, and work out the payment.
reading = 🔍 Got it, reading the receipt; a few seconds…
draft-title = 🧾 <b>{ $type } claim</b> (draft)
claim-title = 🧾 <b>{ $type } claim</b> { $number }
draft-who = Patient: { $who }
draft-reading = 🔍 Reading; this will update by itself…
draft-reading-progress = 🔍 Reading: { $done } of { $count } done; this message updates by itself…
draft-twin-own = ℹ️ This receipt looks like the one in { $number }, which you sent before. If it is the same, just delete this draft. If not, submit as usual: a colleague will compare them, and nothing is held against you.
draft-twin = ℹ️ This receipt may have been claimed before. Submit as usual: a colleague will compare, and nothing is held against you.
draft-preview = 💰 Expected payment <b>{ $payable }</b> (eligible amount { $eligible })
draft-ready = Please check the details above, then submit.
draft-dropped = The draft is deleted. Send a photo of a receipt whenever you need to.
paper-heading = <b>Receipt</b>
paper-heading-numbered = <b>Receipt { $number }</b>
typed-mark = { " " }✏️
field-unread = ❗ { $field }: couldn't be read
field-unsure = 🔸 not quite clear, please check
field-read-as = Here I read: { $value }
field-date = Date
field-total = Total
field-pool-paid = Paid by basic insurance
field-personal-account-paid = Paid from medical account
field-other-paid = Paid by other insurers
field-own-expense = Outside the catalogue
field-own-pay = Self-pay
field-number = Receipt number
field-patient = Patient
field-seller = Hospital
field-excluded = Excluded amount
field-service-date = Date of service
field-type = Claim type
field-name = Name
field-birth-date = Date of birth
field-papers = Papers
ask-date = What is the date of the visit (or receipt)? For example 2026-11-03
ask-total = What is the total on the receipt? For example 860.50
ask-pool-paid = How much did the basic insurance pool pay? Type 0 if nothing
ask-personal-account-paid = How much was paid from the medical account? Type 0 if nothing
ask-other-paid = How much did other insurers pay? Type 0 if nothing
ask-own-expense = How much of it is outside the catalogue? Type 0 if nothing
ask-number = What is the receipt number?
ask-patient = Whose name is on the receipt?
ask-seller = What is the name of the hospital or pharmacy?
ask-type = What kind of claim is this?
ask-whom = Who is the claim for?
ask-paper-kind = Which paper would you like to add?
ask-paper = Please send a photo or file of the <b>{ $paper }</b>.
ask-replace = Please send a new photo or file of this receipt. I'll read it again; what you typed stays.
ask-drop = Delete this draft? The pictures you sent are removed as well.
ask-withdraw = Withdraw this claim? To claim it later you would submit it again.
ask-rating = How was this claim for you?
rating-thanks = Thank you for your rating 🙏
edit-which = <b>What would you like to change?</b>
edit-which-of = <b>What would you like to change on receipt { $number }?</b>
paper-invoice = invoice or medical receipt
paper-visit-record = visit record
paper-prescription = prescription
paper-discharge-summary = discharge summary
paper-settlement-statement = settlement statement
paper-diagnosis-certificate = diagnosis certificate
paper-pathology-report = pathology report
paper-accident-statement = accident statement
paper-disability-assessment = disability assessment
paper-supporting = additional paper
paper-unsorted = { $left ->
    [0] ❓ What is picture { $number }? Please choose
   *[other] ❓ What is picture { $number }? Please choose ({ $left } more after it)
}
paper-unsorted-only = ❓ What is this picture? Please choose
paper-unread-heading = <b>Picture { $number }</b>
paper-missing = ❗ Still missing: { $paper }
paper-removed = Removed
paper-sample-invoice = Looks like: titled 医疗门诊收费票据 or 电子发票, with a receipt number, amounts and a stamp.
paper-sample-visit-record = Looks like: the page of your medical record with date, name, diagnosis and the doctor's signature.
paper-sample-prescription = Looks like: a slip with medicines, dosage, date and the doctor's signature.
paper-sample-discharge-summary = Looks like: titled 出院小结 or 出院记录, with admission and discharge dates and the diagnosis.
paper-sample-settlement-statement = Looks like: titled 住院费用结算单, listing pool payment, self-pay and own expense.
paper-sample-diagnosis-certificate = Looks like: 疾病诊断证明书 with the hospital's stamp.
paper-sample-pathology-report = Looks like: 病理诊断报告 with specimen, diagnosis and the pathologist's name.
paper-sample-accident-statement = Looks like: your own signed account of when, where and how; a police report is even better.
paper-sample-disability-assessment = Looks like: the assessor's letter stating the disability grade.

claim-type-outpatient = Outpatient
claim-type-inpatient = Inpatient
claim-type-pharmacy = Pharmacy
claim-type-critical-illness = Critical illness
claim-type-accident = Accident
claim-type-mutual-aid = Mutual aid
claim-type-high-end-medical = High-end medical
claim-type-check-up = Check-up
claim-type-fitness = Fitness
claim-type-counselling = Counselling
claim-type-gene-test = Gene test
claim-type-overseas-care = Overseas care
claim-type-special-need-clinic = Special-need clinic
claim-type-parents-medical = Parents' medical
claim-type-child-vaccines = Children's vaccines

button-submit = ✅ Submit claim
button-resubmit = ✅ Papers added, go on
button-fill = Fill in: { $field }
button-check = 👀 Check { $field }
button-read-right = ✅ Yes, { $value }
button-by-hand = ✍️ Type it in first, photo later
button-add-paper = 📎 Add { $paper }
button-add-papers = 📎 Add papers
button-how = 🧮 How it's worked out
button-edit = ✏️ Change
button-invoice = Receipt { $number }
button-type = Claim type
button-whom = For whom
button-papers = Papers
button-drop = 🗑 Delete draft
button-drop-yes = Yes, delete
button-is-invoice = It is a receipt, I'll type it in
button-remove-paper = Not needed, remove it
button-remove-named = Remove no. { $number } ({ $paper })
button-replace = 🔄 New photo for no. { $number }
button-explain = 🧮 How it was decided
button-claim = See progress
button-withdraw = Withdraw
button-withdraw-yes = Yes, withdraw
button-all-claims = All claims
button-rate = ⭐ Rate

submitted-quick =
    ✅ Submitted, number <b>{ $number }</b>, expected payment <b>{ $payable }</b>.

    Next: the claim is being checked; complete ones are usually decided within minutes, and you'll be told here.
    Questions? Please contact HR{ $hr }.
submitted-review =
    ✅ Submitted, number <b>{ $number }</b>, expected payment <b>{ $payable }</b>.

    Next: a claim reviewer will look at it, usually within 3 working days, and you'll be told here.
    Questions? Please contact HR{ $hr }.
submitted-toast = Submitted
claims-none = You have no claims yet. Send a photo of a receipt to start one.
claims-list =
    <b>My claims</b>
    { $lines }

    Tap one to see its progress:
claims-line = { $place }. { $date } { $type } { $amount } · { $state }
claims-button = { $place } · { $state }

explain-preview = 🧮 <b>Expected payment { $payable }</b>, worked out like this:
explain-decided = 🧮 <b>Explanation of benefits { $number }</b>: paid <b>{ $payable }</b>
clause = { $document }, { $section }
clauses =
    According to:
    { $list }
claim-total = Receipt total: { $amount }
claim-payable = Payment: <b>{ $amount }</b>
claim-expected = Expected payment: <b>{ $amount }</b>
claim-note = Reviewer's note: { $note }
claim-history =
    <b>History</b>
    { $lines }

stage-submitted = Submitted
stage-in-review = In review
stage-approved = Approved
stage-payment-issued = Being paid
stage-paid = Paid
state-draft = Draft, not submitted yet.
state-submitted = Submitted and being checked.
state-needs-documents = We need more papers from you; the review goes on when they are in.
state-in-review = In review, usually decided within 3 working days.
state-approved = Approved, waiting for payment.
state-approved-zero = Approved. By the plan nothing is paid this time; the amount counts towards your year.
state-partly-approved = Partly approved, waiting for payment.
state-rejected = ❌ Not approved. If something is unclear, contact HR{ $hr }.
state-payment-issued = Being paid; 1–3 working days to your payroll account.
state-paid = Paid ✅
state-withdrawn = You have withdrawn this claim.
state-appealed = Your appeal is being decided.
state-short-draft = draft
state-short-submitted = submitted
state-short-needs-documents = papers needed
state-short-in-review = in review
state-short-approved = approved
state-short-partly-approved = partly approved
state-short-rejected = not approved
state-short-payment-issued = being paid
state-short-paid = paid
state-short-withdrawn = withdrawn
state-short-appealed = appealed
event-submit = Submitted
event-start-review = Passed to a reviewer
event-request-documents = Papers requested
event-supply-documents = Papers added
event-approve = Approved
event-approve-partly = Partly approved
event-reject = Not approved
event-issue-payment = Payment started
event-mark-paid = Paid
event-payment-failed = Payment failed, will be repeated
event-withdraw = Withdrawn by you
event-appeal = Appealed
event-withdraw-appeal = Appeal withdrawn
event-reopen = Review reopened
reason-reviewer = Reviewer's note: { $note }

## Notices
notice-approved = ✅ Claim <b>{ $number }</b> is approved: <b>¥{ $payable }</b> will go to your payroll account.
notice-approved-zero = ✅ Claim <b>{ $number }</b> is approved. By the plan ¥0 is paid this time; the eligible amount of ¥{ $eligible } counts towards your year.
notice-partly-approved = Claim <b>{ $number }</b> is partly approved: <b>¥{ $payable }</b> will go to your payroll account. Tap “How it was decided” to see every step.
notice-rejected = Claim <b>{ $number }</b> was not approved. { $note } Tap “How it was decided” for the reason; if you disagree, appeal below “Progress”, or contact HR{ $hr }.
notice-redecided = Claim <b>{ $number }</b> was worked out again: <b>¥{ $payable }</b> instead of ¥{ $before }. { $note } Tap “How it was decided” for every step.
notice-papers-requested = Claim <b>{ $number }</b> needs more papers: { $note }
notice-payment-issued = 💳 ¥{ $payable } for claim <b>{ $number }</b> is being paid: 1–3 working days to your payroll account.
notice-paid = 🎉 <b>¥{ $payable }</b> for claim <b>{ $number }</b> has been paid.
notice-election =
    📄 <b>Confirmation of election</b> { $number }
    Benefit: { $benefit } ({ $option })
    Covered: { $people }
    You ¥{ $monthly } a month, company ¥{ $company } a month
    From { $from }
notice-election-waived = 📄 <b>Confirmation of election</b> { $number }: you have waived “{ $benefit }”. You can change this while enrolment is open.
notice-hr-reply =
    💬 About your question “{ $question }”, HR replies:

    { $reply }
mail-subject = From your benefits assistant

button-appeal = ⚖️ Appeal
button-appeal-send = ✅ Send the appeal
button-appeal-drop = Don't appeal
appeal-until = If you disagree with the decision, you can appeal until { $date }, that day included.
appeal-open = ⚖️ Appeal <b>{ $number }</b> is being decided; you get the answer here by { $date }.
appeal-ask =
    ⚖️ <b>Please write what you disagree with, and why</b>: one message in your own words, at most 500 characters.

    Representatives of the employees, the company and the insurer decide together, and whoever decided before doesn't handle it; you get an answer within 10 working days. An appeal never makes the payment smaller.
appeal-check =
    Your reason:
    <i>{ $reason }</i>

    Shall I send it? To change it, just write it again.
appeal-sent =
    ⚖️ Your appeal is in. Number <b>{ $number }</b>; you get an answer by <b>{ $date }</b>.

    Next: somebody who hasn't decided this claim looks at it, with representatives of the employees and the insurer. The outcome comes here.
    Questions? Contact HR{ $hr }.
appeal-dropped = All right, no appeal was sent.
appeal-gone = There is no open appeal for this claim.
notice-appeal-upheld = ⚖️ Appeal <b>{ $number }</b> is decided: the decision stands, the payment stays <b>¥{ $payable }</b>. Reason: { $note } If you still disagree, contact HR{ $hr }.
notice-appeal-changed = ⚖️ Appeal <b>{ $number }</b> is decided: the payment is <b>¥{ $payable }</b> instead of ¥{ $before }, so you will get ¥{ $more } more. Reason: { $note }
event-uphold = Appeal decided: the decision stands
appeal-which = ⚖️ <b>Which decision do you disagree with?</b> Tap it and write why. An appeal never makes the payment smaller.
appeal-which-line = <b>{ $number }</b>: { $type } of { $date }, bill { $total }, payment { $payable }. You can appeal until { $until }.
appeal-none = ⚖️ There is no decision that you can appeal right now.
appeal-none-claims = ⚖️ You have no claims yet, so there is no decision to appeal. If it is about something else, contact HR{ $hr }.
appeal-why-open = <b>{ $number }</b>: your appeal is being decided; you get the answer by { $date }.
appeal-why-once = <b>{ $number }</b>: has been appealed already. If you still disagree, contact HR or ask the union to mediate.
appeal-why-late = <b>{ $number }</b>: the last day to appeal was { $date }. If something special kept you from it, contact HR.
appeal-why-not-yet = <b>{ $number }</b>: the payment is still on its way. You can appeal within 30 days once it has arrived; an appeal never holds it up.
appeal-why-undecided = <b>{ $number }</b>: isn't decided yet. You can appeal once it is.
button-appeal-this = ⚖️ Appeal { $number }
button-claim-named = Progress of { $number }
button-appeal-evidence = 📎 Add papers
button-evidence-none = Nothing to add
button-unappeal = Withdraw the appeal
button-unappeal-yes = Yes, withdraw the appeal
appeal-reason-first = Please write your reason first, as a message. Right after sending the appeal you can add this picture; it isn't kept yet.
appeal-evidence-ask = 📎 Please send what supports appeal <b>{ $number }</b>: photos or files, several at once if you like. Whoever decides the appeal sees them beside your receipt.
appeal-evidence-kept = { $count ->
    [one] 📎 Added to your appeal. It has one extra paper now.
   *[other] 📎 Added to your appeal. It has { $count } extra papers now.
}
appeal-evidence-none = All right, nothing was added. Your appeal goes on.
ask-unappeal = Withdraw appeal { $number }? The decision stays as it was. You can appeal again until { $date }.
ask-unappeal-final = Withdraw appeal { $number }? The decision stays as it was, and you <b>can't appeal again</b>: the 30 days are over.
appeal-taken-back = The appeal of { $number } is withdrawn; the decision stays as it was.
claim-paid-so-far = Paid so far: { $amount }
claim-owed = Paid too much, to be returned: <b>{ $amount }</b>
notice-overpaid = Claim <b>{ $number }</b> was reviewed again: the payment is <b>¥{ $payable }</b>, but ¥{ $paid } has already been paid. <b>¥{ $owed }</b> too much has to be returned. { $note } Finance will contact you about how; nothing is deducted from your later claims by itself. Tap “How it was decided” for every step; if you disagree, appeal below “Progress”.
notice-paid-more = Claim <b>{ $number }</b> was reviewed again: the payment is <b>¥{ $payable }</b>. ¥{ $paid } has already been paid; the other <b>¥{ $more }</b> will go to your payroll account. { $note }
notice-paid-stays = Claim <b>{ $number }</b> was reviewed again: the payment of ¥{ $payable } stays as it was paid. { $note }
notice-appeal-changed-paid = ⚖️ Appeal <b>{ $number }</b> is decided: the payment is <b>¥{ $payable }</b> instead of ¥{ $before }. ¥{ $paid } has already been paid, so ¥{ $owed } is left to be returned. Reason: { $note }
notice-recovered = ✅ The ¥{ $amount } paid too much for claim <b>{ $number }</b> has come back. Nothing more is to be returned.
notice-recovered-part = ¥{ $amount } of what was paid too much for claim <b>{ $number }</b> has come back; ¥{ $left } is left to be returned.
event-settle = Paid already
event-recover = Overpayment returned
