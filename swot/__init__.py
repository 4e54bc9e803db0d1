"""What: the curated templates and the workbooks that answer them."""
