"""Triggers that make the audit append-only in the database itself, on both databases."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_KEPT = ("id", "at", "object", "record", "op", "member", "actor", "kind", "via", "cause", "salt", "digest")
_ERASED = (
    "EXISTS (SELECT 1 FROM platform_audit t JOIN platform_audit a ON a.id = OLD.audit_id "
    "WHERE t.op = 'erased' AND t.object = a.object AND t.record = a.record AND t.id > a.id)"
)
_NO = "the audit is append-only"


def _sqlite() -> tuple[list[str], list[str]]:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
    abort = f"BEGIN SELECT RAISE(ABORT, '{_NO}'); END"
    install = [
        f"CREATE TRIGGER audit_update BEFORE UPDATE ON platform_audit "
        f"WHEN NOT (OLD.seq IS NULL AND NEW.seq IS NOT NULL AND {same}) {abort}",
        f"CREATE TRIGGER audit_delete BEFORE DELETE ON platform_audit {abort}",
        f"CREATE TRIGGER auditpayload_update BEFORE UPDATE ON platform_auditpayload "
        f"WHEN NOT (NEW.body IS NULL AND NEW.audit_id = OLD.audit_id AND {_ERASED}) {abort}",
        f"CREATE TRIGGER auditpayload_delete BEFORE DELETE ON platform_auditpayload {abort}",
    ]
    names = ("audit_update", "audit_delete", "auditpayload_update", "auditpayload_delete")
    return install, [f"DROP TRIGGER IF EXISTS {name}" for name in names]


def _postgresql() -> tuple[list[str], list[str]]:
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)
    install = [
        f"CREATE FUNCTION enishi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_NO}'; END $$",
        f"CREATE FUNCTION enishi_audit_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.xid IS NOT DISTINCT FROM OLD.xid AND {same} "
        f"THEN RETURN NEW; END IF; RAISE EXCEPTION '{_NO}'; END $$",
        f"CREATE FUNCTION enishi_payload_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NEW.body IS NULL AND NEW.audit_id = OLD.audit_id AND {_ERASED} "
        f"THEN RETURN NEW; END IF; RAISE EXCEPTION '{_NO}'; END $$",
        "CREATE TRIGGER audit_update BEFORE UPDATE ON platform_audit "
        "FOR EACH ROW EXECUTE FUNCTION enishi_audit_update()",
        "CREATE TRIGGER auditpayload_update BEFORE UPDATE ON platform_auditpayload "
        "FOR EACH ROW EXECUTE FUNCTION enishi_payload_update()",
    ]
    drop = []
    for table in ("audit", "auditpayload"):
        install += [
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON platform_{table} "
            "FOR EACH ROW EXECUTE FUNCTION enishi_append_only()",
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON platform_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION enishi_append_only()",
        ]
        drop += [f"DROP TRIGGER IF EXISTS {table}_{op} ON platform_{table}" for op in ("update", "delete", "truncate")]
    functions = ("enishi_append_only", "enishi_audit_update", "enishi_payload_update")
    return install, drop + [f"DROP FUNCTION IF EXISTS {name}()" for name in functions]


def statements(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """What creates the triggers, and what drops them."""
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        for statement in statements(connection)[0]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, when the tables themselves go."""
    with connection.cursor() as cursor:
        for statement in statements(connection)[1]:
            cursor.execute(statement)
