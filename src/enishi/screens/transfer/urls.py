"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from enishi.screens.transfer import (
    columns,
    diagnosis,
    finish,
    quality,
    questions,
    steps,
    together,
    undo,
    verdicts,
)

urlpatterns = [
    path("import", steps.start, name="import"),
    path("import/<id:number>/drop", steps.drop, name="import-drop"),
    path("import/<id:number>/diagnosis", diagnosis.diagnosis, name="import-diagnosis"),
    path("import/<id:number>/finding/<slug:kind>", diagnosis.finding, name="import-finding"),
    path("import/<id:number>/cleaned", diagnosis.cleaned, name="import-cleaned"),
    path("import/<id:number>/quality", quality.quality, name="import-quality"),
    path("import/<id:number>/columns", columns.columns, name="import-columns"),
    path("import/<id:number>/review", verdicts.review, name="import-review"),
    path("import/<id:number>/again", verdicts.again, name="import-again"),
    path("import/<id:number>/questions", together.overview, name="import-questions"),
    path("import/<id:number>/questions/alone", questions.alone, name="import-questions-alone"),
    path("import/<id:number>/together", together.back, name="import-together-back"),
    path("import/<id:number>/together/<slug:key>", together.group, name="import-together"),
    path("import/<id:number>/questions/<id:row>", questions.question, name="import-question"),
    path("import/<id:number>/row/<id:row>/answer", verdicts.answer, name="import-answer"),
    path("import/<id:number>/row/<id:row>", verdicts.row_part, name="import-row"),
    path("import/<id:number>/row/<id:row>/left", verdicts.left, name="import-left"),
    path("import/<id:number>/row/<id:row>/filed", verdicts.filed, name="import-filed"),
    path("import/<id:number>/row/<id:row>/<id:column>", verdicts.cell, name="import-cell"),
    path("import/<id:number>/verdicts", verdicts.verdict_file, name="import-verdicts"),
    path("import/<id:number>/progress", finish.progress, name="import-progress"),
    path("import/<id:number>/begin", finish.begin, name="import-begin"),
    path("import/<id:number>/cancel", finish.cancel, name="import-cancel"),
    path("import/<id:number>/undo", undo.undo, name="import-undo"),
]
