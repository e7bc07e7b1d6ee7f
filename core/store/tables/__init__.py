"""Every table of the record."""

from core.store.tables import cases, desk, evidence, messages, office, paper, people, review, search
from core.store.tables.base import metadata

__all__ = ["cases", "desk", "evidence", "messages", "metadata", "office", "paper", "people", "review", "search"]
