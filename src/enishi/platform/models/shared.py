"""Small values all processes share for a while: counters of attempts, codes that were used."""

from __future__ import annotations

from django.db import models


class SharedValue(models.Model):
    """One value of the shared cache as JSON text; it counts until `expires`."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["expires"], name="sharedvalue_expires")]
