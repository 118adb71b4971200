"""Public addresses of pages that need the plans; they never change."""

from django.urls import path

from campaigns import place_views, product_views

urlpatterns = [
    path("san-pham/<str:code>/<slug:slug>/", product_views.product_page, name="product_page"),
    path("dia-phuong/<slug:address_code>/", place_views.place_page, name="place_page"),
]
