"""People of the workspace: sign-ins, members with or without one, teams as a tree, and who was in which team when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.text import TextField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.platform.models.record import Stored


class Users(BaseUserManager["User"]):
    """Looks sign-ins up by name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A sign-in. What a person is called, owns and may do hangs on the member, not here."""

    username = models.CharField(_("User name"), max_length=150)
    email = models.EmailField(_("E-mail"), blank=True)
    is_active = models.BooleanField(_("Active"), default=True)
    date_joined = models.DateTimeField(_("Since"), default=timezone.now)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        default_permissions = ()
        verbose_name = _("Sign-in")
        verbose_name_plural = _("Sign-ins")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username"),
            models.UniqueConstraint(Lower("email"), name="user_email", condition=~models.Q(email="")),
        ]

    def __str__(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Rights come from roles through the actor; Django's own permissions are not used."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


#: How readings of names are shown to a person.
KANA = [(name, name) for name in ("katakana", "hiragana")]


class Member(Stored):
    """A person of the workspace. Owner and assignee point here, so that people without a sign-in can own records.

    The dates are the first and the last day in the company; a member who left acts no more, but keeps the name.
    """

    name = TextField(_("Name"), required=True, folded=True)
    family_name = TextField(_("Family name"))
    given_name = TextField(_("Given name"))
    family_name_kana = TextField(_("Family name kana"))
    given_name_kana = TextField(_("Given name kana"))
    email = TextField(_("E-mail"), folded=True)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="member")
    language = models.CharField(max_length=8, default="ja")
    timezone = models.CharField(max_length=64, default="", blank=True)
    kana = models.CharField(max_length=8, choices=KANA, default="katakana")
    first_steps_hidden = models.BooleanField(default=False)
    active_from = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    is_admin = models.BooleanField(default=False)

    class Meta(Stored.Meta):
        verbose_name = _("Member")
        verbose_name_plural = _("Members")

    def __str__(self) -> str:
        return str(self.name)


class Team(Stored):
    """A team or department. Its subtree is what "team" rights reach."""

    name = TextField(_("Name"), required=True, folded=True)
    parent = LinkField("self", _("Team above"), back=_("Teams below"), related_name="children")

    class Meta(Stored.Meta):
        verbose_name = _("Team")
        verbose_name_plural = _("Teams")

    def __str__(self) -> str:
        return str(self.name)


class Membership(Stored):
    """A member's time in a team. Several at once are 兼務, one of them the main one; `starts` and `ends` are the first
    and the last day."""

    member = LinkField(Member, _("Member"), related_name="memberships", required=True)
    team = LinkField(Team, _("Team"), related_name="memberships", required=True, db_index=False)
    is_main = YesNoField(_("Main team"))
    leads = YesNoField(_("Heads the team"))
    starts = DateField(pgettext_lazy("period", "From"))
    ends = DateField(pgettext_lazy("period", "Until"))

    class Meta(Stored.Meta):
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        indexes = [*Stored.Meta.indexes, models.Index(fields=["team", "member"], name="membership_team")]
