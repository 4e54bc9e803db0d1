"""Forms of a workshop."""
