"""Addresses. Vietnamese has no prefix, English lives under /en/; machines' addresses have neither."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from evaluations import seal_views
from ocop_portal import api, views

handler500 = "ocop_portal.views.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/ocop-keys.json", seal_views.keys_for_machines, name="keys_for_machines"),
    re_path(r"^api/v1/verify/(?P<code>[^?]+?)/?$", api.verify, name="api_verify"),
    *i18n_patterns(
        path("", include("ocop_portal.accounts.urls")),
        path("", include("producers.urls")),
        path("", include("products.urls")),
        path("", include("evaluations.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
