"""The desk's pages about products, and about a producer together with its products."""

from django.urls import path

from products import desk_views, misuse_views, producer_views, story_views

urlpatterns = [
    path("lam-viec/chu-the/<int:pk>/", producer_views.producer_record, name="producer_record"),
    path("lam-viec/chu-the/<int:pk>/sua/", producer_views.producer_edit, name="producer_edit"),
    path("lam-viec/chu-the/<int:pk>/cau-chuyen/", story_views.producer_story, name="producer_story"),
    path("lam-viec/goi-y/chu-the/", desk_views.producer_suggestions, name="producer_suggestions"),
    path("lam-viec/phan-anh/", misuse_views.report_desk, name="report_desk"),
    path("lam-viec/san-pham/", desk_views.product_desk, name="product_desk"),
    path("lam-viec/san-pham/them/", desk_views.product_create, name="product_create"),
    path("lam-viec/san-pham/<int:pk>/sua/", desk_views.product_edit, name="product_edit"),
    path("lam-viec/san-pham/<int:pk>/cau-chuyen/", story_views.product_story, name="product_story"),
    path("lam-viec/san-pham/<int:pk>/anh/", desk_views.product_photo_add, name="product_photo_add"),
    path(
        "lam-viec/san-pham/anh/<int:pk>/loi/", desk_views.product_photo_caption, name="product_photo_caption"
    ),
    path("lam-viec/san-pham/anh/<int:pk>/bo/", desk_views.product_photo_remove, name="product_photo_remove"),
]
