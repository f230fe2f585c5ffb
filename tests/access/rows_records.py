"""Pages of one record, which is Aiko's. Columns: none own owner team all admin."""

from __future__ import annotations

from typing import Any

ROWS: tuple[tuple[Any, ...], ...] = (
    ("GET", "/o/contacts/CONTACT/sharing", "404 404 200 200 200 200"),
    ("GET", "/o/contacts/CONTACT/share", "404 404 200 200 200 200"),
    ("POST", "/o/contacts/CONTACT/share", "404 404 302 302 302 302", {"principal": "everyone"}),
    ("POST", "/o/contacts/CONTACT/unshare", "404 404 409 409 409 409", {"principal": "everyone"}),
    ("GET", "/settings/roles/ROLE", "403 403 403 403 403 200"),
    ("GET", "/settings/roles/ROLE/fields/contacts", "403 403 403 403 403 200"),
    ("GET", "/settings/roles/ROLE/fields/sites", "403 403 403 403 403 200"),
    ("GET", "/settings/roles/ROLE/fields/members", "403 403 403 403 403 404"),
    ("GET", "/o/contacts/CONTACT", "404 404 200 200 200 200"),
    ("GET", "/o/contacts/CONTACT/edit", "404 404 200 200 200 200"),
    ("POST", "/o/contacts/CONTACT/edit", "404 404 302 302 302 302", {"family_name": "Mori"}),
    ("GET", "/o/contacts/CONTACT/field/title", "404 404 200 200 200 200"),
    ("POST", "/o/contacts/CONTACT/field/title", "404 404 302 302 302 302", {"title": "Chief"}),
    ("GET", "/o/contacts/CONTACT/act/change_person", "404 404 200 200 200 200"),
    ("POST", "/o/contacts/CONTACT/act/change_person", "404 404 422 422 422 422"),
    ("POST", "/o/contacts/CONTACT/trash", "404 404 302 302 302 302"),
    ("POST", "/o/contacts/CONTACT/restore", "404 404 404 404 404 404"),
    ("GET", "/o/contacts/CONTACT/timeline", "404 404 200 200 200 200"),
    ("GET", "/o/contacts/CONTACT/history", "404 404 200 200 200 200"),
    ("GET", "/o/contacts/CONTACT/access", "404 404 403 403 403 200"),
    ("GET", "/o/contacts/CONTACT/access/csv", "404 404 403 403 403 200"),
    ("GET", "/o/accounts/ACCOUNT/access", "404 404 404 404 404 404"),
    ("POST", "/o/contacts/CONTACT/history/ENTRY/restore", "404 404 302 302 302 302"),
    ("GET", "/o/contacts/CONTACT/files", "404 404 200 200 200 200"),
    ("POST", "/o/contacts/CONTACT/files", "404 404 422 422 422 422"),
    ("POST", "/o/contacts/CONTACT/pin", "404 404 302 302 302 302"),
    ("POST", "/o/accounts/ACCOUNT/move?from=", "404 404 302 302 302 302", {"lane": "active"}),
    ("POST", "/o/meetings/MEETING/at", "404 404 302 302 302 302", {"date": "2026-04-08", "start": "60", "end": "90"}),
    ("GET", "/o/accounts/ACCOUNT/related/contacts/count", "404 404 200 200 200 200"),
    ("GET", "/o/accounts/ACCOUNT/card", "404 404 200 200 200 200"),
    ("GET", "/o/contacts/999999999", "404 404 404 404 404 404"),
)
