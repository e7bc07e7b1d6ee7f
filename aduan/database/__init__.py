"""Starts the embedded PostgreSQL, finds it again, and stops it when the last program that uses it leaves."""

from aduan.database.seats import Database, release, running, start
from aduan.database.trouble import DatabaseUnavailable

__all__ = ["Database", "DatabaseUnavailable", "release", "running", "start"]
