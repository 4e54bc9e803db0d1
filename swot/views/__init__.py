"""Pages of a workbook, one module a room."""
