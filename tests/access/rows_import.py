"""The import wizard with a run of Aiko's. Columns: none own owner team all admin."""

from __future__ import annotations

from typing import Any

ROWS: tuple[tuple[Any, ...], ...] = (
    ("GET", "/import", "403 200 200 200 200 200"),
    ("POST", "/import", "403 302 302 302 302 302", {"text": "氏名,メール\n鈴木 一郎,ichiro@example.jp\n"}),
    ("GET", "/import/RUN/diagnosis", "403 404 200 404 404 200"),
    ("POST", "/import/RUN/diagnosis", "403 404 302 404 404 302"),
    ("GET", "/import/RUN/finding/blank", "403 404 200 404 404 200"),
    ("GET", "/import/RUN/cleaned", "403 404 200 404 404 200"),
    ("GET", "/import/RUN/quality", "403 404 200 404 404 200"),
    ("GET", "/import/RUN/columns", "403 404 200 404 404 200"),
    ("POST", "/import/RUN/columns", "403 404 302 404 404 302"),
    ("GET", "/import/RUN/review", "403 404 302 404 404 302"),
    ("POST", "/import/RUN/review", "403 404 302 404 404 302"),
    ("POST", "/import/RUN/row/2/answer", "403 404 422 404 404 422"),
    ("GET", "/import/RUN/row/2/1", "403 404 200 404 404 200"),
    ("POST", "/import/RUN/row/2/1", "403 404 422 404 404 422", {"value": "hanako@example.jp"}),
    ("GET", "/import/RUN/verdicts", "403 404 200 404 404 200"),
    ("GET", "/import/RUN/progress", "403 404 200 404 404 200"),
    ("POST", "/import/RUN/again", "403 404 302 404 404 302"),
    ("POST", "/import/RUN/begin", "403 404 302 404 404 302"),
    ("POST", "/import/RUN/cancel", "403 404 302 404 404 302"),
    ("GET", "/import/RUN/undo", "403 404 403 404 404 403"),
    ("POST", "/import/RUN/undo", "403 404 403 404 404 403"),
    ("GET", "/import/RUN/questions", "403 404 302 404 404 302"),
    ("GET", "/import/RUN/questions/alone", "403 404 302 404 404 302"),
    ("GET", "/import/RUN/together/email", "403 404 404 404 404 404"),
    ("POST", "/import/RUN/together/email", "403 404 404 404 404 404", {"decision": "same"}),
    ("POST", "/import/RUN/together", "403 404 404 404 404 404"),
    ("GET", "/import/RUN/questions/2", "403 404 200 404 404 200"),
    ("POST", "/import/RUN/questions/2", "403 404 422 404 404 422"),
    ("GET", "/import/RUN/row/2", "403 404 400 404 404 400"),
    ("POST", "/import/RUN/row/2/left", "403 404 422 404 404 422"),
    ("POST", "/import/RUN/row/2/filed", "403 404 422 404 404 422"),
    # The last one: it takes the file away.
    ("POST", "/import/RUN/drop", "403 404 302 404 404 302"),
)
