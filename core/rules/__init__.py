"""The service standard as functions over values. No input, no output, no clock."""
