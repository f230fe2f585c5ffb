"""Saved views in the database: which a member may open, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import access
from enishi.platform.models import SavedView

MOST = 20


def visible(key: str, actor: Actor) -> list[SavedView]:
    """Views of an object that the member may open, in their order; one's own are cut last. Cost: one query."""
    teams = [int(name.partition(":")[2]) for name in actor.principals if name.startswith("team:")]
    mine = Q(owner=actor.member) | Q(audience="everyone") | Q(audience="team", team__in=teams)
    mine |= Q(audience="shared", shared_with=actor.member)
    own = ExpressionWrapper(Q(owner=actor.member), BooleanField())
    found = SavedView.objects.filter(mine, object=key).select_related("owner").annotate(own=own).distinct()
    return sorted(found.order_by("-own", "position", "pk")[:MOST], key=lambda view: (view.position, view.pk))


def count(key: str) -> int:
    """How many views an object has, of everybody: the place of the next one."""
    return SavedView.objects.filter(object=key).count()


def main_team(actor: Actor) -> int | None:
    """The team a view is shared with when its maker says "my team"."""
    rows = access.current(access.today(ports.clock)).filter(member=actor.member)
    found: int | None = rows.order_by(F("is_main").desc(nulls_last=True), "pk").values_list("team", flat=True).first()
    return found


def keep(view: SavedView, members: Iterable[int]) -> None:
    """Store a view and whom it is shared with; the default of an object is one for each owner."""
    if view.is_default:
        SavedView.objects.filter(object=view.object, owner=view.owner_id, is_default=True).update(is_default=False)
    view.save()
    view.shared_with.set(members)


def order(places: Mapping[int, int]) -> None:
    """Give views their places."""
    for number, place in places.items():
        SavedView.objects.filter(pk=number).update(position=place)
