"""Pure functions of a workshop: marks, tallies, likely duplicates."""
