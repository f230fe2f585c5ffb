"""What a migration may not do while the version before it still runs: an update stops nobody's work.

A step is judged against the tables it meets. Those folded into one (`replaces`) are history and not judged.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField, AlterField, RemoveField, RenameField
from django.db.migrations.operations.models import (
    AddConstraint,
    AddIndex,
    AlterModelTable,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RenameModel,
)
from django.db.migrations.operations.special import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.models import UniqueConstraint

APPS = ("platform", "customers")
#: Tables of the platform that grow with the work; those of other rooms are all taken for big.
BIG = frozenset((
    "audit", "auditpayload", "change", "entry", "entrylink", "importrow", "duplicatecase", "storedfile", "filelink",
    "delivery", "notification", "recordgrant",
))  # fmt: skip
_SQL = re.compile(r"\b(DROP|RENAME|SET NOT NULL|CREATE (UNIQUE )?INDEX(?! CONCURRENTLY)|UPDATE|DELETE FROM)\b", re.I)


def findings() -> Iterator[tuple[str, str]]:
    """Name of each step that breaks a rule, and the rule."""
    loader = MigrationLoader(None, load=False, replace_migrations=False)
    loader.build_graph()
    folded = {key for step in loader.disk_migrations.values() for key in step.replaces}
    for app, name in sorted(key for key in loader.disk_migrations if key[0] in APPS):
        step = loader.disk_migrations[app, name]
        if (app, name) not in folded and not step.replaces:
            for problem in judged(step.operations, loader.project_state(step.dependencies), app):
                yield f"{app}.{name}", problem


def judged(operations: Sequence[Operation], state: Any, app: str) -> Iterator[str]:
    """What is wrong with these operations, met in this state of the tables."""
    fresh: set[str] = set()
    for operation in operations:
        if isinstance(operation, CreateModel):
            fresh.add(operation.name_lower)
        table = str(getattr(operation, "model_name_lower", getattr(operation, "name_lower", "")))
        if table not in fresh:
            yield from _on_known_table(operation, table, state, app)
        operation.state_forwards(app, state)


def _on_known_table(operation: Operation, table: str, state: Any, app: str) -> Iterator[str]:
    if isinstance(operation, RemoveField | DeleteModel | RenameField | RenameModel | AlterModelTable):
        yield "takes away or renames what the version before still uses: stop using it, take it away one version later"
    elif isinstance(operation, AddField):
        field = operation.field
        if not field.null and not field.many_to_many and not field.has_db_default():
            yield "adds a column that is NOT NULL without db_default: the version before cannot insert any more"
    elif isinstance(operation, AlterField):
        yield from _altered(operation, table, state, app)
    elif isinstance(operation, AddIndex | AddConstraint | AlterUniqueTogether):
        unique = not isinstance(operation, AddConstraint) or isinstance(operation.constraint, UniqueConstraint)
        concurrent = "Concurrently" in type(operation).__name__
        if unique and not concurrent and (app != "platform" or table in BIG):
            yield "builds an index under a lock: use AddIndexConcurrently on PostgreSQL (atomic = False)"
    elif isinstance(operation, RunPython):
        yield "changes rows in one transaction, which holds back the feed and all writers: make it a job"
    elif isinstance(operation, RunSQL):
        if _SQL.search(str(operation.sql)):
            yield "changes rows or tables by SQL: say why it is short and harms no version before"
    elif isinstance(operation, SeparateDatabaseAndState):
        for part in operation.database_operations:
            yield from _on_known_table(part, table, state, app)


def _altered(operation: AlterField, table: str, state: Any, app: str) -> Iterator[str]:
    before, after = state.models[app, table].fields[operation.name], operation.field
    if before.null and not after.null:
        yield "makes a column NOT NULL: the version before still writes empty ones"
    if before.get_internal_type() != after.get_internal_type():
        yield "changes the type of a column: rewrites the table under a lock"
    elif (before.max_length or 0) > (after.max_length or 1 << 30):
        yield "makes a column shorter: the version before still writes longer ones"
