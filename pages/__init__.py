"""What people look at, rendered on the server."""
