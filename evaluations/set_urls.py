"""The public pages of the product sets."""

from django.urls import path

from evaluations import set_views

urlpatterns = [
    path("bo-san-pham/", set_views.product_sets, name="product_sets"),
    path("bo-san-pham/<int:number>/", set_views.product_set, name="product_set"),
]
