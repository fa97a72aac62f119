## 文件匯入：每份文件讀得怎樣，接下來做什麼

error-document-not-found = 找不到文件「{ $document }」。請在文件列表中核對名稱。
error-collection-name = 文件集名稱只能用字母、數字、漢字、底線和連字號，最多 60 個字。

knowledge-problem-missing = 檔案不在了，請重新選擇。
knowledge-problem-empty = 沒有讀到文字。如果是掃描件，請先開啟文字辨識再匯入。
knowledge-problem-encrypted = 檔案有密碼。請移除密碼後再匯入。
knowledge-problem-corrupt = 檔案打不開，可能已損壞。請重新匯出一份。
knowledge-problem-too_large = 檔案太大。請拆成幾份再匯入。
knowledge-problem-archive_bomb = 檔案解壓縮後異常地大，為安全起見沒有讀取。請重新匯出一份。
knowledge-problem-unsupported = 暫不支援這種檔案。請用 PDF、Word（docx）、Excel（xlsx）、網頁、Markdown、文字檔或郵件（eml）。
