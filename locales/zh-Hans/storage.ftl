## 数据库、备份与恢复
error-already-exists = 这条记录已经有了，没有重复保存。请查看原来的那条。
error-still-in-use = 还有别的记录用到它，暂时不能删除。
error-audit-head-missing = 审计记录的末端标记不见了，无法继续登记。请用备份恢复，或联系安全负责人。
error-database-migration-failed = 数据库升级没有成功（{ $reason }），已保持原样。请反馈给我们。
error-backup-missing = 没有找到备份文件 { $file }，请检查路径。
error-backup-damaged = 备份文件已损坏（{ $file }），什么都没有改动。请换另一份备份。
error-backup-failed = 复制没有完成：{ $reason }。什么都没有改动，请检查磁盘空间和连接后再试。
error-backup-other-database = 这份备份来自 { $found }，请把 DATABASE_URL 设为同类数据库。
error-restore-not-empty = { $url } 里已经有数据。请换一个空的数据库，或加上 --replace 覆盖它。
error-tool-missing = 这一步需要 { $tool }，但没有找到。Debian 上请运行：apt-get install postgresql-client
