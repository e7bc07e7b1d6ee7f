"""What the office does: load, ask the rules, save; one procedure, one transaction."""
