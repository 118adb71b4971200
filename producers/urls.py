"""The desk of producers; the pages about one producer and its products are in `products.desk_urls`."""

from django.urls import path

from producers import member_views, views

urlpatterns = [
    path("lam-viec/chu-the/", views.producer_desk, name="producer_desk"),
    path("lam-viec/chu-the/them/", views.producer_create, name="producer_create"),
    path("lam-viec/chu-the/<int:pk>/nguoi/moi/", member_views.member_invite, name="member_invite"),
    path("lam-viec/chu-the/nguoi/<int:pk>/rut/", member_views.member_withdraw, name="member_withdraw"),
    path("lam-viec/goi-y/xa/", views.commune_suggestions, name="commune_suggestions"),
]
