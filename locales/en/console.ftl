### Texts of the HR console.

## Frame

console-title = HR console
console-skip = Skip to content
console-menu = Menu
console-yes = Yes
console-no = No
console-all = All
console-any = Any
console-comma = {", "}
console-pages = Pages
console-range = { $first }–{ $last } of { $total }
console-previous = Previous
console-next = Next
console-newest = Newest
console-older = Older
console-search = Search
console-filter = Search
console-clear = Clear
console-show = Show
console-csv = Download CSV
console-language-short-zh-Hans = 简体
console-language-short-zh-Hant = 繁體
console-language-short-en = EN
console-language-zh-Hans = Simplified Chinese
console-language-zh-Hant = Traditional Chinese
console-language-en = English
console-nav-overview = Overview
console-nav-review = Claim review
console-nav-questions = Questions
console-nav-claims = All claims
console-nav-payouts = Payouts
console-nav-employees = Employees
console-nav-enrolment = Enrolment
console-nav-campaigns = Campaigns
console-nav-documents = Documents
console-nav-plans = Plans
console-nav-reports = Reports
console-nav-deliveries = Deliveries
console-nav-audit = Audit trail
console-role-reviewer = Claims reviewer
console-role-hr_admin = HR administrator
console-role-finance = Finance
console-role-auditor = Auditor (read only)
console-role-union_officer = Union officer
console-role-super_admin = Super administrator
console-who-system = System
console-who-employee = Employee

## Signing in, errors

console-sign-in = Sign in
console-sign-out = Sign out
console-signed-out = You are signed out.
console-session-over = Your session has ended. Please sign in again.
console-sign-in-help = Forgotten your password? A super administrator can set a new one.
console-username = User name
console-password = Password
console-trouble = That didn't work
console-trouble-csrf = This page was open too long, so nothing was done. Go back, reload the page and try again.
console-trouble-forbidden = Your role doesn't include this page. If you need it, ask a super administrator.
console-trouble-missing = There is no such page. The link may be old; please use the menu.
console-trouble-large = The file is too large: 30 MB at most. Please compress or split it.
console-trouble-odd = That request can't be handled. Please start again from the menu.
console-trouble-defect = Something went wrong on our side; it has been recorded. Try again later, and if it happens again tell an administrator when.
console-to-overview = Back to overview
console-error-unknown = That wasn't done ({ $code }). Reload and try again; if it still fails, give an administrator this code.
console-error-sign-in-refused = User name or password is wrong. Please try again.
console-error-sign-in-wait = Too many tries. Please wait { $seconds } seconds.
console-error-not-permitted = Your role doesn't allow this.
console-error-other-company = This belongs to a company you aren't responsible for.
console-error-claim-not-found = There is no such claim.
console-error-claim-already-decided = { $number } has already been handled, perhaps by a colleague a moment ago. Nothing was done twice.
console-error-claim-not-decided = { $number } has no decision yet; please review it.
console-error-claim-state = This claim has moved on. Please reload the page.
console-error-claim-action = Your role can't take this step.
console-error-paper-not-found = That paper isn't there. Please reload the page.
console-error-file-missing = The original file is missing. Please ask an administrator to check the file store.
console-error-reason-missing = Please write a note; the employee will read it.
console-error-batch-not-found = There is no such batch.
console-error-batch-already-paid = Batch #{ $batch } was already marked as paid. Nobody was told twice.
console-error-nothing-to-pay = Nothing is waiting to be paid; it may already be in a batch.
console-error-employee-not-found = There is no employee number { $number }. Please check it.
console-error-company-not-found = There is no such company.
console-error-question-not-found = There is no such question.
console-error-question-missing = Please write a question.
console-error-window-not-found = There is no such window.
console-error-window-dates = Check the dates: it must close after it opens and not before today, and take effect no earlier than it opens.
console-error-window-overlap = It overlaps the window from { $opens } to { $closes }. Change the dates or extend that window.
console-error-window-shorter = A window can only close later than now planned ({ $closes }).
console-error-period-invalid = The first day can't be after the last.
console-error-field-not-date = “{ $text }” isn't a date. Please write it as 2026-11-03.
console-error-field-not-money = “{ $text }” isn't an amount. Please write a number such as 860.50.
console-error-field-unusable = “{ $fieldname }” can't be used (not empty, 80 characters at most).
console-error-date-in-future = { $date } is in the future. Please check the date.
console-error-bill-invalid = “{ $fieldname }” can't be right, for example more than the total or before the hire date. Please check it.
console-error-plan-missing = No plan is published for company { $company }, so nothing can be worked out.
console-error-plan-not-found = There is no plan for that service date. Please check the date.
console-error-papers-missing = Papers are missing. Please request them first.
console-error-campaign-not-found = There is no such campaign.
console-error-campaign-state = The campaign has moved on. Please reload the page.
console-error-campaign-name-missing = Please give the campaign a name.
console-error-campaign-kind = Please choose the kind of campaign again.
console-error-campaign-date-past = That time has passed. Choose a later one, or leave it empty to send at once.
console-error-campaign-text-missing = Text missing: { $languagename }. All three are needed, so that everyone gets their own language.
console-error-campaign-text-long = Too long: { $languagename }, { $limit } characters at most.
console-error-campaign-placeholder = { $languagename }: { $name } can't be filled in. Use the placeholders offered beside the texts, each in its braces.
console-error-campaign-audience-empty = Nobody matches. Please widen the audience.
console-error-test-unreachable = { $number } hasn't linked a chat, so a test can't arrive. Issue a link code on the employee's page first.
console-error-document-missing = Please choose a file to publish.
console-error-job-not-found = That message was sent again already, or is gone.
console-error-reply-too-long = The reply has { $length } characters; { $limit } go into one message. Please shorten it, or send it in two replies.
console-error-account-not-found = Your account wasn't found. Please sign in again.
console-error-language-unknown = There is no such language.
console-error-knowledge-missing = The document index isn't ready, so nothing can be answered yet.
console-error-already-exists = The same record is there already. Nothing was saved twice.

