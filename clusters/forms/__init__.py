"""Forms of accounts, clusters and the kind finder."""
