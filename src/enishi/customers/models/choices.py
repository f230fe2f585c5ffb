"""The choices of the customers room: keys are stored, labels are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.japan.legal_forms import LEGAL_FORMS as FORMS

LEGAL_FORMS = tuple(Choice(form.key, form.ja) for form in FORMS.values())

RANKS = (
    Choice("special_a", pgettext_lazy("rank", "Special A"), "plum"),
    Choice("a", pgettext_lazy("rank", "A"), "plum"),
    Choice("b", pgettext_lazy("rank", "B"), "info"),
    Choice("c", pgettext_lazy("rank", "C"), ""),
    Choice("provisional", pgettext_lazy("rank", "Provisional"), ""),
)
DEAL_STATUSES = (
    Choice("prospect", _("Prospect"), "info"),
    Choice("active", pgettext_lazy("deal status", "Trading"), "good"),
    Choice("dormant", _("Dormant"), "warn"),
    Choice("stopped", _("Trading stopped"), "bad"),
    Choice("closed", _("Out of business"), ""),
)
ROLES = (
    Choice("prospect", pgettext_lazy("role of a company", "Prospect")),
    Choice("customer", pgettext_lazy("role of a company", "Customer")),
    Choice("dealer", pgettext_lazy("role of a company", "Dealer")),
    Choice("supplier", pgettext_lazy("role of a company", "Supplier")),
    Choice("partner", pgettext_lazy("role of a company", "Partner")),
    Choice("competitor", pgettext_lazy("role of a company", "Competitor")),
    Choice("financial", pgettext_lazy("role of a company", "Bank or shareholder")),
)
LEGAL_POSITIONS = (Choice("front", _("Before the name")), Choice("back", _("After the name")))
CONTACT_STATUSES = (
    Choice("active", pgettext_lazy("status of a person", "Active"), "good"),
    Choice("moved", pgettext_lazy("status of a person", "Transferred"), "info"),
    Choice("changed_jobs", pgettext_lazy("status of a person", "Changed jobs"), "warn"),
    Choice("retired", pgettext_lazy("status of a person", "Left"), ""),
    Choice("deceased", pgettext_lazy("status of a person", "Deceased"), ""),
)
HONORIFICS = (
    Choice("sama", pgettext_lazy("honorific", "sama")),
    Choice("sensei", pgettext_lazy("honorific", "sensei")),
    Choice("dono", pgettext_lazy("honorific", "dono")),
    Choice("mr", pgettext_lazy("honorific", "Mr")),
    Choice("ms", pgettext_lazy("honorific", "Ms")),
    Choice("dr", pgettext_lazy("honorific", "Dr")),
)
LANGUAGES = (Choice("ja", _("Japanese")), Choice("en", _("English")))
BUYING_ROLES = (
    Choice("decides", _("Decides"), "info"),
    Choice("approves", _("Approves"), ""),
    Choice("champions", _("Champion"), "plum"),
    Choice("influences", _("Influences"), ""),
    Choice("uses", _("Uses"), ""),
    Choice("opposes", _("Opposes"), "warn"),
)
RELATIONSHIPS = (
    Choice("referred", _("Referred")),
    Choice("family", _("Family")),
    Choice("knows", _("Knows")),
    Choice("former_colleague", _("Former colleague")),
    Choice("succeeded_by", _("Succeeded by")),
    Choice("parent", _("Parent company")),
    Choice("merged_into", _("Merged into")),
    Choice("buys_from", _("Also buys from")),
)
IDENTITY_KINDS = (
    Choice("email", _("E-mail")),
    Choice("phone", _("Phone")),
    Choice("fax", _("Fax")),
    Choice("line", _("LINE")),
    Choice("member_number", _("Member number")),
    Choice("cookie", _("Browser")),
    Choice("device", _("Device")),
)
IDENTITY_LABELS = (
    Choice("main", pgettext_lazy("kind of number", "Main")),
    Choice("direct", pgettext_lazy("kind of number", "Direct")),
    Choice("mobile", pgettext_lazy("kind of number", "Mobile")),
    Choice("work", pgettext_lazy("kind of number", "Work")),
    Choice("home", pgettext_lazy("kind of number", "Home")),
)
CONSENT_CHANNELS = (
    Choice("email", _("E-mail")),
    Choice("phone", _("Phone")),
    Choice("sms", _("SMS")),
    Choice("line", _("LINE")),
    Choice("post", _("Post")),
)
WITHDRAWN = "withdrawn"
CONSENT_STATES = (
    Choice("granted", _("Granted"), "good"),
    Choice(WITHDRAWN, _("Withdrawn"), "bad"),
)
CONSENT_BASES = (
    Choice("consent", _("Consent")),
    Choice("contract", _("Contract")),
    Choice("trade", _("Business relation")),
    Choice("card", _("Business card")),
    Choice("published", _("Published address")),
)
TASK_KINDS = (
    Choice("task", _("Task")),
    Choice("promise", pgettext_lazy("work", "Promise"), "plum"),
)
PRIORITIES = (Choice("high", _("High"), "bad"), Choice("normal", _("Normal")), Choice("low", _("Low")))
DIRECTIONS = (
    Choice("ours", pgettext_lazy("promise", "From us")),
    Choice("theirs", pgettext_lazy("promise", "From them"), "info"),
)
MEETING_KINDS = (
    Choice("visit", _("Visit"), "good"),
    Choice("incoming", _("Visit to us"), "good"),
    Choice("online", _("Online"), "info"),
    Choice("exhibition", _("Exhibition"), "plum"),
    Choice("meal", _("Meal"), "warn"),
    Choice("internal", _("Internal"), ""),
)
#: What a two-way contact was, in one word beside its day.
CONTACT_KINDS = (Choice("call", _("Call")), *(kind for kind in MEETING_KINDS if kind.key != "internal"))
NOTE_KINDS = (Choice("note", _("Note")), Choice("email", _("E-mail"), "info"))
CALL_KINDS = (Choice("call", _("Call")), Choice("memo", _("Phone memo"), "warn"))
CALL_DIRECTIONS = (Choice("out", _("Outgoing")), Choice("in", _("Incoming")))
CALL_OUTCOMES = (
    Choice("talked", _("Talked"), "good"),
    Choice("no_answer", _("No answer"), ""),
    Choice("message", _("Left a message"), ""),
    Choice("call_back", _("Will call back"), "warn"),
)
RECURRENCES = (
    Choice("daily", _("Every day")),
    Choice("weekly", _("Every week")),
    Choice("monthly", _("Every month")),
    Choice("yearly", _("Every year")),
)
