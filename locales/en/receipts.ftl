## Reading receipts: problems, fields, kinds

receipt-problem-unreadable = I couldn't read this picture.
receipt-problem-not_a_receipt = This doesn't look like a receipt: I found no amount or number. Your draft is kept; please send an invoice, receipt or statement. If it is one, you can type it in.
receipt-problem-total_mismatch = The amounts on this receipt don't agree with each other. Please check and type the total.
receipt-problem-total_unconfirmed = I couldn't read the total clearly. Please type it.
receipt-problem-parts_mismatch = The insurance and personal payments don't add up to the total. Please check them.
receipt-problem-number_unclear = I couldn't read the receipt number clearly. Please type it.
receipt-problem-future_date = The date is in the future. Please check it.
receipt-problem-qr_mismatch = The QR code and the printed text differ. A reviewer will check.
receipt-problem-low_quality = The picture isn't very clear. Please check each value, or send a better one.
receipt-problem-file_too_large = The file is too large. Please send one of at most 20 MB.
receipt-problem-too_many_pixels = The picture is too large. Please send a photo taken with your phone.
receipt-problem-too_many_pages = The file has too many pages. Please send only the pages with receipts (at most 20).
receipt-problem-too_much_inside = There is too much inside this file to open it. Please send only the receipt, or a screenshot of it.
receipt-problem-unsupported = I can't read this kind of file. Please send a photo, a PDF, an OFD or an XML e-invoice.
receipt-problem-encrypted = The file is protected by a password. Please remove the password and send it again.
receipt-problem-corrupt = The file can't be opened; it may be damaged. Please save it again, or take a photo.
receipt-problem-empty = The file is empty. Please send it again.
receipt-problem-gave_up = I couldn't finish reading this file. Please try another photo, or type the values.
receipt-problem-not_found = There is no such file.

receipt-advice-photo = For a better photo: lay the receipt flat in even light without shadows, get all four corners in, and hold the phone straight above it. If that doesn't help, send the original picture as a file, or type the values yourself.

receipt-field-kind = Kind of receipt
receipt-field-code = Receipt code
receipt-field-number = Receipt number
receipt-field-check_code = Check code
receipt-field-date = Date
receipt-field-patient = Patient or buyer
receipt-field-seller = Provider
receipt-field-total = Total
receipt-field-pool_paid = Paid by the insurance pool
receipt-field-personal_account_paid = Paid from the personal account
receipt-field-own_pay = Self-pay (in the catalogue)
receipt-field-own_expense = Own expense (outside the catalogue)
receipt-field-other_paid = Other payments
receipt-field-items = Items

receipt-kind-outpatient = Outpatient receipt
receipt-kind-inpatient = Inpatient receipt
receipt-kind-einvoice = E-invoice
receipt-kind-vat = VAT invoice
receipt-kind-settlement = Hospital settlement statement
receipt-kind-pharmacy = Pharmacy receipt
receipt-kind-till = Till receipt
receipt-kind-unknown = Unknown receipt

receipt-duplicate-same_file = Exactly the same file was sent before
receipt-duplicate-same_number = A receipt with this number was sent before
receipt-duplicate-same_facts = A receipt with the same total, date and provider was sent before
receipt-duplicate-similar_text = The text is very similar to an earlier receipt; it may be another photo of the same paper

receipt-note-edited_with = The file was edited with “{ $software }”
receipt-note-saved_after_issue = The file was changed long after the receipt was issued ({ $date })
receipt-note-dated_before_issue = The photo is older than the receipt ({ $date })
receipt-note-several_revisions = The PDF was saved in { $count } revisions; its content may have been changed
receipt-note-pasted_area = The picture around “{ $field }” differs from its surroundings; it may have been pasted
receipt-note-sums_disagree = The amounts on the receipt don't add up
receipt-note-qr_disagrees = The QR code and the printed text differ
