"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from enishi.screens.transfer import steps, verdicts

urlpatterns = [
    path("import", steps.start, name="import"),
    path("import/<id:number>/diagnosis", steps.diagnosis, name="import-diagnosis"),
    path("import/<id:number>/finding/<slug:kind>", steps.finding, name="import-finding"),
    path("import/<id:number>/cleaned", steps.cleaned, name="import-cleaned"),
    path("import/<id:number>/columns", steps.columns, name="import-columns"),
    path("import/<id:number>/review", verdicts.review, name="import-review"),
    path("import/<id:number>/row/<id:row>/answer", verdicts.answer, name="import-answer"),
    path("import/<id:number>/row/<id:row>/<id:column>", verdicts.cell, name="import-cell"),
    path("import/<id:number>/verdicts", verdicts.verdict_file, name="import-verdicts"),
    path("import/<id:number>/progress", verdicts.progress, name="import-progress"),
    path("import/<id:number>/begin", verdicts.begin, name="import-begin"),
    path("import/<id:number>/cancel", verdicts.cancel, name="import-cancel"),
    path("import/<id:number>/undo", verdicts.undo, name="import-undo"),
]
