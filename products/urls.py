from django.urls import include, path

urlpatterns = [
    path("", include("products.public_urls")),
    path("", include("products.desk_urls")),
]
