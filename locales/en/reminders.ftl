## Ready-made words of the automatic reminders (HR may change them)
reminder-enrolment = Hello {"{name}"}, enrolment closes on {"{deadline}"} and you haven't chosen yet. Tap below: it takes two minutes, and you can also choose to waive.
reminder-late-filing = Hello {"{name}"}, your claim for {"{visit}"} is still a draft. Hand it in by {"{deadline}"}: after that it can't be paid.
reminder-papers = Hello {"{name}"}, claim {"{claim}"} is waiting for papers from you. We carry on as soon as they are in.
reminder-drafts = Hello {"{name}"}, the claim you began on {"{started}"} hasn't been handed in. Everything is kept: tap below to go on.
reminder-unused = Hello {"{name}"}, you haven't used this year's {"{benefits}"}. It lapses after {"{deadline}"}. Ask me how to use it.

## Names and times as employees see them
reminder-name-enrolment = Enrolment deadline
reminder-when-enrolment = when enrolment is about to close and you haven't chosen
reminder-name-late-filing = Last day for a claim
reminder-when-late-filing = when a draft is about to be too late
reminder-name-papers = Missing papers
reminder-when-papers = when a claim waits for papers from you
reminder-name-drafts = Claims not handed in
reminder-when-drafts = when a draft has lain untouched for days
reminder-name-unused = Unused benefits
reminder-when-unused = when a yearly allowance is about to lapse unused

button-flow-enrol = Choose now
button-flow-claims = See my claims
button-flow-claim = Start a claim
button-flow-ask = I have a question
button-flow-menu = See what I can do
button-reminder-mute = 🔕 Stop this kind
button-reminder-unmute = Undo, keep reminding me
button-reminder-settings = Reminder settings
reminder-muted = All right, no more “{ $name }” reminders. You can resume them at any time.

reminders-on = <b>Reminder settings</b>
    📌 is a deadline and always reaches you; the others can be paused. Claim decisions always arrive.
reminders-off = <b>Reminder settings</b>
    All reminders that can be paused are <b>paused</b>. Deadlines and claim decisions still reach you.
reminders-where = Quiet hours: { $hours } ({ $zone })
button-pause = 🔔 Pause: { $name }
button-resume = 🔕 Resume: { $name }
button-mute = Pause all reminders
button-unmute = Resume all reminders
button-quiet = Quiet hours: { $hours }
button-zone = My time zone
button-held = Reminders held back ({ $count })
quiet-none = none
quiet-ask = When should no reminders come? In your time zone.
button-quiet-none = No quiet hours
button-quiet-company = As the company has it
zone-ask = Where are you? The local time stands beside each.
button-zone-company = Same as the company
zone-shanghai = Beijing / Shanghai
zone-tokyo = Tokyo
zone-bangkok = Bangkok
zone-dubai = Dubai
zone-london = London
zone-berlin = Berlin
zone-new-york = New York
zone-los-angeles = Los Angeles
zone-sydney = Sydney
reminder-held =
    <b>Reminders not sent while paused</b>
    { $lines }
reminder-held-line = { $day } · { $name }
reminder-none = No reminders were held back.
saved = Saved

## Surveys and quizzes
survey-place = Question { $place } of { $count }
survey-several = Choose as many as you like, then tap “Next”.
survey-in-chat = Please open the benefits chat to answer.
survey-scale-1 = 1 Very dissatisfied
survey-scale-2 = 2 Dissatisfied
survey-scale-3 = 3 Neither
survey-scale-4 = 4 Satisfied
survey-scale-5 = 5 Very satisfied
button-survey-back = ← Previous
button-survey-next = Next →
button-survey-change = Change my answers
survey-thanks = Thank you! You can change your answers until { $until }. Results are shown for 5 people or more only; nobody sees who answered what.
survey-trial = This is a test: nothing was kept.
quiz-done = <b>{ $right } of { $count } right</b>
quiz-right = Right answer: { $answer }

## Ready-made surveys
survey-satisfaction-overall = How satisfied are you with this month's benefits service?
survey-satisfaction-speed = How satisfied are you with how fast claims are paid?
survey-needs = Which elective benefits matter to you next year?
survey-quiz-late = Within how many days of a visit must a claim be handed in?
survey-quiz-late-option = { $number } days
survey-quiz-late-why = You have { $days } days from the day of the visit; the last one still counts.
survey-quiz-sessions = How many sessions of “{ $benefit }” are there a year?
survey-quiz-sessions-option = { $number } sessions
survey-quiz-sessions-why = There are { $count } sessions of “{ $benefit }” in each plan year; they don't carry over.
survey-quiz-yearly = How much does “{ $benefit }” pay a year at most?
survey-quiz-yearly-option = CNY { $number }
survey-quiz-yearly-why = “{ $benefit }” pays up to CNY { $amount } in each plan year; it doesn't carry over.

because-said-so = you said in the survey that you need it

error-survey-closed = This survey has ended and takes no more answers. Thank you!
error-reminder-not-mutable = Reminders of deadlines can't be paused, so that you don't miss one.
error-quiet-hours-wrong = These times can't be used. Please choose a span from the list.
error-time-zone-unknown = This time zone isn't known. Please choose one from the list.