## Overview

console-hello = Hello, { $name }
console-count-waiting = To review
console-count-papers = Waiting for papers
console-count-to-pay = To be paid
console-count-questions = Open questions
console-count-done = Done
console-count-employees = Employees
console-todo = What to do next
console-todo-none = All done
console-todo-none-hint = New claims and questions will show up here.
console-task-review = { $count ->
    [one] claim to review
   *[other] claims to review
}
console-task-questions = { $count ->
    [one] question to answer
   *[other] questions to answer
}
console-task-pay = { $count ->
    [one] claim to pay
   *[other] claims to pay
}
console-task-papers = { $count ->
    [one] claim waits for papers from the employee
   *[other] claims wait for papers from employees
}
console-task-dead = { $count ->
    [one] message could not be delivered
   *[other] messages could not be delivered
}
console-task-approve = { $count ->
    [one] campaign to approve
   *[other] campaigns to approve
}
console-open-windows = Open enrolment windows
console-until = until { $date }

## Claims and review

console-claim = Claim
console-claims = Claims
console-claims-count = { $count } in all
console-employee = Employee
console-company = Company
console-department = Department
console-departments = By department
console-type = Type
console-state = State
console-total = Total billed
console-eligible = Eligible
console-payable = Payable
console-submitted = Submitted
console-decided = Decided
console-since = From
console-until-label = To
console-automatic = Automatic
console-search-claims = Claim number, employee number or name
console-claims-empty = No claims match
console-claims-empty-hint = Try other dates, or clear the filter.
console-review-hint = Clean claims decide themselves; these need a person. Oldest first.
console-review-empty = Nothing to review
console-review-empty-hint = Clean claims are decided automatically; doubtful ones will appear here.
console-review-left = { $count } waiting
console-review-next = Next
console-review-corrected = Saved, and worked out again.
console-review-approved = { $number } approved, { $payable } payable. The employee has been told.
console-review-rejected = { $number } rejected. The employee has been told why.
console-review-requested = { $number }: papers requested from the employee.
console-review-later = { $count ->
        [one] { $count } later claim of this person is due
       *[other] { $count } later claims of this person are due
    } differently now: open “Decide again” to see by how much.
