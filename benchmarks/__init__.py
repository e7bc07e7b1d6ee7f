"""Measures the main job on the real path, beside pgbench on the same machine."""
