from django.urls import path

from campaigns import budget_views, payee_views, recovery_views, support_views, workspace_views

MONEY = "lam-viec/ke-hoach/du-toan/"
SUPPORT = "lam-viec/ho-tro/"
MOVES = {"check": "kiem-tra", "approve": "duyet", "pay": "chi", "reject": "tu-choi", "cancel": "huy"}

urlpatterns = [
    path("lam-viec/", workspace_views.workspace, name="workspace"),
    path("lam-viec/ke-hoach/<int:pk>/du-toan/", budget_views.budget_page, name="budget_page"),
    path("lam-viec/ke-hoach/<int:pk>/du-toan/them/", budget_views.budget_line_add, name="budget_line_add"),
    path("lam-viec/ke-hoach/<int:pk>/du-toan/duyet/", budget_views.budget_approve, name="budget_approve"),
    path(f"{MONEY}dong/<int:pk>/", budget_views.budget_line_page, name="budget_line_page"),
    path(f"{MONEY}dong/<int:pk>/sua/", budget_views.budget_line_edit, name="budget_line_edit"),
    path(f"{MONEY}dong/<int:pk>/ghi/<slug:kind>/", budget_views.budget_move, name="budget_move"),
    path(SUPPORT, support_views.support_desk, name="support_desk"),
    path(f"{SUPPORT}de-nghi/", support_views.support_propose, name="support_propose"),
    path(f"{SUPPORT}de-nghi-khac/", support_views.support_other, name="support_other"),
    path(f"{SUPPORT}khong-chi/", support_views.support_set_aside, name="support_set_aside"),
    *(
        path(f"{SUPPORT}{word}/", support_views.support_act, {"transition": name}, name=f"support_{name}")
        for name, word in MOVES.items()
    ),
    path(f"{SUPPORT}<int:pk>/", support_views.support_page, name="support_page"),
    path(f"{SUPPORT}<int:pk>/thu-hoi/", recovery_views.recovery_order, name="recovery_order"),
    path(f"{SUPPORT}<int:pk>/thu-hoi/thoi/", recovery_views.recovery_call_off, name="recovery_call_off"),
    path(f"{SUPPORT}<int:pk>/thu-hoi/da-nhan/", recovery_views.recovery_receive, name="recovery_receive"),
    path(f"{SUPPORT}<int:pk>/giay-to/", support_views.support_paper_add, name="support_paper_add"),
    path(f"{SUPPORT}giay-to/<int:pk>/", support_views.support_paper_file, name="support_paper_file"),
    path(f"{SUPPORT}dot-chi/them/", payee_views.batch_create, name="batch_create"),
    path(f"{SUPPORT}dot-chi/<int:pk>/", payee_views.batch_page, name="batch_page"),
    path(f"{SUPPORT}dot-chi/<int:pk>/da-chi/", payee_views.batch_pay, name="batch_pay"),
    path(f"{SUPPORT}dot-chi/<int:pk>/danh-sach.<slug:form>", payee_views.batch_paper, name="batch_paper"),
    path(
        f"{SUPPORT}dot-chi/<int:pk>/ngan-hang.<slug:form>",
        payee_views.batch_bank_file,
        name="batch_bank_file",
    ),
    path(f"{SUPPORT}chinh-sach/", payee_views.policy_desk, name="policy_desk"),
    path(f"{SUPPORT}chinh-sach/them/", payee_views.policy_create, name="policy_create"),
    path(f"{SUPPORT}chinh-sach/<int:pk>/", payee_views.policy_page, name="policy_page"),
    path(f"{SUPPORT}chinh-sach/<int:pk>/ket-thuc/", payee_views.policy_end, name="policy_end"),
    path(f"{SUPPORT}tai-khoan/<int:pk>/", payee_views.payee_page, name="payee_page"),
    path(f"{SUPPORT}tai-khoan/<int:pk>/nhap/", payee_views.payee_enter, name="payee_enter"),
    path(f"{SUPPORT}tai-khoan/xac-nhan/<int:pk>/", payee_views.payee_confirm, name="payee_confirm"),
    path(f"{SUPPORT}tai-khoan/xem/<int:pk>/", payee_views.payee_reveal, name="payee_reveal"),
]
