"""Whether the process lives, whether it can serve, and its figures for Prometheus."""

from __future__ import annotations

import ipaddress

from django.db import connection
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enishi.kernel.ports import ports
from enishi.platform.access_log import drain
from enishi.platform.access_log.seen import spool
from enishi.platform.models import Audit, Job
from enishi.platform.watched import figures


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has its tables; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM platform_epoch")
    except Exception:
        return HttpResponse("not ready", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures of requests and queues for a scraper on this machine or in a private network; 404 for all others."""
    if not _is_private(request.META.get("REMOTE_ADDR", "")) or "HTTP_X_FORWARDED_FOR" in request.META:
        raise Http404
    lines = ["# TYPE enishi_jobs gauge"]
    for state, number in Job.objects.values_list("state").annotate(Count("pk")):
        lines.append(f'enishi_jobs{{state="{state}"}} {number}')
    oldest = Job.objects.filter(state="queued").aggregate(at=Min("due"))["at"]
    wait = max(0.0, (ports.clock.now() - oldest).total_seconds()) if oldest else 0.0
    lines += ["# TYPE enishi_oldest_job_seconds gauge", f"enishi_oldest_job_seconds {wait:.0f}"]
    unsealed = Audit.objects.filter(seq__isnull=True).count()
    lines += ["# TYPE enishi_audit_unsealed gauge", f"enishi_audit_unsealed {unsealed}"]
    lines += [*figures.lines(), *_access_log()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _access_log() -> list[str]:
    """What waits in the spool, for room on the disk (in the process that answers), and what never came through."""
    waiting, held = drain.waiting(), spool.state()
    figures = {
        "spool_bytes": waiting.bytes,
        "spool_held_bytes": held.held,
        "spool_lost_lines": held.lost,
        "spool_torn_lines": waiting.torn,
    }
    return [
        line
        for name, number in figures.items()
        for line in (f"# TYPE enishi_access_{name} gauge", f"enishi_access_{name} {number}")
    ]


def _is_private(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
