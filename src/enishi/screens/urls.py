"""Addresses of the screens: one set for every object."""

from __future__ import annotations

from django.urls import path

from enishi.screens import palette, pins, trash
from enishi.screens.day import calendars, first_run, first_steps, notices, today
from enishi.screens.lists import (
    arranging,
    boards,
    bulk,
    conditions,
    exports,
    keeping_views,
    ordering,
    printing,
    saved_views,
)
from enishi.screens.lists import page as lists
from enishi.screens.merging import pages as merging
from enishi.screens.record import access_log, alike, attachments, choosing, forms, places, sharing, timelines, undoing
from enishi.screens.record import page as record
from enishi.screens.settings import handover_sheets

urlpatterns = [
    path("", today.today, name="today"),
    path("first-run/answers", first_run.answers, name="first-run-answers"),
    path("first-run/phone", first_run.phone, name="first-run-phone"),
    path("first-run/hide", first_steps.hide, name="first-steps-hide"),
    path("notifications", notices.index, name="notifications"),
    path("notifications/read", notices.read, name="notifications-read"),
    path("notifications/unread", notices.unread, name="notifications-unread"),
    path("notifications/<id:number>", notices.follow, name="notification"),
    path("search", palette.search, name="search"),
    path("worker.js", places.worker, name="worker"),
    path("towns", places.towns, name="towns"),
    path("undo", undoing.take_back, name="undo"),
    path("handovers/<id:number>", handover_sheets.index, name="handover-sheets"),
    path("trash", trash.index, name="trash"),
    path("duplicates", merging.inbox, name="duplicates"),
    path("calendar", calendars.calendar, name="calendar"),
    path("calendar/new", calendars.draw, name="calendar-new"),
    path("bulk/<id:number>", bulk.job, name="bulk-job"),
    path("files/<id:number>", attachments.download, name="file"),
    path("files/<id:number>/delete", attachments.delete, name="file-delete"),
    path("o/<slug:plural>/fields", conditions.fields, name="fields"),
    path("o/<slug:plural>/columns", arranging.columns, name="columns"),
    path("o/<slug:plural>/order", ordering.order, name="order"),
    path("o/<slug:plural>/print", printing.print_list, name="print-list"),
    path("o/<slug:plural>/export", exports.as_file, name="export"),
    path("o/<slug:plural>/board", boards.board, name="board"),
    path("o/<slug:plural>/calendar", calendars.of_object, name="object-calendar"),
    path("o/<slug:plural>/bulk/<slug:verb>", bulk.change, name="bulk"),
    path("o/<slug:plural>/views", keeping_views.keep, name="views"),
    path("o/<slug:plural>/views/<slug:view>/count", saved_views.count, name="view-count"),
    path("o/<slug:plural>/views/<id:number>/edit", keeping_views.edit, name="view-edit"),
    path("o/<slug:plural>/<id:number>/move", boards.move, name="move"),
    path("o/<slug:plural>/<id:number>/at", calendars.move, name="move-at"),
    path("o/<slug:plural>/<id:number>/pin", pins.pin, name="pin"),
    path("o/<slug:plural>/<id:number>/files", attachments.of_record, name="record-files"),
    path("o/<slug:plural>/<id:number>/history/<id:entry>/restore", undoing.restore_values, name="restore-values"),
    path("o/<slug:plural>", lists.index, name="list"),
    path("o/<slug:plural>/new", forms.create, name="create"),
    path("o/<slug:plural>/alike", alike.alike, name="alike"),
    path("o/<slug:plural>/options", choosing.options, name="options"),
    path("o/<slug:plural>/compose", timelines.compose, name="compose"),
    path("o/<slug:plural>/views/new", keeping_views.create, name="view-create"),
    path("o/<slug:plural>/views/<id:number>/delete", keeping_views.delete, name="view-delete"),
    path("o/<slug:plural>/<id:number>", record.show_record, name="record"),
    path("o/<slug:plural>/<id:number>/edit", forms.edit, name="edit"),
    path("o/<slug:plural>/<id:number>/field/<slug:name>", forms.field, name="field"),
    path("o/<slug:plural>/<id:number>/act/<slug:verb>", forms.act, name="act"),
    path("o/<slug:plural>/<id:number>/merge", merging.merge, name="merge"),
    path("o/<slug:plural>/<id:number>/unmerge/<id:loser>", merging.unmerge, name="unmerge"),
    path("o/<slug:plural>/<id:number>/trash", forms.trash, name="trash-record"),
    path("o/<slug:plural>/<id:number>/restore", forms.restore, name="restore-record"),
    path("o/<slug:plural>/<id:number>/timeline", timelines.part, name="timeline"),
    path("o/<slug:plural>/<id:number>/history", record.show_history, name="history"),
    path("o/<slug:plural>/<id:number>/sharing", sharing.show_sharing, name="sharing"),
    path("o/<slug:plural>/<id:number>/share", sharing.share, name="share"),
    path("o/<slug:plural>/<id:number>/unshare", sharing.unshare, name="unshare"),
    path("o/<slug:plural>/<id:number>/access", access_log.show_access, name="access-log"),
    path("o/<slug:plural>/<id:number>/access/csv", access_log.save_access, name="access-log-file"),
    path("o/<slug:plural>/<id:number>/related/<slug:name>/count", record.related_count, name="related-count"),
]
