"""What happens in the customers room, in the past tense; `customers.<object>.created`, `.updated`, `.trashed`…
come with every object (`enishi.kernel.event`)."""

from enishi.kernel.event import Event
from enishi.kernel.registry import registry

registry.add(
    Event("customers.contact.moved", "A person was transferred, promoted, changed employer, left or died."),
    Event("customers.contact.consent_recorded", "A line was added to the consent ledger."),
    Event("customers.account.changed", "A company was renamed, moved, merged or closed."),
    Event("customers.contact.merged", "Another record of the same person became part of this one."),
    Event("customers.account.merged", "Another record of the same company became part of this one."),
    Event("customers.task.completed", "A task was done, a promise was kept."),
    Event("customers.task.reopened", "A task was opened again."),
    Event("customers.meeting.cancelled", "A meeting was cancelled."),
    Event("customers.note.pinned", "A note was pinned."),
    Event("customers.note.unpinned", "A note was unpinned."),
    Event("customers.activity.made_private", "A piece of work was kept from everybody but its owner."),
    Event("customers.activity.opened_again", "A private piece of work was shown to others again."),
    Event("customers.call.memo_taken", "A phone memo was read by its addressee."),
)
