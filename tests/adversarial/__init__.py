"""Bad input of every kind against every form and page."""
