"""Certificates that come to an end, and the machine room from which reminders go out."""

from django.urls import path

from evaluations import expiry_views as views
from evaluations import machine_views

urlpatterns = [
    path("lam-viec/chung-nhan/het-han/", views.expiry_desk, name="expiry_desk"),
    path("lam-viec/chung-nhan/het-han/lich.ics", views.expiry_calendar, name="expiry_calendar"),
    path("lam-viec/chung-nhan/het-han/mo-ho-so/", views.expiry_start, name="expiry_start"),
    path("lam-viec/chung-nhan/het-han/<int:pk>/", views.expiry_call, name="expiry_call"),
    path(
        "lam-viec/chung-nhan/het-han/<int:pk>/lich.ics", views.expiry_calendar_one, name="expiry_calendar_one"
    ),
    path("lam-viec/chung-nhan/danh-gia-lai/<int:pk>/", views.reevaluation_start, name="reevaluation_start"),
    path("lam-viec/van-hanh/", machine_views.machine_room, name="machine_room"),
    path("lam-viec/van-hanh/gui-lai/<int:pk>/", machine_views.mail_again, name="mail_again"),
]
