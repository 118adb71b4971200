"""From a producer nobody knew to a code anybody can check, without the administration and without a shell."""

from urllib.parse import quote_plus

from django.utils import translation

from ocop_portal.core.text import fold
from tests.journeys import steps

SEATS = ("chu-tich-hd", "uv1", "uv2", "uv3", "uv4", "uv5")


def test_commune_and_province_bring_a_new_product_to_the_register(somebody):
    product = "Mật ong hoa nhãn Đồi Sim"
    officer = somebody("can-bo.xa-luc-ngan")
    steps.register_producer(officer, name="Hợp tác xã Ong mật Đồi Sim", unit="xã Lục Ngạn")
    officer.look("chu-the")
    steps.register_product(officer, name=product, set_no=4)
    officer.look("san-pham")
    steps.open_dossier(officer)
    officer.look("ho-so-moi")
    steps.hand_in(officer)
    steps.take_in_and_propose(officer)
    officer.look("ho-so-de-xuat")

    secretary = somebody("thu-ky.bac-ninh")
    address = steps.open_session(secretary, name="Phiên họp thử", product=product)
    for seat in SEATS:
        member = somebody(f"{seat}.bac-ninh")
        total = steps.score(member, product=product, star=4, at_most=85, by_hand=seat == SEATS[0])
        assert 70 <= total < 90
    secretary.open(address).look("phien-dang-cham")
    steps.close_session(secretary, address=address)
    secretary.look("phien-da-khep")

    leader = somebody("lanh-dao.bac-ninh")
    leader.open(steps.decide(leader, product=product, number="2001/QĐ-UBND", decided_on=steps.TODAY))
    leader.look("giay-chung-nhan")

    visitor = somebody()
    visitor.open(f"/san-pham/?q={quote_plus(fold(product))}").follow(to="/san-pham/", named=product)
    assert product in visitor.text("h1")
    visitor.look("trang-san-pham")
    check_every_spelling(visitor, steps.code_on(leader), product, stars=4)


def test_district_enters_its_round_of_2024_today(somebody):
    product = "Mỳ gạo Hằng Hiếu"
    officer = somebody("can-bo.luc-ngan")
    officer.open("/lam-viec/chu-the/?q=hang+hieu").follow(to="/lam-viec/chu-the/", named="Hằng Hiếu")
    steps.register_product(officer, name=product, set_no=6)
    steps.open_dossier(officer, received_on="05/08/2024")
    steps.hand_in(officer)
    steps.take_in_and_propose(officer)
    facts = officer.text("[aria-labelledby=facts]")
    with translation.override("vi"):
        assert translation.gettext("Entered afterwards") in facts
    assert "148" in facts
    assert "05/08/2024" in facts

    secretary = somebody("thu-ky.luc-ngan")
    address = steps.open_session(
        secretary, name="Phiên họp tháng 9 năm 2024", product=product, held_on="10/09/2024"
    )
    for seat in SEATS:
        member = somebody(f"{seat}.luc-ngan")
        assert 50 <= steps.score(member, product=product, star=3, at_most=66) < 70
    steps.close_session(secretary, address=address)

    leader = somebody("lanh-dao.luc-ngan")
    leader.open(steps.decide(leader, product=product, number="702/QĐ-UBND", decided_on="16/09/2024"))
    assert "16/09/2027" in leader.text()
    leader.look("giay-chung-nhan-huyen")
    check_every_spelling(somebody(), steps.code_on(leader), product, stars=3)


def check_every_spelling(visitor, code, product, *, stars):
    """The code as printed, in small letters and with slashes leads to the same valid product."""
    for spelling in (code, code.lower(), code.replace("-", "/")):
        visitor.open(f"/v/{spelling}")
        assert product in visitor.text(), spelling
        assert visitor.page.locator("main .status-in_force").count(), spelling
        assert visitor.text("main .stars").strip().startswith(str(stars)), spelling
    visitor.look(f"kiem-tra-{stars}-sao")
