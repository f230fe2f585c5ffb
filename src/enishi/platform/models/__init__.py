"""The tables behind the kernel's ports, by what they are about."""

from enishi.platform.models.access import (
    RecordGrant,
    Role,
    RoleOf,
    ScopeGroup,
    ScopeGroupMember,
    ScopeGroupPrincipal,
)
from enishi.platform.models.door import ApiToken, IdempotencyKey, Invitation, Notification
from enishi.platform.models.file import FileLink, StoredFile
from enishi.platform.models.handover import Handover, HandoverItem
from enishi.platform.models.history import Audit, AuditPayload, Change, Entry, EntryLink
from enishi.platform.models.merging import Merging
from enishi.platform.models.people import Member, Membership, Team, User
from enishi.platform.models.record import OwnRecord, Record, Stored
from enishi.platform.models.shared import SharedValue
from enishi.platform.models.shown import Shown, SpoolMark
from enishi.platform.models.shown_day import ShownDay
from enishi.platform.models.transfer import DuplicateCase, ImportRow, ImportRun, SavedMapping
from enishi.platform.models.view import LongFilter, Pin, SavedView
from enishi.platform.models.webhooks import Delivery, Webhook
from enishi.platform.models.work import Job, Tick
from enishi.platform.models.workspace import CardOverlay, Epoch, FieldDef, ObjectDef, Setting

__all__ = [
    "ApiToken",
    "Audit",
    "AuditPayload",
    "CardOverlay",
    "Change",
    "Delivery",
    "DuplicateCase",
    "Entry",
    "EntryLink",
    "Epoch",
    "FieldDef",
    "FileLink",
    "Handover",
    "HandoverItem",
    "IdempotencyKey",
    "ImportRow",
    "ImportRun",
    "Invitation",
    "Job",
    "LongFilter",
    "Member",
    "Membership",
    "Merging",
    "Notification",
    "ObjectDef",
    "OwnRecord",
    "Pin",
    "Record",
    "RecordGrant",
    "Role",
    "RoleOf",
    "SavedMapping",
    "SavedView",
    "ScopeGroup",
    "ScopeGroupMember",
    "ScopeGroupPrincipal",
    "Setting",
    "SharedValue",
    "Shown",
    "ShownDay",
    "SpoolMark",
    "Stored",
    "StoredFile",
    "Team",
    "Tick",
    "User",
    "Webhook",
]
