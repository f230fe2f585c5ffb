"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from enishi.screens.transfer import steps, verdicts

urlpatterns = [
    path("import", steps.start, name="import"),
    path("import/<int:number>/diagnosis", steps.diagnosis, name="import-diagnosis"),
    path("import/<int:number>/finding/<slug:kind>", steps.finding, name="import-finding"),
    path("import/<int:number>/cleaned", steps.cleaned, name="import-cleaned"),
    path("import/<int:number>/columns", steps.columns, name="import-columns"),
    path("import/<int:number>/review", verdicts.review, name="import-review"),
    path("import/<int:number>/row/<int:row>/answer", verdicts.answer, name="import-answer"),
    path("import/<int:number>/row/<int:row>/<int:column>", verdicts.cell, name="import-cell"),
    path("import/<int:number>/verdicts", verdicts.verdict_file, name="import-verdicts"),
    path("import/<int:number>/progress", verdicts.progress, name="import-progress"),
    path("import/<int:number>/begin", verdicts.begin, name="import-begin"),
    path("import/<int:number>/cancel", verdicts.cancel, name="import-cancel"),
    path("import/<int:number>/undo", verdicts.undo, name="import-undo"),
]
