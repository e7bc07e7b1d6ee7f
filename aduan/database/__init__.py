"""Starts the embedded PostgreSQL, finds it again, and stops it when the last program that uses it leaves."""

from aduan.database.seats import Database, already_up, release, running, start
from aduan.database.trouble import DatabaseUnavailable, why_refused

__all__ = ["Database", "DatabaseUnavailable", "already_up", "release", "running", "start", "why_refused"]
