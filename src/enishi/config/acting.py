"""What commands on records share: the object by its name, and on whose behalf they act."""

from __future__ import annotations

import click

from enishi.config.commands import Failed
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.people import members


def named(name: str) -> Card:
    """The card by singular or plural. Ends the command with exit code 2 and the names there are."""
    card = registry.find(name)
    if card is None or card.part_of:
        known = ", ".join(sorted(c.plural for c in registry.cards.values() if c.menu))
        raise click.BadParameter(f"There is no object “{name}”. There are: {known}.", param_hint="OBJECT")
    return card


def acting(user: str) -> Actor:
    """The actor for `--user`, else the oldest active administrator. Ends the command with what to do."""
    if user:
        member = members.find(user)
        if member is None:
            raise Failed(f"There is no user “{user}”. Make one with: enishi user create {user}")
    else:
        member = members.oldest_admin()
        if member is None:
            raise Failed("There is no active administrator. Make one with: enishi user create NAME --admin")
    found = access.actor_of(member.pk, via="command")
    if found is None:
        raise Failed(f"“{member.name}” may not act any more: the sign-in is disabled or the person has left.")
    return found
