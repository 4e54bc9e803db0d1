"""Who: people, clusters and what each may see."""
