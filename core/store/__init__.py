"""The record: every table, and the questions we put to the database."""
