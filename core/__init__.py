"""The office's work: messages, rules, record and procedures. Sees no other ring."""
