"""Tags of workbook pages."""
