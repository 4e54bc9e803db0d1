"""Paper for a table, a wall and a host: blank sheets to write on, the matrix as a poster, a pack for a workshop."""
