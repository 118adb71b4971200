from django.urls import include, path

urlpatterns = [
    path("", include("evaluations.dossier_urls")),
    path("", include("evaluations.preparation_urls")),
    path("", include("evaluations.library_urls")),
    path("", include("evaluations.council_urls")),
    path("", include("evaluations.outcome_urls")),
    path("", include("evaluations.lifecycle_urls")),
    path("", include("evaluations.expiry_urls")),
    path("", include("evaluations.set_urls")),
]
