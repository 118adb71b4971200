"""A producer's evidence library."""

from django.urls import path

from evaluations import library_views as views

urlpatterns = [
    path("lam-viec/chu-the/<int:pk>/tai-lieu/", views.document_library, name="document_library"),
    path("lam-viec/chu-the/<int:pk>/tai-lieu/them/", views.document_add, name="document_add"),
    path("lam-viec/tai-lieu/<int:pk>/", views.document_page, name="document_page"),
    path("lam-viec/tai-lieu/<int:pk>/tep/", views.document_file, name="document_file"),
    path("lam-viec/tai-lieu/<int:pk>/ban-moi/", views.document_replace, name="document_replace"),
    path("lam-viec/tai-lieu/<int:pk>/sua/", views.document_correct, name="document_correct"),
    path("lam-viec/ho-so/<int:pk>/tai-lieu/thu-vien/", views.evidence_choose, name="evidence_choose"),
]
