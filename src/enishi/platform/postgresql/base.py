"""The database backend that settings name as ENGINE; Django looks for it in a module of this name."""

from __future__ import annotations

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base, operations
from psycopg import Cursor
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus


class KeptCursor(Cursor[Any]):
    """A cursor whose statements the server keeps planned after a few times."""

    def execute(self, *question: Any, **more: Any) -> KeptCursor:
        try:
            return super().execute(*question, **more)
        except FeatureNotSupported:  # a migration has changed what a kept statement gives
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise  # with its transaction, which is rolled back now, all kept statements go
            self.connection.execute("DEALLOCATE ALL")
            return super().execute(*question, **more)


class DatabaseOperations(operations.DatabaseOperations):
    """Names what was asked, for logs of questions, also where it went with its values apart."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        told: str | None = super().last_executed_query(cursor, sql, params)
        return told or str(sql)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own cursor sends values as part of the text, so that each statement is parsed and planned anew: 0.2 to
    0.7 ms. As server-side binding, its setting for all statements, hides from the planner whose rows a list shows,
    only the doors' statements by id and their inserts go through the other cursor."""

    ops_class = DatabaseOperations

    def init_connection_state(self) -> None:
        """Behind a pooler nothing is kept: it may give the next transaction to another server process, which does not
        know our statements, or knows another one by that name. The number of the process tells that one is between."""
        super().init_connection_state()
        if self.connection.prepare_threshold is not None:
            number = self.connection.execute("SELECT pg_backend_pid()").fetchone()[0]
            if number != self.connection.info.backend_pid:
                self.connection.prepare_threshold = None

    def kept_cursor(self) -> Any:
        """A cursor for statements that come again with other values."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        make: Any = self.make_debug_cursor if self.queries_logged else self.make_cursor
        return make(KeptCursor(self.connection))

    def is_usable(self) -> bool:
        """Whether the connection still serves: at its first use in a request, and after an error. A server that has
        stopped hung up, which the socket tells without a question; after an error, or when there is something to read,
        the server is asked."""
        if self.connection is None or self.connection.closed:
            return False
        line = poll()
        line.register(self.connection.fileno(), POLLIN)
        return not (self.errors_occurred or line.poll(0)) or super().is_usable()
