## When something goes wrong: what happened, what to do next

error-family-error = Sorry, that didn't work. Please try again later, or contact HR{ $hr }.
error-family-not-found = I couldn't find that; it may have changed. Please start again from the menu.
error-family-not-permitted = You don't have the right to do that.
error-family-invalid-input = That entry isn't right; please check and try again.
error-family-conflict = Things have just changed; please carry on from the latest message.
error-family-unavailable = The system can't be reached right now. Nothing of yours is lost; please try again in a few minutes.
error-unknown = Sorry, that didn't work. Please try again later.

error-code-unknown = That code isn't right. { $left ->
        [one] { $left } more try
       *[other] { $left } more tries
    }. Please compare it with the 8 characters from HR.
error-code-used = That code has been used already. Please ask HR{ $hr } for a new one.
error-code-expired = That code is no longer valid. Please ask HR{ $hr } for a new one.
error-code-locked = Too many wrong codes. Please try again in { $minutes } minutes, or contact HR{ $hr }.
error-phone-unknown = That number isn't on the staff list. Please type the 8-character code from HR.
error-not-linked = Please confirm who you are first: type the 8-character code from HR.
error-not-permitted = You don't have the right to do that.
error-other-company = You aren't responsible for that company.
error-language-unknown = There is no such language; please choose from the list.

error-field-not-money = “{ $text }” doesn't look like an amount. Please type a number only, e.g. 860.50.
error-field-not-date = “{ $text }” doesn't look like a date. Please write it like 2026-11-03.
error-date-in-future = { $date } is after today; please check the date.
error-field-unusable = I couldn't use that; please type it again (at most 80 characters).
error-file-too-large = The file is larger than { $limit_mb } MB. Please compress it, or just take a photo.
error-file-kind = I can't read this kind of file. Please send a photo (JPG, PNG, WebP, HEIC), PDF, OFD or XML.
error-file-gone = That file is no longer available; please send it again.
error-file-missing = That file can't be found right now; please send it again or contact HR.
error-files-unreachable = Files can't be stored right now. Please send it again in a few minutes; what you sent before is kept.
error-files-url-wrong = FILES_URL should be https://host/bucket/prefix; this one isn't: { $url }
error-too-many-papers = A claim takes at most { $limit } pictures. Please submit this one and open another for the rest.
error-claim-not-found = I couldn't find that claim. Send /claims to see all.
error-paper-not-found = That picture is no longer there. Please carry on from the latest message.
error-paper-kind-unknown = There is no such kind of paper; please use the buttons.
error-claim-not-editable = This claim has been submitted and can't be changed. Withdraw it first, or contact HR.
error-claim-already-submitted = Already submitted, number { $number }. No need to tap again.
error-claim-already-decided = Claim { $number } has already been decided.
error-claim-not-decided = Claim { $number } hasn't been decided yet.
error-claim-state = The claim has moved on, so that isn't possible now. Send /claims for the latest.
error-claim-action = You can't take that step yourself.
error-still-reading = The receipt is still being read; please submit in a few seconds.
error-fields-missing = One more thing to fill in: { $fieldname }.
error-papers-missing = Some papers are still missing; please add them first.
error-bill-invalid = “{ $fieldname }” isn't right; please check it before submitting.
error-bill-invalid-exceeds-total = “{ $fieldname }” is more than the receipt's total; please check.
error-bill-invalid-before-hire = The date is before you joined, so it isn't covered. Please check the date.
error-bill-invalid-after-submission = The date is after today; please check.
error-bill-invalid-not-positive = The amount must be more than 0.
error-plan-missing = Your company's plan hasn't been published yet, so nothing can be worked out. Please contact HR{ $hr }.
error-plan-not-found = There is no plan for that date. Please check the date or contact HR.
error-rating-range = Please rate from 1 to 5.
error-window-closed = Enrolment is closed, so this can't be changed now. Within 30 days of a life event you can ask HR.
error-elective-not-found = You can't choose that at the moment. Send /enrol to see what you can.
error-quote-invalid = That combination can't be priced; please choose another option.
error-quote-invalid-missing = Please choose which family members to cover first.
error-quote-invalid-relation-not-covered = This benefit doesn't cover that family member.
error-dependent-not-found = I couldn't find that family member; please choose again.
error-dependent-name = Please type the name (2–40 characters, as on the ID).
error-dependent-relation = Please choose the relation with the buttons.
error-question-not-found = I couldn't find that question; it may be too old. Please ask again.
error-passage-not-found = There are no more passages.
error-campaign-not-found = That reminder has ended.
error-knowledge-missing = The benefit documents aren't ready yet, so I can't answer. You can still claim or check progress, or contact HR{ $hr }.
error-redecision-changed = The figures have changed meanwhile: { $count ->
        [one] { $count } later claim is
       *[other] { $count } later claims are
    } affected. Please look at the list again before you confirm.
error-choice-made = You have already chosen; the answer is further down. To ask about another one, just type it.
error-appeal-reason = Please give a reason of { $least } to { $most } characters.
error-appeal-late = The time to appeal this claim is over (30 days after the decision). If something special kept you from it, contact HR.
error-appeal-not-yet = This claim can't be appealed yet: you can once it is decided and its money has arrived, so that nothing is held up.
error-appeal-once = This claim has been appealed already. If you still disagree, contact HR or ask the union to mediate.
error-appeal-gone = This claim can't be appealed now: it was appealed before, or the 30 days are over. Questions? Contact HR.
error-claim-was-paid = Money was paid for claim { $number } already, so it can't be withdrawn. Questions? Contact HR.
error-life-event-invalid = Please choose one of the events shown.
error-life-event-late = Changes can be made within { $days } days of the event; that ended on { $until }. You can choose again in the next enrolment period. If something special kept you from it, contact HR.
error-event-not-found = That life event is no longer there. Please start again with /enrol.
error-event-checked = HR has checked this life event already.
