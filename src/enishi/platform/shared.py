"""The default cache: a table of the database, so that limits on sign-in hold over all processes.

Values are JSON, never pickled objects. Keys are short-lived; `house.clean` removes what has expired.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from enishi.kernel.ports import ports
from enishi.platform.models import SharedValue

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class SharedCache(BaseCache):
    """Django's cache interface over `SharedValue`."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store a value unless there is one; of two processes that try at once, one succeeds."""
        name = self.make_and_validate_key(key, version=version)
        SharedValue.objects.filter(key=name, expires__lte=ports.clock.now()).delete()
        try:
            with transaction.atomic():
                SharedValue.objects.create(key=name, value=json.dumps(value), expires=self._expires(timeout))
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        name = self.make_and_validate_key(key, version=version)
        rows = SharedValue.objects.filter(key=name, expires__gt=ports.clock.now())
        found = rows.values_list("value", flat=True).first()
        return default if found is None else json.loads(found)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        name = self.make_and_validate_key(key, version=version)
        values = {"value": json.dumps(value), "expires": self._expires(timeout)}
        SharedValue.objects.update_or_create(key=name, defaults=values)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        name = self.make_and_validate_key(key, version=version)
        rows = SharedValue.objects.filter(key=name, expires__gt=ports.clock.now())
        return bool(rows.update(expires=self._expires(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        name = self.make_and_validate_key(key, version=version)
        return bool(SharedValue.objects.filter(key=name).delete()[0])

    def clear(self) -> None:
        SharedValue.objects.all().delete()

    def _expires(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return FOREVER if seconds is None else ports.clock.now() + timedelta(seconds=seconds)


def forget_expired(now: datetime) -> int:
    """Remove what counts no more; gives how many."""
    return int(SharedValue.objects.filter(expires__lte=now).delete()[0])
