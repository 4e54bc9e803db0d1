"""A whole workbook as one JSON document: the one format of export, import, snapshot and briefing."""
