"""Forms that turn what people type into values."""