console-review-closed = There is nothing to decide here at the moment.
console-why-review = Why a person looks
console-waiting-since = Waiting since
console-in-automatic = Being decided automatically
console-days = { $count } d
console-for = for { $who } ({ $relation })
console-submitted-at = submitted { $time }
console-missing-paper = Missing: { $kind }
console-papers = Papers
console-papers-none = No papers
console-paper-picture = Picture of { $kind }
console-zoom = Zoom
console-turn = Turn
console-original = Original
console-no-picture = This file can't be shown here. Please download the original.
console-fields = Read fields
console-cut = “{ $field }” on the picture
console-typed = Typed
console-read-as = Read as { $value }
console-correct = Save and work out again
console-correct-hint = Corrections go into the audit trail.
console-items = { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
console-explanation = Explanation of benefits
console-explanation-now = as it would be decided now
console-step = Step
console-step-amount = Amount
console-steps-none = Fields are missing, so nothing can be worked out yet.
console-decide = Decision
console-approve = Approve, pay { $payable }
console-approve-zero = Close by the rules (pays 0)
console-request = Request papers
console-request-send = Send to the employee
console-note-employee = What is needed (the employee reads this)
console-request-clear_photo-short = Clearer photo
console-request-clear_photo = The photo isn't readable. Please lay the receipt flat in good light and take it again with all four corners.
console-request-missing_paper-short = Visit record
console-request-missing_paper = Please add the visit record or the prescription.
console-request-itemised-short = Itemised bill
console-request-itemised = Please add the hospital's itemised bill.
console-request-diagnosis-short = Diagnosis
console-request-diagnosis = Please add the stamped diagnosis certificate.
console-reject = Reject
console-reject-send = Reject claim
console-reason-employee = Reason (the employee reads this)
console-reason-not_covered-short = Not covered
console-reason-not_covered = This item is excluded by the plan.
console-reason-duplicate-short = Duplicate
console-reason-duplicate = The same receipt was already paid in another claim.
console-reason-late-short = Too late
console-reason-late = The plan's time limit for claiming has passed.
console-reason-unreadable-short = Not valid
console-reason-unreadable = The file isn't a valid medical receipt.
console-reason-other_person-short = Other person
console-reason-other_person = The patient on the receipt isn't the person claimed for.
console-reason-no_papers-short = Papers missing
console-reason-no_papers = Papers are still missing after reminders. Please hand in a new claim when you have them.
console-decided-by = { $who }, { $time }
console-again = Decide again
console-again-hint = Works the claim out again in its place in the year, and shows which later claims change, before anything is booked.
console-again-why = Why
console-again-send = { $count ->
        [one] Decide it again and tell the employee
       *[other] Decide these { $count } again and tell the employee
    }
console-again-done = { $number } decided again, { $payable } payable; { $count ->
        [one] { $count } later claim
       *[other] { $count } later claims
    } with it. The employee has been told.
console-again-place = The claim keeps its place: it is decided on what was decided before it, and the later claims after it. Earlier entries and explanations are kept.
console-again-back = Back
console-again-before = Payable so far
console-again-after = Payable now
console-again-difference = Difference
console-again-sum = Difference in all, without what is paid already
console-again-this = this claim
console-again-settled = paid already
console-again-settled-hint = Claims that are paid already are named, not changed: settle the difference with finance.
console-again-alone = No later claim changes.
console-reopen = Reopen to correct
console-reopen-hint = The claim goes back into the queue, where its figures can be corrected; until it is decided again the present decision stands in the ledger.
console-reopened = { $number } is open again.
console-past-decisions = Earlier decisions
console-twins = Possible duplicates
console-twin-elsewhere = The other claim belongs to a company you aren't responsible for. Please ask head office.
console-twin-theirs = The other paper
console-twin-mine = This claim's paper
console-twin-hint = These look like the same paper. Compare the pictures, then decide: reject a real duplicate with the reason, approve what is none.
console-signs = Please look at (seen by reviewers only)
console-authority = Bill authority: { $status }
console-authority-checked = asked { $time }
console-authority-differences = differs: { $fields }
console-authority-valid = genuine
console-authority-mismatch = differs from what is registered
console-authority-not_found = unknown there
console-authority-voided = voided
console-authority-reversed = reversed (red-flushed)
console-authority-unavailable = no answer from the authority
console-this-claim = This claim
console-history = History
console-open-review = Open review
console-amounts = Amounts and dates
console-service-date = Service date
console-pool-paid = Paid by the insurance pool
console-other-paid = Paid by other insurers
console-own-expense = Outside the catalogue
console-excluded = Excluded
console-paid-at = Paid
console-plan = Plan
console-decider = Decided by
console-note = Note
console-ledger = Ledger lines
console-ledger-decision = decision
console-ledger-reversal = reversal
console-ledger-opening = opening
console-state-draft = Draft
console-state-submitted = Submitted
console-state-needs_documents = Waiting for papers
console-state-in_review = In review
console-state-approved = Approved
console-state-partly_approved = Partly approved
console-state-rejected = Rejected
console-state-payment_issued = Being paid
console-state-paid = Paid
console-state-withdrawn = Withdrawn
console-state-appealed = Appealed
console-action-submit = Submitted
console-action-start_review = Sent to review
console-action-request_documents = Papers requested
console-action-supply_documents = Papers supplied
console-action-approve = Approved
console-action-approve_partly = Partly approved
console-action-reject = Rejected
console-action-withdraw = Withdrawn
console-action-issue_payment = Put into a payout
console-action-mark_paid = Paid
console-action-payment_failed = Payment failed
console-action-appeal = Appealed
console-action-withdraw_appeal = Appeal withdrawn
console-action-reopen = Reopened
console-type-outpatient = Outpatient
console-type-pharmacy = Pharmacy
console-type-inpatient = Inpatient
console-type-critical_illness = Critical illness
console-type-accident = Accident
console-type-mutual_aid = Union mutual aid
console-type-check_up = Check-up
console-type-fitness = Fitness
console-type-counselling = Counselling
console-type-high_end_medical = High-end medical
console-type-gene_test = Gene test
console-type-overseas_care = Overseas care
console-type-special_need_clinic = Special-need clinic
console-type-parents_medical = Parents' medical
console-type-child_vaccines = Children's vaccines
console-type-family = Family plan
console-type-annuity = Annuity
console-kind-unsorted = Unsorted paper
console-kind-invoice = Receipt
console-kind-visit_record = Visit record
console-kind-prescription = Prescription
console-kind-discharge_summary = Discharge summary
console-kind-settlement_statement = Settlement statement
console-kind-diagnosis_certificate = Diagnosis certificate
console-kind-pathology_report = Pathology report
console-kind-accident_statement = Accident statement
console-kind-disability_assessment = Disability assessment
console-kind-supporting = Paper added with the appeal
console-field-date = Date
console-field-total = Total
console-field-pool_paid = Insurance pool
console-field-personal_account_paid = Personal account
console-field-other_paid = Other insurers
console-field-own_expense = Own expense
console-field-number = Receipt no.
console-field-patient = Patient
console-field-seller = Provider
console-field-excluded = Excluded
console-field-service_date = Service date
console-field-disability_grade = Disability grade
console-why-same_file = Same file
console-why-same_number = Same receipt number
console-why-same_facts = Same total, date and provider
console-why-similar_text = Very similar text
console-check-short-type_needs_review = By rule
console-check-short-above_automatic_limit = Above limit
console-check-short-typed_by_hand = Typed in
console-check-short-corrected_fields = Corrected
console-check-short-doubtful_reading = Doubtful
console-check-short-unsure_fields = Unsure
console-check-short-patient_missing = No patient
console-check-short-other_patient = Other patient
console-check-short-number_missing = No number
console-check-short-nothing_billed = No amount
console-check-short-duplicate_in_claim = Twice here
console-check-short-duplicate = Duplicate?
console-check-short-possibly_altered = May be altered
console-check-short-authority_objects = Not verified
console-check-short-many_claims = Many claims
console-check-short-late_service_date = Nearly late
console-check-short-round_sum = Round sum

## Payouts

console-payouts-hint = Put approved claims into a batch, pay it with the bank file, then mark it paid.
console-payable-list = To be paid
console-payable-empty = Nothing to pay
console-payable-empty-hint = Newly approved claims will appear here.
console-payout-create = Create batch ({ $count ->
        [one] { $count } claim
       *[other] { $count } claims
    }, { $total })
console-payout-created = Batch created: { $count ->
        [one] { $count } claim
       *[other] { $count } claims
    }, { $total } in all. Next: download the bank file and pay.
console-payout-file = Download bank file
console-payout-file-hint = Account numbers are masked here; the bank file holds them in full, and each download goes into the audit trail.
console-payout-paid = Mark as paid
console-payout-confirm = Has the bank paid? { $count ->
        [one] The employee will be told at once.
       *[other] The employees of { $count } claims will be told at once.
    }
console-payout-marked = Marked as paid. { $count ->
        [one] The employee is being told.
       *[other] The employees of { $count } claims are being told.
    }
console-bank-account = Bank account
console-bank-missing = No account
console-bank-number = Employee number
console-bank-name = Name
console-bank-amount = Amount
console-bank-claim = Claim
console-bank-account-full = Bank account
console-batch = Batch
console-batches = Batches
console-batches-empty = No batches yet
console-batch-open = Waiting for the bank
console-batch-paid = Paid { $time }
console-created = Created
console-sum = Total

## Employees

console-employees-count = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
console-search-employees = Number or name
console-employees-empty = Nobody found
console-employees-empty-hint = Check the number or name. The roster is imported by an administrator.
console-number = Number
console-name = Name
console-tier = Tier
console-tier-executive = Executive
console-tier-manager = Manager
console-tier-staff = Staff
console-status = Status
console-status-active = Active
console-status-left = Left
console-status-inactive = Left
console-status-retired = Retired
console-person = Person
console-birth-date = Born
console-hire-date = Joined
console-phone = Phone
console-email = E-mail
console-language = Language
console-chats = Linked chats
console-chats-none = No chat linked yet
console-chats-none-hint = Issue a link code; the employee types it in the chat.
console-channel-telegram = Telegram
console-channel-web = Web chat
console-channel-webchat = Web chat
console-channel-email = E-mail
console-linked = linked { $time }
console-blocked = Can't be reached
console-muted = Reminders muted
console-code = Link code
console-code-issue = Issue link code
console-code-hint = Works once, within { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. Older codes stop working.
console-code-confirm = A chat is linked already. Issue another code all the same?
console-code-for = Link code for { $name } ({ $number })
console-code-how = Type these 8 characters into the benefits chat before { $date }. They work once.
console-code-once = Shown only this once: after leaving this page it can't be seen again.
console-copy = Copy
console-copied = Copied
console-print = Print
console-dependents = Dependents
console-dependents-none = No dependents on file.
console-relation-spouse = spouse
console-relation-child = child
console-relation-parent = parent
console-relation-self = self
console-covered-from = covered from { $date }
console-not-covered = not covered
console-elections = Elections
console-elections-none = Nothing elected yet.
console-waived = Waived
console-option-basic = Basic
console-option-standard = Standard
console-option-premium = Premium
console-monthly = { $employee } a month, company { $company }
console-from = from { $date }
console-employee-no-claims = No claims yet

## Enrolment

console-enrolment-hint = Enrolment windows of each company, and how far they are.
console-window-open = Open
console-window-coming = Coming
console-window-over = Closed
console-effective = effective { $date }
console-answered = { $count } of { $total } have answered
console-elected-count = { $count } elected
console-waived-count = { $count } waived
console-open-count = { $count } open
console-remind = Remind the { $count } who haven't
console-extend = Extend
console-closes = Closes on
console-opens = Opens on
console-effective-label = Effective from
console-windows-empty = No enrolment windows yet
console-windows-empty-hint = Open one for a company below.
console-window-new = Open a new window
console-window-name = Name
console-window-name-example = { $year } enrolment
console-window-open-do = Open window
console-window-opened = The window is set; it opens on { $opens }.
console-window-extended = Extended to { $closes }.

## Campaigns

console-campaign = Campaign
console-campaigns-hint = Remind the people concerned. It stops for those who act, and keeps quiet at night.
console-campaigns-empty = No campaigns yet
console-campaigns-empty-hint = The quickest start is an enrolment or missing-papers reminder.
console-campaign-new = New campaign
console-campaign-start-with = Start with:
console-draft-enrol-name = Enrolment reminder
console-draft-enrol = Hello {"{name}"}, enrolment closes on {"{deadline}"} and you haven't chosen yet. Tap below: it takes two minutes, and you can also choose to waive.
console-draft-papers-name = Missing papers
console-draft-papers = Hello {"{name}"}, one of your claims still lacks papers. We carry on as soon as they are in. Tap below to see what is needed.
console-campaign-what = What it is
console-campaign-name = Name (only HR sees it)
console-campaign-kind = Kind
console-campaign-kind-reminder = Reminder
console-campaign-kind-deadline = Deadline (can't be muted)
console-campaign-kind-survey = Survey
console-campaign-action = Button
console-campaign-action-none = No button
console-campaign-action-enrol = Choose benefits
console-campaign-action-claims = See my claims
console-campaign-action-ask = Ask a question
console-campaign-when = When
console-campaign-at = scheduled for { $time }
console-audience = Audience
console-audience-everyone = All active employees
console-audience-companies = Companies
console-audience-departments = Departments
console-audience-tiers = Tiers
console-audience-languages = Languages
console-audience-numbers = Numbers
console-audience-not-elected = Hasn't elected in
console-audience-missing-papers = Has a claim waiting for papers
console-audience-age = Age
console-audience-min-age = At least (years)
console-audience-max-age = At most (years)
console-audience-count = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }, { $reachable } of them reachable in a chat
console-audience-sample = For example
console-age-under30 = Under 30
console-age-30to50 = 30–49
console-age-from50 = 50 and over
console-campaign-texts = Texts
console-placeholders = Insert:
console-placeholder-name = name
console-placeholder-number = number
console-placeholder-department = department
console-placeholder-deadline = deadline
console-placeholder-company = company
console-preview = Preview
console-counting = Counting…
console-campaign-save = Save and preview
console-campaign-save-hint = Nothing is sent yet: you confirm once more on the next page.
console-campaign-saved = Saved as a draft. Please check it, then start.
console-campaign-state-draft = Draft
console-campaign-state-awaiting_approval = Awaiting approval
console-campaign-state-scheduled = Scheduled
console-campaign-state-running = Running
console-campaign-state-paused = Paused
console-campaign-state-done = Done
console-campaign-state-cancelled = Cancelled
console-campaign-now-draft = Saved.
console-campaign-now-scheduled = Scheduled; it starts by itself.
console-campaign-now-running = Sending now; results refresh by themselves.
console-campaign-now-paused = Paused; nothing more is sent for now.
console-campaign-now-cancelled = Cancelled. What was sent stays sent.
console-campaign-now-done = Done.
console-campaign-do-start = Start sending
console-campaign-do-schedule = Confirm schedule
console-campaign-do-pause = Pause
console-campaign-do-resume = Resume
console-campaign-do-cancel = Cancel campaign
console-campaign-confirm = This goes to { $count ->
        [one] { $count } person
       *[other] { $count } people
    }. Start?
console-campaign-confirm-cancel = Cancel this campaign?
console-campaign-copy = Copy to a new one
console-campaign-test = Test
console-campaign-test-number = Employee number for the test
console-campaign-test-send = Send test
console-campaign-test-hint = An HR account has no chat of its own: enter your own employee number. A test ignores quiet hours and counts nowhere.
console-campaign-tested = The test is on its way to { $name }.
console-as-seen-by = as { $name } sees it
console-planned = Planned
console-sent = Sent
console-tapped = Opened
console-acted = Acted
console-skipped = Skipped
console-failed = Failed
console-recipients = Recipients
console-recipients-first = The first { $count }; download the file for all.
console-recipient-planned = Planned
console-recipient-sent = Sent
console-recipient-failed = Failed
console-recipient-skipped = Skipped
console-results-number = Number
console-results-name = Name
console-results-department = Department
console-results-state = State
console-results-reason = Reason
console-results-sent = Sent
console-results-tapped = Opened
console-results-acted = Acted
console-delivery-reason-answer-lost = no answer came back; it may have arrived
console-delivery-reason-blocked = blocked by the person
console-delivery-reason-chat-not-found = chat not found
console-delivery-reason-bad-address = bad address
console-delivery-reason-bad-request = message refused
console-delivery-reason-text-too-long = text too long
console-delivery-reason-bad-markup = bad markup
console-delivery-reason-file-too-large = file too large
console-delivery-reason-refused = refused
console-delivery-reason-no-channel = no channel
console-delivery-reason-file-missing = its picture or document is gone: copy the campaign, add the file and send the copy
console-delivery-reason-retries-used-up = retries used up
console-delivery-reason-acted = has acted already
console-delivery-reason-muted = muted
console-delivery-reason-cancelled = campaign cancelled

## Questions

console-questions-hint = Questions employees gave to a person. Your reply appears in their chat.
console-questions-empty = No open questions
console-questions-empty-hint = They appear here when someone taps “Ask HR”.
console-bot-said = The bot said:
console-reply = Reply
console-reply-send = Send reply
console-reply-hint = No diagnoses please: it may show on a lock screen.
console-question-replied = Your reply is on its way.
console-answered-questions = Answered lately
console-gaps = What the documents didn't answer
console-gaps-empty = No gaps at the moment
console-asked-at = Asked
console-question = Question
console-gap-why = Why
console-band-answer = Answered
console-band-possibly_related = Only related text
console-band-refuse = Not in the documents

## Documents

console-documents = Documents
console-document = Document
console-documents-empty = No documents yet
console-documents-empty-hint = Publish plan documents so that questions can be answered.
console-version = Version
console-pages-count = Pages
console-page = page { $page }
console-passages = Passages
console-document-file = File (PDF, Word, Excel, web page, Markdown, text, e-mail)
console-document-publish = Publish
console-document-published = Published { $name }: { $pages } pages, { $passages } passages. Try a question above.
console-document-problem-encrypted = it has a password. Remove it and try again.
console-document-problem-empty = no text was found in it. If it is a scan, please use a clearer one or a text version.
console-document-problem-corrupt = it is damaged. Please export it again.
console-document-problem-unsupported = this kind of file isn't supported. Use PDF, Word (docx), Excel, HTML, Markdown, text or e-mail (eml).
console-document-remove = Remove
console-document-removed = Removed { $name }.
console-document-confirm = The bot will no longer cite { $name }. Remove it?
console-document-off = Documents are published and removed by HR administrators of the whole group, or with the ingest command on the server.
console-plans = Plan versions
console-plans-empty = No plans published yet
console-plans-empty-hint = Choose a plan file below to publish the first one.
console-plan-review = Before you publish
console-plan-problems = The file can't be published yet. Please correct this, and choose it again:
console-plan-changes = What changes
console-plan-no-changes = Nothing changes: the rules are those in force.
console-plan-simulation = The decided claims of the last year under both plans
console-plan-group-tier = By tier
console-plan-group-age = By age
console-plan-group-company = By company
console-plan-group-type = By type of claim
console-plan-old = Old plan
console-plan-new = New plan
console-plan-age-young = Under 30
console-plan-age-middle = 30–49
console-plan-age-old = 50 and over
console-plan-publish = Publish from { $date }
console-plan-look = Look at what changes
console-plan-file = Plan file (YAML)
console-plan-done = { $plan } is published, in force from { $date }.
console-figures = Figures in the documents, held against the plan
console-figures-hint = Whenever a document or a plan is published, the figures in the documents are held against the plans in force.
console-figures-none = Nothing to compare: no plan, or no document index in this process.
console-figures-warning = { $count ->
        [one] { $count } sentence in the documents contradicts
       *[other] { $count } sentences in the documents contradict
    } a plan: see “Plans”.
console-error-plan-text-missing = Please choose a plan file.
console-error-plan-backdated = A new plan can't hold from a day before today ({ $today }): claims of that time were decided by the rules of their day.
console-error-plan-starts-later = The file's own rules begin on { $date }; choose that day or a later one.
console-error-plan-published = This file is published from { $date } already.
console-published = Published
console-all-companies = All companies
console-ask-as = Ask as an employee
console-ask-as-hint = See what an employee would be told. It isn't recorded as their question.
console-ask-example = For example: how much of an outpatient bill is paid?
console-ask-number = Employee number (optional)
console-ask-language = Language
console-ask-date = As of
console-ask-do = Ask
console-ask-refused = The documents don't say; the employee would be offered a person in HR.
console-figure-for = For { $name }
console-figure-accumulated = This year so far
console-figure-deductible = Deductible
console-figure-cover = Cover
console-figure-limit = Limit
console-figure-used = Used
console-figure-left = Left
console-figure-sessions = Free sessions
console-figure-elected = Elected

## Reports

console-reports-hint = By the day of decision.
console-reports-empty = Nothing was decided in this period
console-reports-empty-hint = Try another period.
console-alerts = Worth a look
console-alert-month-growth = { $company } paid { $percent } % more in { $month } than the month before.
console-alert-off-catalogue = { $percent } % of what { $company } was billed is outside the catalogue, above 30 %.
console-report-payable = Paid
console-report-eligible = Eligible
console-report-claims = Claims
console-report-people = People
console-report-of-people = { $people } of { $employees } people
console-report-automatic = Automatic
console-report-rejected = Rejected
console-report-target = target { $target }
console-report-hours = Time to decision (median)
console-report-slowest = slowest { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
console-hours = { $count } h
console-days-long = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
console-report-paid-share = Share of bills paid
console-report-off-catalogue = Outside the catalogue
console-report-duplicates = Duplicates stopped
console-report-satisfaction = Satisfaction (1–5)
console-report-by-company = By company
console-report-by-department = By department
console-report-by-type = By type
console-report-by-month = By month
console-report-company = Company
console-report-department = Department
console-report-type = Type
console-report-month = Month
console-report-share = Share
console-report-use = Utilisation
console-report-rate = Share of staff

## Deliveries and audit

console-deliveries-hint = Every message is retried. What still fails is listed below and can be sent again.
console-jobs-open = Waiting
console-jobs-leased = Under way
console-jobs-done = Done
console-jobs-dead = Failed
console-dead = Failed messages
console-dead-empty = No failed messages
console-job-kind = What
console-job-error = Why
console-job-dead-at = When
console-job-attempts = Tries
console-job-notice = Notice
console-job-delivery = Message
console-job-campaign-page = Campaign page
console-job-campaign-message = Campaign message
console-job-claim-decide = Deciding a claim
console-job-receipt-read = Reading a receipt
console-send-again = Send again
console-delivery-again = Back in the queue.
console-unreachable = People out of reach
console-unreachable-hint = No message reaches these people. Issue a link code or tell them in person.
console-unreachable-why = Why
console-unreachable-empty = Everyone can be reached
console-unreachable-instead = Instead
console-unreachable-email = gets e-mail
console-unreachable-code = issue a link code
console-delivery-again-hint = “Send again” words it afresh and takes whatever channel reaches the person now.
console-never-linked = No chat linked
console-audit-hint = Every look and every change is kept. It can only grow, and tampering shows.
console-audit-at = When
console-audit-who = Who
console-audit-what = What
console-audit-on = On
console-audit-data = Details
console-audit-empty = No entries yet

## Why a claim needs a person (codes of the checks)

check-type_needs_review = Claims of this type are always decided by a person.
check-above_automatic_limit = It pays more than the { $limit } that may be decided automatically.
check-typed_by_hand = The receipt wasn't read; the employee typed everything. Please compare with the original.
check-corrected_fields = The employee changed what was read: { $fields }.
check-doubtful_reading = The reading is in doubt: { $problems }
check-unsure_fields = Read with little confidence: { $fields }.
check-patient_missing = No patient's name was read on the receipt.
check-other_patient = The patient on the receipt isn't the person claimed for.
check-number_missing = No receipt number was read, so duplicates can't be ruled out.
check-nothing_billed = The amount is 0 or wasn't read.
check-duplicate_in_claim = The same receipt is in this claim twice.
check-duplicate = Looks like { $claim } ({ $why }).
check-possibly_altered =
    { $count ->
        [one] The file shows a sign that it may have been changed; see below its picture.
       *[other] The file shows { $count } signs that it may have been changed; see below its picture.
    }
check-authority_objects = Bill authority: { $status }.
check-many_claims = { $count } claims within 30 days.
check-late_service_date = { $days ->
        [one] { $days } day
       *[other] { $days } days
    } since the service date, close to the time limit.
check-round_sum = The total is a round { $total }; worth a second look.

console-appeals = Appeals
console-appeals-hint = The employee disagrees with the decision. Somebody who hasn't decided the claim answers, with representatives of the employees and the insurer, within 10 working days.
console-appeal = Appeal
console-appeal-filed = Filed
console-appeal-answer-by = Answer by
console-appeal-late = overdue
console-appeal-reason = The employee's reason
console-appeal-was = Decision so far: { $state }, pays { $payable }, by { $who }
console-appeal-who-system = the system
console-appeal-now = By the rules, with the papers as they are read now: { $payable }
console-appeal-now-hint = Correct what was read wrongly first, then save and work out again. An appeal can only add to the payment.
console-appeal-note = Why it is decided so (the employee reads this), and who took part
console-appeal-uphold = Let the decision stand
console-appeal-change = Change it to { $payable }
console-appeal-own = You decided this claim; a colleague has to decide the appeal.
console-appeal-upheld = { $number }: the decision stands, and the employee is told.
console-appeal-changed = { $number }: it pays { $payable } now, and the employee is told.
console-action-uphold = Decision upheld
console-error-appeal-own-decision = You decided { $number }; a colleague has to decide the appeal.
console-error-appeal-no-more = Worked out again it pays { $payable }, no more than the { $before } before. Correct what was read wrongly first, or let the decision stand.
console-citation-open = Show where it stands
console-appeal-added = added with this appeal
console-appeal-papers = The employee added { $count ->
    [one] a paper
   *[other] { $count } papers
} with this appeal; they stand with the others below.
console-appeal-day-unsure = The public holidays of { $year } that are moved aren't known here yet: the day may shift.
console-task-recover = { $count ->
    [one] overpayment to recover
   *[other] overpayments to recover
}
console-employee-number = Employee number
console-paid-so-far = Paid so far
console-to-recover = To recover
console-to-recover-hint = Paid before a correction came to less. The employees have been told that finance will contact them; nothing is deducted by itself. Note here what has come back.
console-to-recover-file = Download as CSV
console-recovered-amount = Come back
console-recovered-send = Note
console-recovered-confirm = Has the money for { $number } come back? The employee is told.
console-recovered = { $number }: { $amount } has come back, { $left } is left. The employee is told.
console-reopen-paid = { $paid } has been paid already: what comes out less is to be recovered by finance, and the employee is told.
console-again-recover = { $paid } has been paid already, so { $owed } is to be recovered from the employee, who is told.
console-error-recovery-amount = Please give an amount above 0 and at most { $most }.
console-error-recovery-changed = { $number }: what is to be recovered is { $left } by now. Nothing was noted; please look again.
console-action-settle = Paid already
console-action-recover = Overpayment returned
console-events = Life events
console-events-hint = Declared in the chat: elections are open for 30 days from the event, at once. Confirm what is proved; refusing cancels what was chosen on it.
console-event = Event
console-event-day = Day
console-event-declared-at = Declared
console-event-proof = Proof
console-event-proof-none = not sent yet
console-event-proof-open = Download
console-event-state-declared = to be checked
console-event-state-confirmed = confirmed
console-event-state-refused = refused
console-event-confirm = Confirm
console-event-refuse = Refuse
console-event-refuse-why = Why (the employee reads this)
console-event-confirmed = Confirmed; the employee is told.
console-event-refused = Refused; what was chosen on it is cancelled, and the employee is told.
console-error-event-checked = This event has been checked already, perhaps by a colleague.
console-error-event-not-found = That event isn't there any more.
console-task-events = { $count ->
    [one] life event to check
   *[other] life events to check
}
