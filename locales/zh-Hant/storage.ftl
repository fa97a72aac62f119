## 數據庫、備份與還原
error-already-exists = 這筆記錄已經有了，沒有重複儲存。請查看原來的那筆。
error-still-in-use = 還有其他記錄用到它，暫時不能刪除。
error-audit-head-missing = 審計記錄的末端標記不見了，無法繼續登記。請用備份還原，或聯絡安全負責人。
error-database-migration-failed = 數據庫升級沒有成功（{ $reason }），已保持原樣。請回報給我們。
error-backup-missing = 找不到備份檔 { $file }，請檢查路徑。
error-backup-damaged = 備份檔已損壞（{ $file }），什麼都沒有改動。請換另一份備份。
error-backup-failed = 複製沒有完成：{ $reason }。什麼都沒有改動，請檢查磁碟空間和連線後再試。
error-backup-other-database = 這份備份來自 { $found }，請把 DATABASE_URL 設為同類數據庫。
error-restore-not-empty = { $url } 裡已經有資料。請換一個空的數據庫，或加上 --replace 覆蓋它。
error-tool-missing = 這一步需要 { $tool }，但找不到。Debian 上請執行：apt-get install postgresql-client
