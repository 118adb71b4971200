from django.urls import path

from evaluations import lifecycle_views as views

urlpatterns = [
    path("lam-viec/san-pham/<int:pk>/gia-han/", views.product_extend, name="product_extend"),
    path("lam-viec/san-pham/<int:pk>/dinh-chinh/", views.product_correct, name="product_correct"),
    path("lam-viec/san-pham/<int:pk>/thu-hoi/", views.product_revoke, name="product_revoke"),
    path("lam-viec/san-pham/<int:pk>/xin-rut/", views.product_give_up, name="product_give_up"),
    path("lam-viec/thu-hoi/", views.revocation_desk, name="revocation_desk"),
    path("lam-viec/thu-hoi/<int:pk>/quyet-dinh/", views.revocation_decide, name="revocation_decide"),
    path("lam-viec/thu-hoi/<int:pk>/ban-quet/", views.revocation_file_add, name="revocation_file_add"),
    path("lam-viec/thu-hoi/tep/<int:pk>/", views.revocation_file, name="revocation_file"),
    path("lam-viec/thu-hoi/<int:pk>/khong-thu-hoi/", views.revocation_drop, name="revocation_drop"),
]
