"""What is open to phones, screens and leaders while a workshop runs: streams, one hub a process, and polling beside them."""
