"""Addresses of the REST API; one set for every object."""

from __future__ import annotations

from django.urls import path

from enishi.platform.api import batch, feeds, files, lists, metadata, route, webhooks

urlpatterns = [
    path("objects", metadata.objects, name="api-objects"),
    path("openapi.json", metadata.openapi, name="api-openapi"),
    path("changes", feeds.feed, name="api-changes"),
    path("webhooks", webhooks.collection, name="api-webhooks"),
    path("webhooks/<id:number>", webhooks.single, name="api-webhook"),
    path("webhooks/<id:number>/deliveries", webhooks.deliveries, name="api-webhook-deliveries"),
    path("webhooks/<id:number>/<slug:verb>", webhooks.act, name="api-webhook-action"),
    path("files/<id:number>", files.content, name="api-file"),
    path("<slug:plural>", lists.collection, name="api-list"),
    path("<slug:plural>/query", lists.query, name="api-query"),
    path("<slug:plural>/batch", batch.batch, name="api-batch"),
    path("<slug:plural>/<id:number>", lists.single, name="api-record"),
    path("<slug:plural>/<id:number>/timeline", feeds.touches, name="api-timeline"),
    path("<slug:plural>/<id:number>/files", files.of_record, name="api-files"),
    path("<slug:plural>/<id:number>/actions/<slug:verb>", lists.act, name="api-action"),
    path("<path:rest>", route.nowhere, name="api-nowhere"),
]
