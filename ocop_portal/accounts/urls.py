"""Signing in and out, passwords, one's own account. Names are allauth's, addresses are ours."""

from allauth.account import views as account
from django.urls import path, re_path

from ocop_portal.accounts import views

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", account.signup, name="account_signup"),
    path("tai-khoan/", views.profile, name="profile"),
    path("lam-viec/thong-bao/", views.notice_desk, name="notice_desk"),
    path("tai-khoan/khoa/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/mat-khau/dat/", account.password_set, name="account_set_password"),
    path("quen-mat-khau/", account.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "quen-mat-khau/xong/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
