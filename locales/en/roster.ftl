## The demo company
demo-group = Yunshan Technology Group
demo-window-name = Benefit election { $year }
demo-story-family = married with a child; one claim is being paid out
demo-story-partly = reads traditional Chinese; one claim last month was paid in part
demo-story-papers = speaks English; one claim waits for a clearer visit record

## Importing the roster
roster-report = { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }: { $added } added, { $changed } changed, { $unchanged } unchanged, { $left } marked as left, { $rejected } not imported.
roster-line = Row { $row }, { $field }: { $problem }
roster-problem-value-missing = must be filled in
roster-problem-not-date = is no date; write it as 2026-01-31
roster-problem-date-unclear = day and month can't be told apart; write it as 2026-01-31
roster-problem-before-birth = is before the birth date
roster-problem-not-money = is no amount of money
roster-problem-not-phone = is no phone number; this field was left as it was
roster-problem-not-email = is no e-mail address; this field was left as it was
roster-problem-not-account = is no bank account; this field was left as it was
roster-problem-digits-lost = was rounded by the spreadsheet; set the column to text and export again
roster-problem-word-unknown = is not a word we know here
roster-problem-too-long = is too long
roster-problem-duplicate-row = repeats an earlier row; the first one counts
roster-problem-employee-unknown = is no employee number of the roster
roster-problem-other-company = belongs to a company you are not responsible for
roster-field-number = employee number
roster-field-name = name
roster-field-company-code = company code
roster-field-company-name = company
roster-field-department = department
roster-field-tier = tier
roster-field-birth-date = birth date
roster-field-hire-date = hire date
roster-field-monthly-salary = monthly salary
roster-field-phone = phone
roster-field-email = e-mail
roster-field-language = language
roster-field-bank-account = bank account
roster-field-status = status
roster-field-relation = relation
roster-field-id-number = ID number
roster-field-enrolled-from = covered from
roster-field-enrolled-until = covered until
error-roster-empty = This file is empty. Please export it again and upload it.
error-roster-too-large = The file is too large (at most { $limit } MB). Please upload it company by company.
error-roster-unreadable = This file can't be opened; it may be damaged. Please save it as XLSX or CSV and try again.
error-roster-format = Please upload the roster as XLSX or CSV.
error-roster-headers = The required headings were not found ({ $missing }). Please check the heading row and upload it again.
error-roster-not-employees = A file of dependents can't mark people as left. Please clear that option and import again.
demo-care = Employee care line, extension 8601 (working days 9:00–18:00)
