"""Letters and reports on the office's paper, as PDF."""
