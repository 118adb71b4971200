"""Addresses. Vietnamese has no prefix, English lives under /en/; machines' addresses have neither."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path

import campaigns.public_urls
import products.public_urls
from evaluations import seal_views
from ocop_portal import api, views
from products.badge_views import badge, label_code
from products.sitemaps import SITEMAPS

handler500 = "ocop_portal.views.server_error"

MAPS = {"sitemaps": SITEMAPS}

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    *i18n_patterns(  # what most people ask for is looked for first
        *campaigns.public_urls.urlpatterns,
        *products.public_urls.urlpatterns,
        path("api/v1/docs/", api.docs, name="api_docs"),
        prefix_default_language=False,
    ),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/ocop-keys.json", seal_views.keys_for_machines, name="keys_for_machines"),
    path("sitemap.xml", sitemap_views.index, MAPS | {"sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap_views.sitemap, MAPS, name="sitemap_section"),
    re_path(r"^huy-hieu/(?P<code>[0-9A-Za-z._\-]{1,80})\.svg$", badge, name="badge"),
    re_path(r"^ma-qr/(?P<code>[0-9A-Za-z._\-]{1,80})\.svg$", label_code, name="label_code"),
    path("api/v1/", include(api.urlpatterns)),
    *i18n_patterns(
        path("", include("ocop_portal.accounts.urls")),
        path("", include("products.desk_urls")),
        path("", include("campaigns.money_urls")),
        path("", include("producers.urls")),
        path("", include("evaluations.urls")),
        path("", include("campaigns.plan_urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
