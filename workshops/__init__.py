"""Together: a room on one workbook."""
