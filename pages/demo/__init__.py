"""Pages that only the example office has."""
