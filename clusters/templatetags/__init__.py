"""Template tags of the parts every page is made of."""
