"""A briefing as a text to edit (DOCX), made of the same printed page as its PDF."""
