"""On paper: editions, briefings and everything printed."""
