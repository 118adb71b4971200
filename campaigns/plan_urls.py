from django.urls import path

from campaigns import (
    activity_views,
    book_views,
    count_views,
    plan_views,
    report_views,
    revoking_views,
    target_views,
    visit_views,
    year_views,
)

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
    path("lam-viec/ke-hoach/<int:pk>/bao-cao.<slug:form>", report_views.plan_paper, name="plan_paper"),
    path("lam-viec/ke-hoach/<int:pk>/lich/", activity_views.plan_calendar, name="plan_calendar"),
    path("lam-viec/ke-hoach/<int:pk>/lich/buoc/", activity_views.plan_stages, name="plan_stages"),
    path("lam-viec/ke-hoach/<int:pk>/hoat-dong/", activity_views.activity_add, name="activity_add"),
    path("lam-viec/ke-hoach/hoat-dong/<int:pk>/", activity_views.activity_page, name="activity_page"),
    path("lam-viec/ke-hoach/hoat-dong/<int:pk>/sua/", activity_views.activity_edit, name="activity_edit"),
    path("lam-viec/ke-hoach/<int:pk>/nhiem-vu/", activity_views.task_add, name="task_add"),
    path("lam-viec/ke-hoach/nhiem-vu/<int:pk>/", activity_views.task_edit, name="task_edit"),
    path("lam-viec/ke-hoach/<int:pk>/y-tuong/", activity_views.idea_desk, name="idea_desk"),
    path("lam-viec/ke-hoach/<int:pk>/y-tuong/them/", activity_views.idea_add, name="idea_add"),
    path("lam-viec/ke-hoach/y-tuong/<int:pk>/", activity_views.idea_page, name="idea_page"),
    path("lam-viec/ke-hoach/y-tuong/<int:pk>/sua/", activity_views.idea_edit, name="idea_edit"),
    path("lam-viec/ke-hoach/y-tuong/<int:pk>/<slug:move>/", activity_views.idea_act, name="idea_act"),
    path("lam-viec/ke-hoach/nam/<slug:address_code>/<int:year>/", year_views.plan_year, name="plan_year"),
    path(
        "lam-viec/ke-hoach/nam/<slug:address_code>/<int:year>/dem/<slug:indicator>/",
        year_views.year_count,
        name="year_count",
    ),
    path("lam-viec/so/", book_views.book_desk, name="book_desk"),
    path("lam-viec/so/<slug:book>/", book_views.book_list, name="book_list"),
    path("lam-viec/so/<slug:book>/them/", book_views.book_add, name="book_add"),
    path("lam-viec/so/<slug:book>/<int:pk>/", book_views.book_edit, name="book_edit"),
    path("lam-viec/hau-kiem/", visit_views.visit_desk, name="visit_desk"),
    path("lam-viec/hau-kiem/them/", visit_views.visit_add, name="visit_add"),
    path("lam-viec/hau-kiem/<int:pk>/", visit_views.visit_page, name="visit_page"),
    path("lam-viec/hau-kiem/<int:pk>/anh/", visit_views.visit_photo_add, name="visit_photo_add"),
    path("lam-viec/hau-kiem/<int:pk>/phat-hien/", visit_views.finding_add, name="finding_add"),
    path("lam-viec/hau-kiem/phat-hien/<int:pk>/", visit_views.finding_mend, name="finding_mend"),
    path(
        "lam-viec/hau-kiem/phat-hien/<int:pk>/thu-hoi/", revoking_views.finding_revoke, name="finding_revoke"
    ),
    path("lam-viec/phan-anh/<int:pk>/", revoking_views.report_record, name="report_record"),
    path("lam-viec/phan-anh/<int:pk>/thu-hoi/", revoking_views.report_revoke, name="report_revoke"),
    path("lam-viec/thu-hoi/<int:pk>/", revoking_views.revocation_page, name="revocation_page"),
    path("lam-viec/hau-kiem/anh/<int:pk>/", visit_views.visit_photo, name="visit_photo"),
]
