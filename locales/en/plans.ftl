### Plans: differences, problems of plan files, simulation, consistency check.

## Plan changes in words

plan-diff-benefit-new = New benefit: { $subject }
plan-diff-benefit-gone = Benefit removed: { $subject }
plan-diff-new = { $subject }: new { $what }: { $after }
plan-diff-gone = { $subject }: no { $what } any more (was { $before })
plan-diff-changed = { $subject }: { $what }: { $before } → { $after }
plan-diff-detail = { $what } ({ $detail })
plan-diff-from = From { $date }: { $change }
plan-diff-none = The two plans have the same rules.
plan-whole = Whole plan
plan-papers-of = { $type } claims
plan-money = CNY { $amount }
plan-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
plan-years = { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
plan-months = { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
plan-yes = yes
plan-no = no
plan-none = none
plan-or = {" "}or{" "}
plan-list-comma = ,{" "}

## Names of rules

plan-field-plan-year-starts = first day of the plan year
plan-field-late-filing-days = filing limit
plan-field-premium = monthly base premium
plan-field-age-factors = age factors
plan-field-tenure-discount = tenure discount for each completed year
plan-field-tenure-discount-at-most = highest tenure discount
plan-field-points = yearly benefit points
plan-field-point-value = value of a point
plan-field-points-per-activity = points for a health activity
plan-field-points-activity-at-most = most points from health activities
plan-field-life-events = qualifying life events
plan-field-life-event-days = days to change after a life event
plan-field-papers = papers
plan-field-kind = way of paying
plan-field-clause = clause
plan-field-requires = required election
plan-field-relations = people covered
plan-field-bands = reimbursement bands
plan-field-deductible = yearly deductible
plan-field-per-claim-limit = limit per claim
plan-field-monthly-limit = monthly limit
plan-field-annual-limit = annual limit
plan-field-lifetime-limit = lifetime limit
plan-field-annual-limit-shared = shared annual limit
plan-field-lifetime-limit-shared = shared lifetime limit
plan-field-cover = cover
plan-field-most-severe-grade = most severe disability grade
plan-field-sessions = free sessions a year
plan-field-grant = extra grant
plan-field-grant-above = burden above which the extra grant is paid
plan-field-per-hospital-day = aid per hospital day
plan-field-days-a-year = aided hospital days a year
plan-field-surgery = surgery aid
plan-field-severe-illness = severe illness aid
plan-field-own-expense = own expense counts
plan-field-companies = companies covered
plan-field-tiers = tiers covered
plan-field-waiting-days = waiting period
plan-field-tenure-months = shortest tenure
plan-field-youngest = lowest age
plan-field-oldest = highest age
plan-field-oldest-child = highest age of a child
plan-field-company-share = company's share
plan-field-options = options
plan-field-dependents = family members who can join
plan-field-contribution-at-least = lowest contribution
plan-field-contribution-at-most = highest contribution
plan-field-match-rate = company match
plan-field-match-at-most = highest company match (of salary)

## Ways of paying

plan-kind-reimbursement = reimbursement
plan-kind-lump-sum = lump sum
plan-kind-graded = by disability grade
plan-kind-sessions = by sessions
plan-kind-aid = fixed sums
plan-kind-contribution = contribution and match
plan-kind-umbrella = membership

## Words for tiers, options, relations, life events, surgery levels

plan-word-executive = executive
plan-word-manager = manager
plan-word-staff = staff
plan-word-basic = basic
plan-word-standard = standard
plan-word-premium = premium
plan-word-self = employee
plan-word-spouse = spouse
plan-word-child = child
plan-word-parent = parent
plan-word-marriage = marriage
plan-word-birth = birth
plan-word-adoption = adoption
plan-word-divorce = divorce
plan-word-death-of-dependent = death of a dependent
plan-word-loss-of-cover = loss of other cover
plan-word-new-hire = new hire
plan-word-move = move
plan-word-1 = level 1
plan-word-2 = level 2
plan-word-3 = level 3
plan-word-4 = level 4

## Claim types and papers

plan-type-outpatient = Outpatient
plan-type-inpatient = Inpatient
plan-type-pharmacy = Pharmacy
plan-type-critical-illness = Critical illness
plan-type-accident = Accident
plan-type-mutual-aid = Mutual aid
plan-type-high-end-medical = High-end medical
plan-type-check-up = Check-up
plan-type-fitness = Fitness
plan-type-counselling = Counselling
plan-type-gene-test = Gene test
plan-type-overseas-care = Overseas care
plan-type-special-need-clinic = Special-need clinic
plan-type-parents-medical = Parents' medical
plan-type-child-vaccines = Children's vaccines
plan-paper-invoice = invoice
plan-paper-visit-record = visit record
plan-paper-prescription = prescription
plan-paper-discharge-summary = discharge summary
plan-paper-settlement-statement = settlement statement
plan-paper-diagnosis-certificate = diagnosis certificate
plan-paper-pathology-report = pathology report
plan-paper-accident-statement = accident statement
plan-paper-disability-assessment = disability assessment

## Problems of a plan file

plan-problem-line = Line { $line } ({ $path }): { $problem }
plan-problem-suggestion = Suggestion: { $suggestion }
plan-check-good = The plan has no problems and can be published.
plan-problem-missing = “{ $value }” is missing
plan-problem-unknown-key = “{ $value }” is not a known entry
plan-problem-not-a-mapping = entries of the form “name: value” are expected here
plan-problem-not-a-list = a list is expected here
plan-problem-not-a-text = a text is expected here
plan-problem-unknown-value = “{ $value }” is not a value that can be used
plan-problem-not-a-number = “{ $value }” is not a number
plan-problem-negative = { $value } may not be negative
plan-problem-too-large = { $value } is too large
plan-problem-too-many-decimals = { $value } has too many decimals
plan-problem-rate-too-large = a rate of { $value } is above 100%; is a percent sign missing?
plan-problem-not-a-flag = “{ $value }” should be true or false
plan-problem-not-a-date = “{ $value }” is not a date
plan-problem-dates-not-ascending = the date { $value } is not later than the one before it
plan-problem-no-value-in-force = no value is in force on { $value }
plan-problem-no-benefits = the plan has no benefits
plan-problem-code-not-plain = the code “{ $value }” may only have small letters, digits and underscores
plan-problem-papers-missing = the papers for { $value } claims are not given
plan-problem-unknown-elective = “{ $value }” is not an elective benefit of this plan
plan-problem-claim-type-answered-twice = another benefit already answers this claim type: { $value }
plan-problem-not-a-month-and-day = “{ $value }” should be a month and a day
plan-problem-ages-not-ascending = ages are not in ascending order
plan-problem-ages-not-open-ended = the last age group may not have an upper end
plan-problem-clause-unreadable = the clause “{ $value }” should be “document § section”
plan-problem-rate-beside-bands = only one of “rate” and “bands” can be given
plan-problem-band-after-open-end = a band follows one that has no upper end
plan-problem-bands-not-from-zero = the first band should begin at 0
plan-problem-bands-gap = there is a gap between bands: { $value }
plan-problem-bands-overlap = bands overlap: { $value }
plan-problem-band-empty = a band's end should be above its start: { $value }
plan-problem-bands-not-open-ended = the last band may not have an upper end; nothing is said above { $value }
plan-problem-unknown-limit = there is no shared limit “{ $value }”
plan-problem-unknown-deductible = there is no deductible “{ $value }”
plan-problem-ages-crossed = the lowest age is above the highest: { $value }
plan-problem-kind-takes-no-claims = a benefit of this kind ({ $value }) takes no claims
plan-problem-yaml-unreadable = the file cannot be read: { $value }
plan-problem-file-too-large = the file “{ $value }” is too large
plan-problem-not-utf-8 = the file “{ $value }” is not UTF-8

## Simulation and consistency check

plan-simulation-total = { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    }: the old plan pays CNY { $before }, the new one CNY { $after }; the difference is { $difference }. { $gain } people gain, { $lose } lose, { $same } stay the same.
plan-simulation-refused = At least one of the plans can’t decide { $refused } of them (type unknown, or before its first day); they count as 0.
plan-audit-good = { $count ->
        [one] { $count } figure
       *[other] { $count } figures
    } checked: the documents agree with the plan.
plan-audit-none = No figures to check: no plan documents are published yet, or they state none of the plan’s figures.
plan-audit-found = { $document }{ $page }: “{ $sentence }” says { $stated }, the plan says { $expected } ({ $rule })
plan-audit-page = , page { $page }

## Steps of a calculation: base, rate and amount come formatted

step-total = Receipt total { $amount }
step-pool-paid = less paid by the basic insurance pool { $base }
step-other-insurer-paid = less paid by other insurers { $base }
step-excluded = less excluded items { $base }
step-own-expense = less items outside the catalogue { $base }
step-eligible = Eligible amount { $amount }
step-deductible = less yearly deductible { $base } (of { $limit }, { $left } left)
step-band = { $base } × { $rate } = { $amount }
step-extra-grant = Extra grant { $amount }
step-cover = Cover { $cover }, payment { $amount }
step-grade = Cover { $base } × { $rate } (disability grade { $grade }) = { $amount }
step-sessions = { $free } free sessions, { $amount }; { $remaining } left this year
step-hospital-days = { $days ->
        [one] { $days } hospital day
       *[other] { $days } hospital days
    } × { $base } = { $amount }
step-surgery = Surgery aid (level { $level }) { $amount }
step-severe-illness = Severe illness aid { $amount }
step-rounded = Rounded to the cent { $amount }
step-per-claim-limit = Limit per claim { $limit }: { $amount }
step-monthly-limit = Monthly limit { $limit }, { $left } left
step-annual-limit = Annual limit { $limit }, { $left } left
step-lifetime-limit = Lifetime limit { $limit }, { $left } left
step-refused = Nothing can be paid this time; the reason is below
step-payable = Paid this time { $amount }
step-base-premium = Base premium { $amount }
step-age-factor = Age { $age }, factor { $rate }: { $amount }
step-tenure-discount = { $years ->
        [one] { $years } year
       *[other] { $years } years
    } of service, discount { $rate }: { $amount }
step-company-share = The company pays { $rate }: { $amount }
step-employee-share = You pay { $rate }: { $amount }
step-points = { $points ->
        [one] { $points } point
       *[other] { $points } points
    } spent, a month: { $amount }
step-pay-per-use = No monthly cost; the company pays { $rate } of each bill
step-contribution = You contribute { $base } × { $rate } = { $amount }
step-match = The company adds { $amount }

## Reasons of a decision

reason-relation-not-covered = This benefit doesn't cover this family member.
reason-not-enrolled = This person wasn't enrolled yet on the day of the visit. Costs after enrolment can be claimed.
reason-cover-ended = Cover had ended by the day of the visit (last day { $covered_until }).
reason-not-elected = This is an elective benefit that you hadn't chosen. You can add it in the next election window.
reason-late-filing = It was filed { $days ->
        [one] { $days } day
       *[other] { $days } days
    } after the visit; the limit is { $allowed } days. If something kept you from it, you can appeal or ask HR.
reason-company-not-covered = Your company doesn't have this benefit.
reason-tier-not-covered = This benefit isn't open to your tier.
reason-too-young = This benefit begins at the age of { $allowed }.
reason-too-old = This benefit is for people up to the age of { $allowed }.
reason-tenure-too-short = This benefit begins after { $months ->
        [one] { $months } month
       *[other] { $months } months
    } of service.
reason-waiting-period = The waiting period of { $days ->
        [one] { $days } day
       *[other] { $days } days
    } wasn't over; cover begins on { $until }.
reason-nothing-eligible = After what basic insurance and others paid, nothing is left to reimburse.
reason-already-paid = This benefit is paid once, and it has been paid already.
reason-disability-grade-missing = Without a disability grade nothing can be paid yet. Please send the disability assessment once you have it.
reason-sessions-used-up = This year's { $allowed } free sessions are used up; they begin anew next year.
reason-nothing-to-grant = Without a hospital stay, surgery or severe illness there is nothing that mutual aid pays.
reason-days-used-up = This year's { $allowed } aided hospital days are used up.
reason-below-threshold = This is still within the part that isn't paid. It counts towards your year, so later costs are paid sooner.
reason-excluded-items = { $amount } are excluded items and can't be reimbursed.
reason-own-expense-excluded = { $amount } lie outside the insurance catalogue, which this plan doesn't cover.
reason-cover-limit = At most the cover of { $limit } is paid.
reason-per-claim-limit = At most { $limit } is paid for one claim.
reason-monthly-limit = The monthly limit is { $limit }; { $left } was left.
reason-annual-limit = The annual limit is { $limit }; { $left } was left before this claim.
reason-lifetime-limit = The lifetime limit is { $limit }; { $left } was left before this claim.

## Errors

error-plan-invalid = The plan file has problems and cannot be used yet. Please correct what is listed and try again.
error-plan-file-not-found = The plan file was not found: { $path }
error-cases-not-found = The case file was not found or cannot be read: { $path }
error-cases-unreadable = The case file is not valid JSON (line { $line }): { $reason }
