"""`enishi demo`: a believable company to try everything on, made on the spot and served."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import click

SCALES = ("small", "medium", "large")
#: Who can sign in: key of the member, what this person is.
DOORS = (("sato", "administrator, sales"), ("ito", "sales manager"), ("ri", "sales, English"))


@click.command("demo", short_help="Make and serve a demo workspace.")
@click.option(
    "--scale", type=click.Choice(SCALES), default="small", show_default=True, help="2,000 to 1,000,000 contacts."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(scale: str, port: int) -> None:
    """Make the demo company with its customers, unless it is there already, and serve it until Ctrl-C.

    It lives in ENISHI_DATA (default: ./data/demo). The password is printed once, when the demo is made.
    """
    os.environ.setdefault("ENISHI_DATA", "data/demo")
    from enishi.config.commands import setup
    from enishi.config.commands.serve import serve
    from enishi.config.supervise import may_serve

    may_serve("127.0.0.1", port, 1)
    setup(tables=False)
    if _is_made():
        known = ", ".join(f"{key} ({what})" for key, what in DOORS)
        again = f"ENISHI_DATA={os.environ['ENISHI_DATA']} {sys.argv[0]} user password {DOORS[0][0]}"
        click.echo(f"The demo is there already. Users: {known}.\nA forgotten password: {again}", err=True)
    else:
        _make(scale)
    click.echo(f"URL:      http://127.0.0.1:{port}/")
    serve("127.0.0.1", port)


def _is_made() -> bool:
    """Whether the database holds the demo. A workspace that is somebody's own is never touched."""
    from django.db import connection

    from enishi.config.commands import Failed, is_ready
    from enishi.config.commands.init import prepare
    from enishi.platform.models import Member, Setting

    if Setting._meta.db_table not in connection.introspection.table_names():
        return False
    made, made_at = Setting.objects.values_list("is_demo", "made_at").first() or (False, None)
    if not made and Member.objects.exists():
        raise Failed("This database holds a workspace of its own. Set ENISHI_DATA to another folder for the demo.")
    if made and made_at is None:
        raise Failed("This demo was never finished. Delete its database, or set ENISHI_DATA to another folder.")
    if made and not is_ready():
        prepare("ja")  # a demo of an earlier version is brought up to date
    return made


def _make(name: str) -> None:
    from enishi.config.commands.init import prepare
    from enishi.config.forked import calm_collector
    from enishi.config.indexing import beside
    from enishi.customers.seeds.make import SCALES as SIZES
    from enishi.customers.seeds.make import make

    scale = SIZES[name]
    _room(scale.mib)
    click.echo(
        f"Making {scale.contacts:,} contacts, {scale.activities:,} activities: about {scale.mib:,} MiB.", err=True
    )
    began = time.monotonic()
    prepare("ja")
    calm_collector()
    from enishi.config.bar import Bar

    bar = Bar()
    with beside(bar.report) as index:
        make(scale, report=bar.report, index=index)
    bar.end()
    click.echo(f"Made in {time.monotonic() - began:.0f} s.", err=True)
    _doors()


def _room(mib: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    from django.conf import settings
    from django.db import connection

    from enishi.config.commands import Failed

    if connection.vendor != "sqlite":
        return
    free = shutil.disk_usage(Path(settings.ENISHI_DATA)).free // 2**20
    if free < mib * 1.2:
        raise Failed(f"The demo needs {mib:,} MiB and the disk has {free:,} MiB left. Choose a smaller --scale.")


def _doors() -> None:
    """Give a sign-in with one fresh password to the people one may want to be; it is kept nowhere else."""
    from enishi.kernel.actor import SYSTEM
    from enishi.platform.models import Member
    from enishi.platform.people import sign_ins

    password = sign_ins.new_password()
    for key, what in DOORS:
        member = Member.objects.get(email=f"{key}@minato-seiki.example")
        sign_ins.accept(sign_ins.invitation(member, SYSTEM), key, password)
        click.echo(f"User:     {key:<6} {member.name} ({what})")
    click.echo(f"Password: {password}")
