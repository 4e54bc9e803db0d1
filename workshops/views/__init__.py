"""Pages of a room: choosing a sheet, leading, taking part, watching."""
