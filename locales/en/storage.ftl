## Database, backup and restore
error-already-exists = That record is there already. Nothing was saved; please look at the existing one.
error-still-in-use = Something else still refers to this record, so it can't be removed.
error-audit-head-missing = The end of the audit trail is missing, so nothing can be recorded. Restore a backup, or tell whoever is in charge of security.
error-database-migration-failed = The database could not be updated ({ $reason }). It is as it was before. Please report this.
error-backup-missing = There is no backup { $file }. Please check the path.
error-backup-damaged = The backup is damaged ({ $file }). Nothing was changed; use another copy.
error-backup-failed = The copy failed: { $reason }. Nothing was changed; check disk space and the connection, then try again.
error-backup-other-database = This backup was made from { $found }. Set DATABASE_URL to a database of that kind.
error-restore-not-empty = { $url } holds data already. Choose an empty database, or add --replace to overwrite it.
error-tool-missing = { $tool } is needed for this and was not found. On Debian: apt-get install postgresql-client
