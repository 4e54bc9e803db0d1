"""How quick the workbook is, as ratios against references measured in the same run."""
