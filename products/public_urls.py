"""Public addresses; they are printed on labels and never change."""

from django.urls import path, re_path

from products import catalogue_views, misuse_views
from products import public_views as views

urlpatterns = [
    path("", views.home, name="home"),
    path("san-pham/", catalogue_views.catalogue_page, name="catalogue"),
    path("so-sanh/", catalogue_views.compare, name="compare"),
    path("san-pham/<str:code>/<slug:slug>/", views.product_page, name="product_page"),
    re_path(r"^san-pham/(?P<rest>[\s\S]+?)/?$", views.product_by_any_spelling, name="product_any_spelling"),
    path("v/", views.verify_form, name="verify_form"),
    re_path(r"^v/(?P<code>[\s\S]+?)/?$", views.verify, name="verify"),
    path("phan-anh/", misuse_views.report_create, name="report_create"),
    path("phan-anh/<str:ticket>/", misuse_views.report_status, name="report_status"),
    path("chu-the/", views.producer_list, name="producer_list"),
    path("chu-the/<int:pk>/<slug:slug>/", views.producer_page, name="producer_page"),
    path("chu-the/<int:pk>/", views.producer_page, name="producer_page_short"),
    path("dia-phuong/<slug:address_code>/", views.place_page, name="place_page"),
    re_path(r"^anh/(?P<pk>\d{1,18})/(?P<size>nho|lon)/$", views.photo, name="photo"),
]
