"""What one person gets of all that is known of them: as JSON, and to read."""
