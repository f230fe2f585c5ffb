"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from enishi.screens.transfer import columns, finish, pairs, questions, steps, undo, verdicts

urlpatterns = [
    path("import", steps.start, name="import"),
    path("import/pairs", pairs.pairs, name="import-pairs"),
    path("import/<int:number>/diagnosis", steps.diagnosis, name="import-diagnosis"),
    path("import/<int:number>/finding/<slug:kind>", steps.finding, name="import-finding"),
    path("import/<int:number>/cleaned", steps.cleaned, name="import-cleaned"),
    path("import/<int:number>/columns", columns.columns, name="import-columns"),
    path("import/<int:number>/review", verdicts.review, name="import-review"),
    path("import/<int:number>/questions", questions.first, name="import-questions"),
    path("import/<int:number>/questions/<int:row>", questions.question, name="import-question"),
    path("import/<int:number>/row/<int:row>/answer", verdicts.answer, name="import-answer"),
    path("import/<int:number>/row/<int:row>/changes", verdicts.changes, name="import-changes"),
    path("import/<int:number>/row/<int:row>/<int:column>", verdicts.cell, name="import-cell"),
    path("import/<int:number>/verdicts", verdicts.verdict_file, name="import-verdicts"),
    path("import/<int:number>/progress", finish.progress, name="import-progress"),
    path("import/<int:number>/begin", finish.begin, name="import-begin"),
    path("import/<int:number>/cancel", finish.cancel, name="import-cancel"),
    path("import/<int:number>/undo", undo.undo, name="import-undo"),
]
