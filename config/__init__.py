"""The office as data, and the settings of this machine."""
