"""The small company of all tests: Aiko owns, Ben is in her team, Chie is in another team, Dai is outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core import mail

from enishi.kernel.actor import Actor
from enishi.platform import access, epoch
from enishi.platform.models import Audit, Change, Entry, Job, Member, Membership, Notification, Role, RoleOf, Team, User
from enishi.platform.people import roles

#: Everything within reach of the team, all fields; export and import too.
TEAM_RIGHTS = {"*": dict.fromkeys(("see", "create", "edit", "delete", "export", "import"), "team")}


@dataclass
class World:
    """Members and teams by name; `world.aiko` is an actor with her rights of this moment."""

    members: dict[str, Member] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def actor(self, name: str, **more: Any) -> Actor:
        """The actor of a person, worked out anew when rights have changed."""
        found = access.actor_of(self.members[name].pk, **more)
        if found is None:
            raise LookupError(f"{name} does not act today")
        return found

    @property
    def aiko(self) -> Actor:
        """Owns the records of the tests; team Tokyo."""
        return self.actor("Aiko")

    @property
    def ben(self) -> Actor:
        """In Aiko's team."""
        return self.actor("Ben")

    @property
    def chie(self) -> Actor:
        """Same role, but in team Osaka."""
        return self.actor("Chie")

    @property
    def dai(self) -> Actor:
        """In no team and without a role."""
        return self.actor("Dai")

    @property
    def admin(self) -> Actor:
        return self.actor("Admin")

    def give(self, name: str, rights: dict[str, Any]) -> Role:
        """Give a person one more role with these rights."""
        role = Role.objects.create(name=f"{name} {Role.objects.count()}", rights=rights)
        RoleOf.objects.create(role=role, member=self.members[name])
        roles.changed()
        return role

    def take_roles(self, name: str) -> None:
        RoleOf.objects.filter(member=self.members[name]).delete()
        epoch.advance("access")

    def snapshot(self) -> tuple[Any, ...]:
        """All that was ever written besides the records themselves, and sent; equal before and after a refusal."""
        rows = (model.objects.order_by("pk").values_list() for model in (Audit, Change, Entry, Job, Notification))
        return (*map(list, rows), len(mail.outbox))


def build() -> World:
    """Make the company; needs an empty database."""
    world = World()
    company = Team.objects.create(name="Minato Precision", sort_key="minato precision")
    for name in ("Tokyo", "Osaka"):
        world.teams[name] = Team.objects.create(name=name, sort_key=name.lower(), parent=company)
    role = Role.objects.create(name="Team", rights=TEAM_RIGHTS)
    for name, team in (("Aiko", "Tokyo"), ("Ben", "Tokyo"), ("Chie", "Osaka"), ("Dai", None), ("Admin", None)):
        user = User.objects.create(username=name.lower(), email=f"{name.lower()}@enishi.example")
        member = Member.objects.create(
            name=name, sort_key=name.lower(), user=user, email=user.email, language="en", is_admin=name == "Admin"
        )
        world.members[name] = member
        if team:
            Membership.objects.create(member=member, team=world.teams[team])
            RoleOf.objects.create(role=role, member=member)
    epoch.advance("access")
    return world
