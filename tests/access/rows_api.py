"""The REST API and what machines ask. Columns: anonymous token reader none own owner team all admin."""

from __future__ import annotations

from typing import Any

BATCH = b'{"operations": [{"op": "delete", "id": 999999999}]}'
ROWS: tuple[tuple[Any, ...], ...] = (
    ("GET", "/healthz", "200 200 200 200 200 200 200 200 200"),
    ("GET", "/readyz", "200 200 200 200 200 200 200 200 200"),
    ("GET", "/metrics", "404 404 404 404 404 404 404 404 404"),
    ("GET", "/worker.js", "200 200 200 200 200 200 200 200 200"),
    ("GET", "/api/v1/objects", "401 200 200 200 200 200 200 200 200"),
    ("GET", "/api/v1/openapi.json", "401 200 200 200 200 200 200 200 200"),
    ("GET", "/api/v1/changes", "401 200 200 200 200 200 200 200 200"),
    ("GET", "/api/v1/webhooks", "401 403 403 403 403 403 403 403 200"),
    ("POST", "/api/v1/webhooks", "401 403 403 403 403 403 403 403 422", b'{"name": "x", "url": "http://127.0.0.1/"}'),
    ("GET", "/api/v1/webhooks/HOOK", "401 403 403 403 403 403 403 403 200"),
    ("PATCH", "/api/v1/webhooks/HOOK", "401 403 403 403 403 403 403 403 422", b'{"url": "http://127.0.0.1/"}'),
    ("DELETE", "/api/v1/webhooks/HOOK", "401 403 403 403 403 403 403 403 204"),
    ("GET", "/api/v1/webhooks/HOOK/deliveries", "401 403 403 403 403 403 403 403 200"),
    ("POST", "/api/v1/webhooks/HOOK/rotate", "401 403 403 403 403 403 403 403 200", b"{}"),
    ("GET", "/api/v1/files/FILE", "401 200 200 404 404 200 200 200 200"),
    ("GET", "/api/v1/contacts/CONTACT/files", "401 200 200 404 404 200 200 200 200"),
    ("POST", "/api/v1/contacts/CONTACT/files", "401 415 403 404 404 415 415 415 415", b"{}"),
    ("GET", "/api/v1/contacts", "401 200 200 404 200 200 200 200 200"),
    ("POST", "/api/v1/contacts", "401 201 403 404 201 201 201 201 201", b'{"family_name": "Sato"}'),
    ("POST", "/api/v1/contacts/query", "401 200 200 404 200 200 200 200 200", b"{}"),
    (
        "POST",
        "/api/v1/contacts/batch",
        "401 200 403 404 200 200 200 200 200",
        b'{"operations": [{"op": "delete", "id": 999999999}]}',
    ),
    ("GET", "/api/v1/contacts/CONTACT", "401 200 200 404 404 200 200 200 200"),
    ("PATCH", "/api/v1/contacts/CONTACT", "401 200 403 404 404 200 200 200 200", b'{"title": "Chief"}'),
    ("DELETE", "/api/v1/contacts/CONTACT", "401 204 403 404 404 204 204 204 204"),
    ("GET", "/api/v1/contacts/CONTACT/timeline", "401 200 200 404 404 200 200 200 200"),
    ("POST", "/api/v1/contacts/CONTACT/actions/change_person", "401 422 403 404 404 422 422 422 422", b"{}"),
    ("GET", "/api/v1/no/such/address", "404 404 404 404 404 404 404 404 404"),
)
