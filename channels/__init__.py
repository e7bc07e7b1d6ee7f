"""How messages travel: one file per provider that reads deliveries and sends messages."""
