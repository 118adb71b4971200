from django.urls import path

from evaluations import decision_file_views, seal_views
from evaluations import outcome_views as views

urlpatterns = [
    path("lam-viec/quyet-dinh/", views.decision_desk, name="decision_desk"),
    path("lam-viec/quyet-dinh/them/", views.decision_create, name="decision_create"),
    path("lam-viec/quyet-dinh/<int:pk>/", views.decision_page, name="decision_page"),
    path(
        "lam-viec/quyet-dinh/<int:pk>/danh-sach.<str:form>",
        views.decision_list_paper,
        name="decision_list_paper",
    ),
    path("lam-viec/quyet-dinh/chuyen-len/<int:pk>/", views.decision_refer, name="decision_refer"),
    path("lam-viec/quyet-dinh/khong-cong-nhan/<int:pk>/", views.decision_decline, name="decision_decline"),
    path("lam-viec/quyet-dinh/tinh-danh-gia/<int:pk>/", views.decision_again, name="decision_again"),
    path(
        "lam-viec/quyet-dinh/<int:pk>/them-tep/",
        decision_file_views.decision_file_add,
        name="decision_file_add",
    ),
    path(
        "lam-viec/quyet-dinh/<int:pk>/giay-to/",
        decision_file_views.decision_papers,
        name="decision_papers",
    ),
    path("lam-viec/quyet-dinh/tep/<int:pk>/", decision_file_views.decision_file, name="decision_file"),
    path("lam-viec/chung-nhan/", views.certificate_desk, name="certificate_desk"),
    path("lam-viec/chung-nhan/<int:pk>/", views.certificate_page, name="certificate_page"),
    path("lam-viec/chung-nhan/<int:pk>/ban-in.pdf", views.certificate_paper_file, name="certificate_paper"),
    path("khoa-cong-khai/", seal_views.public_keys, name="public_keys"),
    path("kiem-tra-giay-chung-nhan/", seal_views.certificate_check, name="certificate_check"),
]
