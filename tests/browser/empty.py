"""Makes an empty workspace with one administrator, as it is before the first list; tells her session key."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

PASSWORD = "a-thread-of-nine-words"


def make() -> dict[str, Any]:
    """Tables and one person who may do everything."""
    import django

    django.setup()
    from enishi.config.commands.init import prepare
    from enishi.kernel.actor import SYSTEM
    from enishi.platform.people import members, sign_ins
    from tests.browser.workspace import session

    prepare("ja")
    member, _password = sign_ins.add(sign_ins.Person("sato@minato.example", PASSWORD, admin=True, language="ja"))
    members.keep(SYSTEM, member.pk, name="佐藤 花")
    return {"sessions": {"sato": session(member.user)}, "password": PASSWORD}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make()) + "\n")
