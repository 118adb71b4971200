from django.urls import path

from campaigns import count_views, plan_views, target_views

urlpatterns = [
    path("lam-viec/ke-hoach/", plan_views.plan_desk, name="plan_desk"),
    path("lam-viec/ke-hoach/them/", plan_views.plan_create, name="plan_create"),
    path("lam-viec/ke-hoach/<int:pk>/", plan_views.plan_page, name="plan_page"),
    path("lam-viec/ke-hoach/<int:pk>/sua/", plan_views.plan_edit, name="plan_edit"),
    path("lam-viec/ke-hoach/<int:pk>/phe-duyet/", plan_views.plan_approve, name="plan_approve"),
    path("lam-viec/ke-hoach/<int:pk>/chuyen/<slug:move>/", plan_views.plan_move, name="plan_move"),
    path("lam-viec/ke-hoach/<int:pk>/dieu-chinh/", plan_views.plan_amend, name="plan_amend"),
    path("lam-viec/ke-hoach/<int:pk>/don-vi/", plan_views.plan_units, name="plan_units"),
    path("lam-viec/ke-hoach/<int:pk>/dem/<slug:indicator>/", count_views.plan_count, name="plan_count"),
    path("lam-viec/ke-hoach/ban/<int:pk>/", target_views.plan_version, name="plan_version"),
    path("lam-viec/ke-hoach/ban/<int:pk>/chi-tieu/", target_views.target_add, name="target_add"),
    path(
        "lam-viec/ke-hoach/ban/<int:pk>/phe-duyet/", target_views.amendment_approve, name="amendment_approve"
    ),
    path("lam-viec/ke-hoach/ban/<int:pk>/huy/", target_views.amendment_discard, name="amendment_discard"),
    path("lam-viec/ke-hoach/chi-tieu/<int:pk>/", target_views.target_edit, name="target_edit"),
    path("lam-viec/ke-hoach/chi-tieu/<int:pk>/bo/", target_views.target_remove, name="target_remove"),
    path(
        "lam-viec/ke-hoach/chi-tieu/<int:pk>/bao-cao/", target_views.free_result_add, name="free_result_add"
    ),
    path("lam-viec/ke-hoach/minh-chung/<int:pk>/", target_views.free_result_file, name="free_result_file"),
]
