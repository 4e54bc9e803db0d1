"""HTML to PDF in a process of its own: with limits, without a network, the same bytes for the same input."""
