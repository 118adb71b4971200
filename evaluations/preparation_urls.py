"""Forms 01 and 02 of a dossier, filled in by the producer or on its behalf."""

from django.urls import path

from evaluations import preparation_views as views

urlpatterns = [
    path("lam-viec/ho-so/<int:pk>/mau-01/", views.dossier_slip, name="dossier_slip"),
    path("lam-viec/ho-so/<int:pk>/mau-02/", views.dossier_report, name="dossier_report"),
    path(
        "lam-viec/ho-so/<int:pk>/mau-02/phan/<slug:part>/",
        views.dossier_self_scores,
        name="dossier_self_scores",
    ),
]
