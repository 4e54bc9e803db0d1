"""A template version as one file, JSON or YAML, in the format of `library/`: read, written, and what taking it would do."""
