## Taking in documents: how each one was read, and what to do next

error-document-not-found = There is no document called “{ $document }”. Please check the name in the list of documents.
error-collection-name = A collection's name may hold letters, digits, underscores and hyphens, at most 60 of them.

knowledge-problem-missing = The file is gone. Please choose it again.
knowledge-problem-empty = No text was found. If it is a scan, switch text recognition on and import it again.
knowledge-problem-encrypted = The file has a password. Please remove it and import the file again.
knowledge-problem-corrupt = The file can't be opened; it may be damaged. Please export it again.
knowledge-problem-too_large = The file is too large. Please split it and import the parts.
knowledge-problem-archive_bomb = Unpacked, this file is abnormally large, so it wasn't read. Please export it again.
knowledge-problem-unsupported = This kind of file isn't supported yet. Please use PDF, Word (docx), Excel (xlsx), web page, Markdown, text or e-mail (eml).
