"""Nothing is lost: backups that are checked, restoring them, whether the data are sound, and how the database must be set."""
