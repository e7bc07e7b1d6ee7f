"""What the office says in a conversation."""
