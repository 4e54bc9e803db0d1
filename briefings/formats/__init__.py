"""A briefing in the formats people work on in: comma-separated lists, workbooks of sheets, a text to edit, one archive of all."""
