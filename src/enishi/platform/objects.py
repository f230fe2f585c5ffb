"""What people see of members, teams and who is in which."""

from __future__ import annotations

from enishi.kernel.actor import Actor, Reach, Verb
from enishi.kernel.object import Object
from enishi.kernel.policy import Access
from enishi.kernel.registry import registry
from enishi.platform.models import Member, Membership, Team
from enishi.platform.people.organisation import Memberships, Teams
from enishi.platform.people.sign_in_address import People


class Colleagues(Access):
    """Everybody sees who works here; administrators change it."""

    def reach(self, actor: Actor, key: str, verb: Verb) -> Reach:
        return "all" if verb == "see" or actor.admin else "none"


class MemberCard(Object):
    """A person of the workspace."""

    model = Member
    icon = "user"
    columns = ("name", "email")
    search = {"name": 3, "email": 1}
    match = ("email", "name")
    access = Colleagues()
    upkeep = (People(),)
    menu = False


class TeamCard(Object):
    """A team or department."""

    model = Team
    icon = "users"
    columns = ("name", "parent")
    quick = ("name", "parent")
    access = Colleagues()
    upkeep = (Teams(),)
    menu = False


class MembershipCard(Object):
    """A person's time in a team."""

    model = Membership
    icon = "users"
    title = "team"
    columns = ("member", "team", "is_main", "leads", "starts", "ends")
    sort = "id"
    access = Colleagues()
    upkeep = (Memberships(),)
    part_of = "member"
    menu = False


registry.add(MemberCard, TeamCard, MembershipCard)
