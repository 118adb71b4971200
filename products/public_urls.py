"""Public addresses; they are printed on labels and never change."""

from django.urls import path, re_path

from products import about_views, catalogue_views, feeds, misuse_views, open_data_views
from products import public_views as views

urlpatterns = [
    path("", views.home, name="home"),
    path("san-pham/", catalogue_views.catalogue_page, name="catalogue"),
    path("so-sanh/", catalogue_views.compare, name="compare"),
    re_path(r"^san-pham/(?P<rest>[\s\S]+?)/?$", views.product_by_any_spelling, name="product_any_spelling"),
    path("v/", views.verify_form, name="verify_form"),
    re_path(r"^v/(?P<code>[\s\S]+?)/?$", views.verify, name="verify"),
    path("phan-anh/", misuse_views.report_create, name="report_create"),
    path("phan-anh/<str:ticket>/", misuse_views.report_status, name="report_status"),
    path("chu-the/", views.producer_list, name="producer_list"),
    path("chu-the/<int:pk>/<slug:slug>/", views.producer_page, name="producer_page"),
    path("chu-the/<int:pk>/", views.producer_page, name="producer_page_short"),
    path("tin/san-pham.atom", feeds.ProductFeed(), name="catalogue_feed"),
    path("tin/sap-het-han.atom", feeds.ExpiringFeed(), name="expiring_feed"),
    re_path(r"^tin/(?P<kind>moi|thu-hoi)\.atom$", feeds.EventFeed(), name="event_feed"),
    path("du-lieu-mo/", open_data_views.open_data_page, name="open_data"),
    path("du-lieu-mo/tu-dien/", open_data_views.data_dictionary, name="data_dictionary"),
    path("du-lieu-mo/SHA256SUMS", open_data_views.checksums, name="data_checksums"),
    path("du-lieu-mo/<str:name>", open_data_views.open_data_file, name="open_data_file"),
    path("thuat-ngu/", about_views.glossary, name="glossary"),
    path("tiep-can/", about_views.accessibility, name="accessibility"),
    re_path(r"^anh/(?P<pk>\d{1,18})/(?P<size>nho|lon)/$", views.photo, name="photo"),
]
