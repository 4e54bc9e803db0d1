"""One small function for each part of the catalogue: `(scene, part)` gives what its template prints, None when empty."""
