"""The parts of the main job, each done by one person in the browser."""

import re

from ocop_portal.core.days import today

CONTENTS = ("origin", "labour", "idea", "identity")
REQUIRED = ("registration_slip", "self_assessment")
TODAY = f"{today():%d/%m/%Y}"


def register_producer(officer, *, name, unit):
    officer.open("/lam-viec/chu-the/").follow(to="/lam-viec/chu-the/them/")
    officer.choose("kind", "cooperative")
    officer.fill(name=name, unit=unit, representative_name="Giáp Thị Hoa", phone="0912 345 678")
    officer.send()
    assert name in officer.text("h1")


def register_product(officer, *, name, set_no, made_in=""):
    """From the producer's page: the producer and its commune are filled in already."""
    officer.follow(to="/lam-viec/san-pham/them/")
    officer.fill(name=name).choose_worded("product_set", f"{set_no}.")
    if made_in:
        officer.fill(made_in=made_in)
    officer.send()
    assert name in officer.text("h1")


def open_dossier(officer, *, received_on=""):
    officer.follow(to="/mo-ho-so/")
    if received_on:
        officer.fill(received_on=received_on)
        officer.page.keyboard.press("Tab")
        officer.page.wait_for_load_state("networkidle")
    officer.send()
    assert re.fullmatch(r"/lam-viec/ho-so/\d+/", officer.path), officer.path


def hand_in(officer):
    """Attach the required papers and one for a criterion, then hand in."""
    for kind in REQUIRED:
        officer.follow(to=f"loai={kind}").attach("file", f"{kind}.pdf", paper(kind)).send()
    officer.follow(to="?tieu-chi=").choose("kind", "raw_materials")
    officer.attach("file", "nguyen-lieu.pdf", paper("nguyen lieu")).send()
    officer.follow(to="/nop/").send()


def paper(words):
    return f"%PDF-1.4\n% {words}\n%%EOF\n".encode()


def take_in_and_propose(officer):
    officer.follow(to="/tiep-nhan/").send()
    officer.follow(to="/nhan-xet/")
    officer.fill(**{name: f"Đạt yêu cầu: {name}." for name in CONTENTS}).send()
    officer.follow(to="/de-xuat/")
    if officer.page.locator("[name=letter_number]").count():
        officer.fill(letter_number="215/UBND-KT", letter_on=TODAY)
    officer.send()


def open_session(secretary, *, name, product, held_on=""):
    """Prepare a session with the product on its agenda and open it; return the session's address."""
    secretary.open("/lam-viec/hoi-dong/").follow(to="/lam-viec/hoi-dong/").follow(to="/phien-moi/")
    secretary.fill(name=name, place="Hội trường")
    if held_on:
        secretary.fill(held_on=held_on)
    secretary.send()
    address = secretary.path
    secretary.page.locator("main label", has_text=product).click()
    secretary.send("main form[action$='/them/'] button[type=submit]")
    secretary.follow(to="/mo/").send()
    assert secretary.path == address
    return address


def sheet_on_page(member):
    """What the score card offers: [(code, [(value, points, minimum or 0)], minimum of the whole or 0)]."""
    return member.page.evaluate(
        """() => [...document.querySelectorAll('.criterion')].map(one => [
            one.dataset.code,
            [...one.querySelectorAll('input[type=radio]')].map(
                option => [option.value, Number(option.dataset.points), Number(option.dataset.min ?? 0)]),
            Number(one.dataset.minStar ?? 0),
        ])"""
    )


def marks_for(sheet, *, star, at_most):
    """The best marks, lowered where no minimum of the star forbids it until the total is low enough."""
    best = {code: max(options, key=lambda one: one[1]) for code, options, _whole in sheet}
    total = sum(points for _value, points, _minimum in best.values())
    for code, options, whole in sheet:
        if total <= at_most:
            break
        if whole and whole <= star:
            continue
        needed = max([points for _value, points, minimum in options if 0 < minimum <= star], default=0)
        allowed = [one for one in options if one[1] >= needed]
        lowest = min(allowed, key=lambda one: one[1])
        total += lowest[1] - best[code][1]
        best[code] = lowest
    return {code: value for code, (value, _points, _minimum) in best.items()}, total


def open_card(member, *, product):
    """Open the card; who has not declared interests in the session yet declares to have none first."""
    desk = "/lam-viec/cham-diem/"
    member.open(desk).follow(to=desk, named=product)
    if member.path.endswith("/loi-ich/"):
        for answer in member.page.locator("input[type=radio][value=none]").all():
            answer.check()
        member.send().open(desk).follow(to=desk, named=product)
    return member


def score(member, *, product, star, at_most, by_hand=False):
    """Fill in the whole card and submit it; return its total.

    `by_hand` moves the pointer to every option; otherwise the options are clicked without waiting for it.
    """
    open_card(member, product=product)
    marks, total = marks_for(sheet_on_page(member), star=star, at_most=at_most)
    options = [f"input[name='m-{code}'][value='{value}']" for code, value in marks.items()]
    if by_hand:
        for option in options:
            member.page.locator(option).check()
    else:
        member.page.evaluate("all => all.forEach(one => document.querySelector(one).click())", options)
    assert member.text("[data-total]") == str(total)
    submit_card(member)
    return total


def submit_card(member):
    member.page.locator("button[name=act][value=submit]").click()
    member.page.wait_for_url("**/nop/")
    assert member.page.locator("main form[method=post]").count()
    member.send()
    assert member.path == "/lam-viec/cham-diem/", member.path


def close_session(secretary, *, address):
    secretary.open(address).follow(to="/khep/").send()
    secretary.open(address).follow(to="/diem-danh/")
    for answer in secretary.page.locator("input[type=radio][value=present]").all():
        answer.check()
    secretary.send().open(address).follow(to="/ket-thuc/").send()


def decide(leader, *, product, number, decided_on):
    """Recognise that product alone; return the address of its certificate."""
    leader.open("/lam-viec/quyet-dinh/")
    for tick in leader.page.locator("input[name='ho-so']").all():
        tick.set_checked(product in (tick.get_attribute("aria-label") or ""))
    leader.send("main form[action$='/them/'] button[type=submit]")
    leader.fill(number=number, decided_on=decided_on).send()
    leader.send("main form[method=post] button[name=sign]")
    assert re.fullmatch(r"/lam-viec/quyet-dinh/\d+/", leader.path), leader.path
    leader.follow(to="/lam-viec/chung-nhan/")
    return leader.path


def code_on(certificate_page):
    """The product's code, as the public link of the certificate carries it."""
    link = certificate_page.page.locator("main a[href*='/v/']").first.get_attribute("href")
    return re.search(r"/v/(.+?)/?$", link)[1]
