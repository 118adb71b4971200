"""A product in the workspace, and the pages of a dossier until it lies before a council."""

from django.urls import path

from evaluations import advice_views as advice
from evaluations import dossier_paper_views as papers
from evaluations import dossier_views as views
from evaluations import intake_views as intake

urlpatterns = [
    path("lam-viec/san-pham/<int:pk>/", views.product_record, name="product_record"),
    path("lam-viec/san-pham/<int:pk>/mo-ho-so/", views.dossier_create, name="dossier_create"),
    path("lam-viec/ho-so/", views.dossier_desk, name="dossier_desk"),
    path("lam-viec/ho-so/<int:pk>/", views.dossier_page, name="dossier_page"),
    path("lam-viec/ho-so/<int:pk>/tai-lieu/", views.evidence_add, name="evidence_add"),
    path("lam-viec/ho-so/<int:pk>/nop/", views.dossier_submit, name="dossier_submit"),
    path("lam-viec/ho-so/<int:pk>/tra-lai/", views.dossier_return, name="dossier_return"),
    path("lam-viec/ho-so/<int:pk>/tiep-nhan/", views.dossier_accept, name="dossier_accept"),
    path("lam-viec/ho-so/<int:pk>/nhan-xet/", views.dossier_assessment, name="dossier_assessment"),
    path("lam-viec/ho-so/<int:pk>/de-xuat/", views.dossier_propose, name="dossier_propose"),
    path("lam-viec/ho-so/<int:pk>/rut/", views.dossier_withdraw, name="dossier_withdraw"),
    path("lam-viec/ho-so/<int:pk>/bien-nhan/", intake.dossier_receipt, name="dossier_receipt"),
    path(
        "lam-viec/ho-so/<int:pk>/yeu-cau-bo-sung/",
        intake.dossier_request_supplement,
        name="dossier_request_supplement",
    ),
    path("lam-viec/ho-so/<int:pk>/nop-bo-sung/", intake.dossier_supplement, name="dossier_supplement"),
    path("lam-viec/ho-so/<int:pk>/tu-van/", advice.dossier_advice, name="dossier_advice"),
    path("lam-viec/ho-so/tu-van/<int:pk>/thoi/", advice.advisor_end, name="advisor_end"),
    path("lam-viec/ho-so/<int:pk>/khao-sat/", advice.site_visit, name="site_visit"),
    path("lam-viec/ho-so/anh-khao-sat/<int:pk>/", advice.site_photo, name="site_photo"),
    path("lam-viec/ho-so/<int:pk>/bao-cao-tu-van/", advice.advisory_report, name="advisory_report"),
    path(
        "lam-viec/ho-so/<int:pk>/bao-cao-tu-van/ban-giao/",
        advice.advisory_report_hand_over,
        name="advisory_report_hand_over",
    ),
    path(
        "lam-viec/ho-so/<int:pk>/giay/<slug:paper>.<slug:form>",
        papers.dossier_paper,
        name="dossier_paper",
    ),
    path("lam-viec/ho-so/<int:pk>/bo-ho-so/<int:number>.pdf", papers.dossier_package, name="dossier_package"),
    path("lam-viec/ho-so/tep/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("lam-viec/ho-so/tep/<int:pk>/bo/", views.evidence_remove, name="evidence_remove"),
]
