"""Columns and constraints of the customers room."""

from enishi.customers.models.account import Account
from enishi.customers.models.activity import Attendee, Call, Meeting, Note, Task
from enishi.customers.models.contact import Affiliation, Consent, Contact, Identity, Relationship
from enishi.customers.models.site import Site
from enishi.customers.models.tag import Tag

__all__ = [
    "Account", "Affiliation", "Attendee", "Call", "Consent", "Contact", "Identity", "Meeting", "Note",
    "Relationship", "Site", "Tag", "Task",
]  # fmt: skip
