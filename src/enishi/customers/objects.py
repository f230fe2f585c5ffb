"""What people see of customers, and what they may do with them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.customers import work
from enishi.customers.actions.change_company import ChangeCompany
from enishi.customers.actions.change_person import ChangePerson
from enishi.customers.actions.merge import MergeAccounts, MergeContacts, UnmergeContacts
from enishi.customers.actions.record_consent import RecordConsent
from enishi.customers.models import Account, Affiliation, Consent, Contact, Identity, Relationship, Site, Tag
from enishi.customers.models.address import ADDRESS
from enishi.customers.policies import AboutCustomer, Ledger, Ways
from enishi.customers.upkeep.companies import CompanyNames
from enishi.customers.upkeep.identities import Reach, WayOfKind
from enishi.customers.upkeep.people import PersonNames, Place
from enishi.kernel.card import Collected, FieldCard, Group
from enishi.kernel.fieldtypes.email import Email
from enishi.kernel.fieldtypes.phone import Phone
from enishi.kernel.object import Object, Related, Section
from enishi.kernel.policy import Shared
from enishi.kernel.registry import registry
from enishi.platform.merging.verbs import StaysMerged, Unmerge

#: The next step is the title of a task or meeting: nobody reads it who may not read those.
NEXT = {"next_step": ("task.name", "meeting.name")}
BESIDE = {"last_contact_at": "last_contact_kind", "next_step": "next_on"}


class AccountCard(Object):
    """取引先: the company."""

    model = Account
    icon = "building-2"
    title = "company"
    subtitle = ("code", "name_kana")
    groups = (
        Group("company", _("Company"), "company_name", ("name", "legal_form", "legal_form_position", "name_kana")),
        Group("address", _("Address"), "address", ADDRESS),
    )
    columns = (
        "company", "rank", "deal_status", "tie", "prefecture", "phone", "last_contact_at", "next_step", "owner",
    )  # fmt: skip
    filters = ("rank", "deal_status", "owner", "prefecture", "country", "industry", "last_contact_at", "tie", "tags")
    sort = "sort_key"
    page = (
        Section(
            "basics", "company", "name_kana", "code", "rank", "deal_status", "roles", "owner", "phone", "fax", "email",
            "url", "address", "source", label=_("Basics"),
        ),
        Section(
            "company", "industry", "employees", "capital", "closing_month", "corporate_number", "invoice_number",
            "since", "last_deal_on", "closed_on", "former_names", "parent", label=_("Company"),
        ),
        Section("remarks", "caution", "notes", "tags", label=_("Remarks")),
        Related("contacts", "sites", "tasks", "meetings", "calls", "written_notes", "subsidiaries"),
    )  # fmt: skip
    quick = ("name", "legal_form", "legal_form_position", "name_kana", "phone", "rank", "deal_status", "owner")
    search = {"company": 3, "name_kana": 3, "code": 2, "phone": 2, "former_names": 1, "email": 1, "address": 1}
    match = ("corporate_number", "code", "external_id")
    board = "deal_status"
    actions = (ChangeCompany, MergeAccounts, Unmerge)
    upkeep = (CompanyNames(), StaysMerged())
    key_letter = "t"
    badges = ("rank", "deal_status")
    beside, follows = BESIDE, NEXT
    timeline = True


class ContactCard(Object):
    """担当者 in business with companies, お客様 in business with people."""

    model = Contact
    people = (pgettext_lazy("people", "Customer"), pgettext_lazy("people", "Customers"))
    personal = True
    icon = "users"
    title = "full_name"
    subtitle = ("account", "department", "title")
    groups = (
        Group(
            "full_name", pgettext_lazy("person", "Name"), "person_name",
            ("family_name", "given_name", "family_name_kana", "given_name_kana", "honorific"),
        ),
        Group("address", _("Address"), "address", ADDRESS),
    )  # fmt: skip
    collected = (
        FieldCard(
            "emails", Email(), _("E-mail addresses"),
            collected=Collected("identities", "value", {"kind": "email", "former_on": None}, ("position", "pk")),
        ),
        FieldCard(
            "phones", Phone(), _("Phone numbers"),
            collected=Collected("identities", "value", {"kind": "phone", "former_on": None}, ("position", "pk")),
        ),
    )  # fmt: skip
    columns = ("full_name", "account", "department", "title", "phone", "tie", "last_contact_at", "next_step", "owner")
    filters = ("account", "title", "status", "owner", "last_contact_at", "tie", "birthday", "tags")
    sort = "sort_key"
    page = (
        Section(
            "basics", "full_name", "account", "department", "title", "email", "phone", "phone_direct", "phone_mobile",
            "extension", "fax", "owner", "status", label=_("Basics"),
        ),
        Section(
            "person", "birthday", "honorific", "called", "language", "address", "source", "former_name",
            label=_("Person"),
        ),
        Section("remarks", "caution", "notes", "tags", label=_("Remarks")),
        Related(
            "tasks", "meetings", "calls", "written_notes", "affiliations", "identities", "consents", "relationships"
        ),
    )  # fmt: skip
    quick = (
        "family_name", "given_name", "family_name_kana", "given_name_kana", "account", "department", "title",
        "email", "phone", "owner",
    )  # fmt: skip
    search = {"full_name": 3, "account": 2, "emails": 2, "phones": 2, "title": 1, "department": 1}
    match = ("email", ("phone", "full_name"), "external_id")
    calendar, yearly = "birthday", _("Birthdays")
    actions = (ChangePerson, RecordConsent, MergeContacts, UnmergeContacts)
    upkeep = (PersonNames(), Reach(), Place(), StaysMerged())
    key_letter = "c"
    badges = ("status",)
    beside = BESIDE
    follows = {
        **NEXT,
        "emails": ("contact.email",),
        "phones": ("contact.phone", "contact.phone_direct", "contact.phone_mobile"),
    }
    timeline = True


class SiteCard(Object):
    """拠点: a place of a company."""

    model = Site
    icon = "map-pin"
    title = "name"
    groups = (Group("address", _("Address"), "address", ADDRESS),)
    columns = ("name", "account", "address", "phone")
    quick = ("account", "name", *ADDRESS, "phone", "fax")
    part_of = "account"
    menu = False


class AffiliationCard(Object):
    """所属: who works, or worked, where."""

    model = Affiliation
    icon = "building"
    title = "title"
    columns = ("contact", "account", "department", "title", "buying_role", "started_on", "ended_on")
    sort = "-started_on"
    follows = {name: (f"contact.{name}",) for name in ("account", "department", "title")}
    part_of = "contact"
    menu = False


class IdentityCard(Object):
    """One address or number of a person."""

    model = Identity
    plural = "identities"
    icon = "at-sign"
    title = "value"
    columns = ("value", "kind", "label", "former_on")
    sort = "id"
    access = Ways()
    upkeep = (WayOfKind(),)
    part_of = "contact"
    menu = False


class ConsentCard(Object):
    """One line of the consent ledger."""

    model = Consent
    icon = "shield-check"
    title = "purpose"
    columns = ("purpose", "channel", "state", "basis", "given_at")
    sort = "-given_at"
    access = Ledger()
    part_of = "contact"
    menu = False


class RelationshipCard(Object):
    """How two customers are connected."""

    model = Relationship
    icon = "link"
    title = "kind"
    columns = ("kind", "contact", "account", "other_contact", "other_account", "started_on")
    sort = "-started_on"
    access = AboutCustomer()
    menu = False


class TagCard(Object):
    """A word with a meaning, seen by everybody."""

    model = Tag
    icon = "tag"
    title = "name"
    columns = ("name", "meaning")
    access = Shared()
    menu = False


registry.add(
    AccountCard, ContactCard, SiteCard, AffiliationCard, IdentityCard, ConsentCard, RelationshipCard, TagCard,
    *work.OBJECTS,
)  # fmt: skip
