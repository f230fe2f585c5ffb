"""Enishi (縁): the open-source CRM that keeps every customer, every touch and every promise in one place."""

__version__ = "0.1.0"
