## 文件入库：每份文件读得怎样，接下来做什么

error-document-not-found = 没有找到文件“{ $document }”。请在文件列表里核对名称。
error-collection-name = 文件集名称只能用字母、数字、汉字、下划线和连字符，最多 60 个字。

knowledge-problem-missing = 文件不在了，请重新选择。
knowledge-problem-empty = 没有读到文字。如果是扫描件，请先开启文字识别再导入。
knowledge-problem-encrypted = 文件有密码。请去掉密码后再导入。
knowledge-problem-corrupt = 文件打不开，可能已损坏。请重新导出一份。
knowledge-problem-too_large = 文件太大。请拆成几份再导入。
knowledge-problem-archive_bomb = 文件解压后异常地大，为安全起见没有读取。请重新导出一份。
knowledge-problem-unsupported = 暂不支持这种文件。请用 PDF、Word（docx）、Excel（xlsx）、网页、Markdown、文本或邮件（eml）。
