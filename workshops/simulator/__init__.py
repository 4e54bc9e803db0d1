"""A room of phones and screens that a computer plays, to see whether a word is lost when its server is killed."""
