"""OCOP Portal: the register, the scoring and the year's work of "One Commune One Product"."""

from ocop_portal.celery import app as celery_app

__all__ = ["celery_app"]
