## Console: gaps, drafts of documents, synonyms, emergency contacts

console-nav-synonyms = Synonyms

console-gaps-hint = Questions the documents didn't answer, answers rated down, and questions passed to HR; similar ones together. Answer one once: it becomes a document, and those who asked are told.
console-gaps-empty-open = No gaps at the moment
console-gaps-empty-answered = No gap has been answered yet
console-gaps-empty-dismissed = No gap has been set aside
console-gap-state-open = To answer
console-gap-state-answered = Answered
console-gap-state-dismissed = Set aside
console-gap-people = People
console-gap-times = { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
console-gap-waiting = Want to be told
console-gap-newest = Last asked
console-gap-why-refused = Not in the documents
console-gap-why-related = Only related passages
console-gap-why-rated_down = Rated down
console-gap-why-handed_over = Passed to HR
console-rating-reason-wrong = Incorrect
console-rating-reason-other_question = Not what was asked
console-rating-reason-unclear = Not understood
console-gap-summary = Asked by { $people ->
        [one] { $people } person
       *[other] { $people } people
    }, { $count ->
        [one] { $count } time
       *[other] { $count } times
    }; { $waiting ->
        [one] { $waiting } wants
       *[other] { $waiting } want
    } to be told
console-gap-wordings = How people asked
console-gap-nameless = Names and numbers are masked.
console-gap-answer = Answer
console-gap-answer-hint = Try it first, then publish. Once published it is a document like any other: answers cite it, and you can find and remove it under “Documents & plans”.
console-gap-title = Title (employees see it as the source)
console-gap-text = Answer ({ $language })
console-gap-languages = Versions in other languages (optional; without one, the version above is sent)
console-gap-try = Save and try
console-gap-preview = Try before publishing
console-gap-preview-hint = This is what employees would be told when they ask so. Nothing is published yet.
console-gap-not-found = Asked like this, your answer isn't found yet: use people's words in the title or the answer, or add a line under “Synonyms”.
console-gap-publish = Publish and tell { $waiting ->
        [one] { $waiting } person
       *[other] { $waiting } people
    }
console-gap-publish-confirm = Publish this answer and tell { $waiting ->
        [one] the person who waits for it?
       *[other] the { $waiting } people who wait for it?
    }
console-gap-published = “{ $name }” is published; { $told ->
        [one] { $told } person
       *[other] { $told } people
    } will be told.
console-gap-head-office = Answers are read by the whole group: an HR administrator of the group publishes them. You can reply to your own company's people one by one above.
console-gap-dismiss = Leave it out of the documents
console-gap-dismiss-do = Set aside
console-gap-dismissed = Set aside. The same question asked again goes here too.
console-gap-reopen = Open again
console-gap-reopened = Open again.
console-gap-reason-label = Reason
console-gap-reason-not_benefits = Not about benefits
console-gap-reason-documents_say = The documents say it already
console-gap-reason-personal = A personal matter, to be answered one by one
console-gap-reason-other = Other
console-choose = Please choose
console-ratings-csv = Export ratings (CSV)
console-ratings-asked-at = Asked at
console-ratings-language = Language
console-ratings-question = Question (no names)
console-ratings-answer = Answer
console-ratings-band = Confidence
console-ratings-rating = Rating
console-ratings-why = Reason
console-ratings-topic = Benefit
console-ratings-document = Document
console-ratings-version = Version

console-care = Emergency contacts
console-care-hint = When somebody writes of self-harm or despair, the bot gives the national lines and these contacts at once. What they wrote never shows in the console.
console-care-missing = No contacts of the company yet: only the national lines are given. Please add them.
console-care-contacts = One a line, at most 4
console-care-example = For example: Employee care, Ms Li, extension 8601
console-care-save = Save
console-care-kept = Emergency contacts saved.
console-error-care-contacts = At most { $most } lines of up to { $longest } characters.

console-error-gap-not-found = This gap can't be found, or nobody of your companies asked.
console-error-gap-closed = “{ $title }” has been dealt with already.
console-error-gap-title = The title needs 2–{ $most } characters.
console-error-gap-answer = Please write an answer.
console-error-gap-answer-long = An answer has at most { $most } characters; upload a longer one as a document.
console-error-draft-not-found = This draft has been published or deleted.
console-error-publishing-off = No document library is connected here. Please use the ingest command on the server.
console-error-head-office-only = An HR administrator of the whole group does this.

console-drafts = Drafts to publish
console-drafts-hint = Employees don't see these yet: try and publish each once it is read.
console-draft = Draft
console-draft-open = Look and publish
console-draft-read = { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }, { $characters } characters
console-draft-at-once = in force once published
console-draft-replaces = Publishing replaces the present { $name } (version { $version }). To keep the old version, upload again with an effective date.
console-draft-preparing = This is a long document and is still being prepared for search ({ $done } %). You can try and publish it once that is done; read the report meanwhile, and leave this page if you like.
console-draft-refresh = Refresh
console-draft-waiting = Received, waiting to be read; it may queue behind other files for a while.
console-draft-reading-pages = Reading: { $done } of { $of } pages so far
console-draft-reading-scans = Recognising scanned pages: { $done } of { $of } so far
console-draft-reading-hint = A scanned page takes a few seconds. You can leave this page and carry on under Documents once it is read; a restart doesn't lose what has been read.
console-draft-refused = Not read: { $problem }
console-draft-refused-hint = Employees don't see this document. Upload it again once that is mended; this entry can be deleted.
console-draft-see = Look
console-draft-drop = Delete draft
console-draft-drop-confirm = Delete the draft of { $name }?
console-draft-dropped = Draft deleted.
console-doubtful-count = Doubtful
console-document-read = Read
console-document-upload-hint = You see first what was read and can try it; then you publish. With an effective date a version is added that counts from that day; without one the document of this name is replaced.
console-not-yet = not in force yet
console-ask-draft-hint = Asked as if it were published, on its effective date unless you choose one. Employees can't see it yet, and nothing is recorded.
console-report = What was read
console-doubtful = Doubtful lines
console-doubtful-hint = These may be misread or garbled; please compare them with the original.
console-doubtful-none = No doubtful lines.
console-document-doubt-attachment = The attachment “{ $about }” was not read: { $why }
console-document-doubt-sheet_cut = The sheet “{ $about }” is too long: only its first { $number } rows were read.
console-document-doubt-pages_cut = Only the first { $number } of { $about } pages were read; split the rest off and upload it.
console-document-doubt-text_cut = The text is too long: only its first { $number } characters were read.
console-document-doubt-scanned = Page { $about } is a scan; its text was recognised from the picture, so please compare it with the original.
console-document-doubt-scan_empty = Page { $about } is a scan on which no text was found; unless it is blank, please use a clearer scan.
console-document-doubt-not_scanned = Page { $about } is a scan and was not read; please provide a version with text.
console-document-doubt-undecodable = { $number ->
        [one] { $number } character
       *[other] { $number } characters
    } could not be read (taken as { $about }); save the file as UTF-8 and upload it again.
console-document-doubt-repaired = Garbled text was restored, please check: { $about }
console-document-doubt-unreadable = Unreadable: { $about }
console-dropped = Lines left out
console-dropped-hint = Page furniture, adverts, inline readings and the like; never used in answers.
console-more-lines = { $count ->
        [one] { $count } more line
       *[other] { $count } more lines
    }
console-read-text = The text as read
console-document-problem-too_large = it is too big or has too many pages (at most 60 MB and 2,500 pages). Please split it.
console-document-problem-archive_bomb = it unfolds to far too much, so it was not read. Please save it again and retry.
console-document-problem-missing = it didn't arrive. Please try again.
console-document-problem-gave_up = reading it broke off several times. Please split it or use a text version, and upload it again.
console-document-problem-too_many = only the first 20 attachments of an e-mail are read. Upload it on its own if it matters.
console-document-problem-too_deep = it is inside too many forwarded e-mails. Upload it on its own if it matters.

console-synonyms-hint = Left, what people say; right, the terms of the documents. Used in searches as soon as you save.
console-synonyms-list = One entry a line: said, said = term, term
console-synonyms-example = chipped tooth = dental, dentist
console-synonyms-save = Save
console-synonyms-kept = { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    } saved, in use at once.
console-synonyms-suggested = Suggestions
console-synonyms-suggested-hint = People asked this way first and found nothing, then found it in other words. Tap one to add it above, then save.
console-error-synonym-line = This line can't be read: “{ $line }”. Please write “said = term”.
console-error-synonyms-many = At most { $most } entries.
