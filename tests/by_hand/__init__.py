"""Checks that need programs which are no part of the project's tests; each is run by hand and says what it found."""
