from django.urls import path

from evaluations import (
    card_views,
    council_views,
    league_views,
    meeting_views,
    paper_card_views,
    paper_views,
    session_views,
)

urlpatterns = [
    path("lam-viec/hoi-dong/", council_views.council_desk, name="council_desk"),
    path("lam-viec/hoi-dong/them/", council_views.council_create, name="council_create"),
    path("lam-viec/hoi-dong/<int:pk>/", council_views.council_page, name="council_page"),
    path("lam-viec/hoi-dong/<int:pk>/sua/", council_views.council_edit, name="council_edit"),
    path("lam-viec/hoi-dong/<int:pk>/xep-hang/", league_views.council_ranking, name="council_ranking"),
    path("lam-viec/hoi-dong/muc/<int:pk>/so-sanh/", league_views.item_comparison, name="item_comparison"),
    path("lam-viec/hoi-dong/<int:pk>/thanh-vien/", council_views.seat_add, name="seat_add"),
    path("lam-viec/hoi-dong/ghe/<int:pk>/thoi/", council_views.seat_end, name="seat_end"),
    path("lam-viec/hoi-dong/ghe/<int:pk>/thay/", council_views.seat_replace, name="seat_replace"),
    path("lam-viec/hoi-dong/<int:pk>/phien-moi/", session_views.session_create, name="session_create"),
    path("lam-viec/hoi-dong/phien/<int:pk>/", session_views.session_page, name="session_page"),
    path("lam-viec/hoi-dong/phien/<int:pk>/sua/", session_views.session_edit, name="session_edit"),
    path("lam-viec/hoi-dong/phien/<int:pk>/them/", session_views.session_schedule, name="session_schedule"),
    path("lam-viec/hoi-dong/phien/<int:pk>/mo/", session_views.session_open, name="session_open"),
    path("lam-viec/hoi-dong/phien/<int:pk>/ket-thuc/", session_views.session_close, name="session_close"),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/tong-hop/",
        league_views.session_synthesis,
        name="session_synthesis",
    ),
    path("lam-viec/hoi-dong/phien/<int:pk>/giay-moi/", meeting_views.session_notice, name="session_notice"),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/loi-ich/",
        meeting_views.session_interests,
        name="session_interests",
    ),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/diem-danh/",
        meeting_views.session_attendance,
        name="session_attendance",
    ),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/tong-hop.<slug:form>",
        paper_views.session_synthesis_paper,
        name="session_synthesis_paper",
    ),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/bien-ban.<slug:form>",
        paper_views.session_minutes_paper,
        name="session_minutes_paper",
    ),
    path(
        "lam-viec/hoi-dong/phien/<int:pk>/phieu.<slug:form>",
        paper_views.session_cards_paper,
        name="session_cards_paper",
    ),
    path("lam-viec/hoi-dong/muc/<int:pk>/khong-cham/", meeting_views.item_recuse, name="item_recuse"),
    path("lam-viec/hoi-dong/muc/<int:pk>/tam-dung/", meeting_views.item_suspend, name="item_suspend"),
    path("lam-viec/hoi-dong/muc/<int:pk>/tiep-tuc/", meeting_views.item_resume, name="item_resume"),
    path("lam-viec/hoi-dong/muc/<int:pk>/dung-cham/", meeting_views.item_stop, name="item_stop"),
    path("lam-viec/hoi-dong/muc/<int:pk>/mo-lai/", meeting_views.item_reopen, name="item_reopen"),
    path("lam-viec/hoi-dong/muc/<int:pk>/rut/", session_views.item_remove, name="item_remove"),
    path("lam-viec/hoi-dong/muc/<int:pk>/khep/", session_views.item_close, name="item_close"),
    path(
        "lam-viec/hoi-dong/muc/<int:pk>/phieu-giay/", paper_card_views.paper_card_type, name="paper_card_type"
    ),
    path("lam-viec/cham-diem/giay/<int:pk>/", paper_card_views.paper_card_answer, name="paper_card_answer"),
    path(
        "lam-viec/cham-diem/giay/<int:pk>/ban-quet/", paper_card_views.paper_card_scan, name="paper_card_scan"
    ),
    path("lam-viec/cham-diem/", card_views.scoring_desk, name="scoring_desk"),
    path("lam-viec/cham-diem/<int:pk>/", card_views.score_card, name="score_card"),
    path("lam-viec/cham-diem/<int:pk>/luu/", card_views.score_card_save, name="score_card_save"),
    path("lam-viec/cham-diem/<int:pk>/nop/", card_views.score_card_submit, name="score_card_submit"),
]
