"""Addresses of the screens: one set for every object."""

from __future__ import annotations

from django.urls import path

from enishi.screens import (
    first_run,
    first_steps,
    forms,
    lists,
    notices,
    palette,
    record,
    saved_views,
    timelines,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("first-run/answers", first_run.answers, name="first-run-answers"),
    path("first-run/phone", first_run.phone, name="first-run-phone"),
    path("first-run/hide", first_steps.hide, name="first-steps-hide"),
    path("notifications", notices.index, name="notifications"),
    path("notifications/read", notices.read, name="notifications-read"),
    path("notifications/unread", notices.unread, name="notifications-unread"),
    path("notifications/<int:number>", notices.follow, name="notification"),
    path("search", palette.search, name="search"),
    path("undo", forms.undo, name="undo"),
    path("o/<slug:plural>", lists.index, name="list"),
    path("o/<slug:plural>/new", forms.create, name="create"),
    path("o/<slug:plural>/options", forms.options, name="options"),
    path("o/<slug:plural>/compose", timelines.compose, name="compose"),
    path("o/<slug:plural>/views/new", saved_views.create, name="view-create"),
    path("o/<slug:plural>/views/<int:number>/delete", saved_views.delete, name="view-delete"),
    path("o/<slug:plural>/<int:number>", record.show_record, name="record"),
    path("o/<slug:plural>/<int:number>/edit", forms.edit, name="edit"),
    path("o/<slug:plural>/<int:number>/field/<slug:name>", forms.field, name="field"),
    path("o/<slug:plural>/<int:number>/act/<slug:verb>", forms.act, name="act"),
    path("o/<slug:plural>/<int:number>/trash", forms.trash, name="trash-record"),
    path("o/<slug:plural>/<int:number>/restore", forms.restore, name="restore-record"),
    path("o/<slug:plural>/<int:number>/timeline", timelines.part, name="timeline"),
    path("o/<slug:plural>/<int:number>/history", record.show_history, name="history"),
    path("o/<slug:plural>/<int:number>/related/<slug:name>/count", record.related_count, name="related-count"),
]
