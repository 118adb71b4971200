"""The desk of what expires: filters, contacts, calendar, calls, opening many dossiers, the one link."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from evaluations import reminders, revocations
from evaluations.acts import offers
from evaluations.dossier_forms import intake_offices
from evaluations.enums import DossierState, Purpose, RevocationGround, Vote
from evaluations.expiry import ExpiryDesk
from evaluations.models import CallNote, Dossier
from evaluations.reevaluation import open_many, usual_vote
from evaluations.timeline import timeline
from ocop_portal.core.days import today
from ocop_portal.core.mail import note_bounce
from ocop_portal.core.models import OutgoingMail
from producers.models import ProducerMember
from products import publication
from products.enums import EventKind
from products.models import Product
from tests import cast
from tests.evaluations.certified import another_member, ending, people

pytestmark = pytest.mark.django_db
DESK = "/lam-viec/chung-nhan/het-han/"


def left(days, name="Mật ong", **facts):
    """A product whose certificate has so many days left today."""
    return ending(today() + timedelta(days=days), name, **facts)


@pytest.fixture
def officer(client):
    return cast.sign_in(client, cast.officer(cast.COMMUNE))


def shown(client, query=""):
    return [str(row.product) for row in client.get(f"{DESK}{query}").context["rows"]]


def test_desk_shows_what_needs_attention_the_first_to_end_at_the_top(officer):
    left(300, "Còn lâu"), left(150, "Đang nhận"), left(-20, "Vừa hết hạn"), left(-300, "Hết hạn lâu")

    assert shown(officer) == ["Vừa hết hạn", "Đang nhận"]
    assert shown(officer, "?giai-doan=older") == ["Hết hạn lâu"]
    assert shown(officer, "?giai-doan=window_open") == ["Đang nhận"]
    assert len(shown(officer, "?giai-doan=all")) == 4


def test_late_is_what_missed_its_days_without_a_dossier(officer):
    late, filed = left(100, "Trễ"), left(100, "Đã nộp")
    left(150, "Còn hạn")
    cast.dossier(filed, purpose=Purpose.REEVALUATION, received_on=today())

    assert shown(officer, "?giai-doan=late") == ["Trễ"]
    counts = officer.get(DESK).context["counts"]
    assert counts == {"late": 1, "to_file": 1, "expired": 0}
    assert str(late) in officer.get(DESK).text


def test_desk_filters_by_month_commune_star_and_words(officer):
    first = left(150, "Chè", stars=4)
    left(40, "Mật ong", stars=3)

    month = f"{first.certified_until:%Y-%m}"
    assert shown(officer, f"?thang={month}") == ["Chè"]
    assert shown(officer, "?sao=3") == ["Mật ong"]
    assert shown(officer, f"?xa={cast.COMMUNE}&q=che") == ["Chè"]
    assert shown(officer, "?sao=9&thang=2020-13&giai-doan=x") == ["Mật ong", "Chè"]


def test_contacts_are_one_tap_away_and_a_dead_address_is_flagged(officer):
    maker = cast.producer(email="htx@example.vn")
    product = left(150, made_by=maker)
    reminders.plan(today())
    reminders.deliver(today())
    note_bounce(OutgoingMail.objects.get(recipient="htx@example.vn"), "550")

    page = officer.get(DESK).text

    assert 'href="tel:0912345678"' in page and 'href="mailto:htx@example.vn"' in page
    assert page.count("htx@example.vn") == 3  # the link, its words, the flag
    for address in (f"{DESK}{product.pk}/", reverse("producer_record", args=[maker.pk])):
        assert "Thư gửi htx@example.vn không đến nơi" in officer.get(address).text


def test_desk_and_calendar_end_at_the_border_of_the_area(client):
    left(150)
    outside = cast.sign_in(client, cast.stranger())

    assert shown(outside) == []
    assert "BEGIN:VEVENT" not in outside.get(f"{DESK}lich.ics").text


def test_calendar_file_holds_the_days_of_each_certificate(officer):
    product = left(150)

    answer = officer.get(f"{DESK}lich.ics")
    one = officer.get(f"{DESK}{product.pk}/lich.ics").text

    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") == one.count("BEGIN:VEVENT") == 3
    assert f"DTSTART;VALUE=DATE:{product.certified_until:%Y%m%d}" in one
    assert f"/lam-viec/chung-nhan/danh-gia-lai/{product.pk}/" in one.replace("\r\n ", "")


def test_a_call_is_noted_and_shown_on_the_desk(officer):
    product = left(150)

    answer = officer.post(f"{DESK}{product.pk}/", {"called_on": f"{today():%d/%m/%Y}", "words": "Sẽ nộp."})

    assert answer.status_code == 302
    assert CallNote.objects.get().last_day == product.certified_until
    assert f"{today():%d/%m/%Y}: Sẽ nộp." in officer.get(DESK).text


def test_a_call_of_tomorrow_keeps_what_was_typed(officer):
    product = left(150)
    tomorrow = today() + timedelta(days=1)

    answer = officer.post(f"{DESK}{product.pk}/", {"called_on": f"{tomorrow:%d/%m/%Y}", "words": "Sẽ nộp."})

    assert "Sẽ nộp." in answer.text and not CallNote.objects.exists()


def test_desk_asks_as_many_queries_for_three_rows_as_for_one(
    officer, django_assert_max_num_queries, django_assert_num_queries
):
    left(150)
    with django_assert_max_num_queries(30) as one:
        officer.get(DESK)
    for number in range(2):
        left(140, f"Chè {number}", made_by=cast.producer(f"Hộ {number}"))

    with django_assert_num_queries(len(one)):
        officer.get(DESK)


# What can be done next


def offered(client, user):
    """The addresses each row of the desk leads the person to, by name of the product."""
    rows = cast.sign_in(client, user).get(f"{DESK}?giai-doan=all").context["rows"]
    return {str(row.product): {act.url.partition("?")[0] for act in row.acts} for row in rows}


def everybody(maker):
    offices = (cast.COMMUNE, cast.PROVINCE, cast.MINISTRY)
    yield from (cast.officer(at) for at in offices)
    yield from (cast.leader(at) for at in offices)
    yield from (cast.advisor(cast.PROVINCE), cast.auditor(), another_member("Chủ thể", maker))
    signing_member = cast.leader(cast.PROVINCE)
    yield signing_member
    ProducerMember.objects.create(user=signing_member, producer=maker)
    yield signing_member


def cases(maker):
    left(20, "Sắp hết", made_by=maker), left(-30, "Hết hạn", made_by=maker, stars=4)
    left(100, "Đang đánh giá", made_by=maker), left(-300, "Hết lâu", made_by=maker)
    left(400, "Còn lâu", made_by=maker, stars=5), left(150, "Bị báo", made_by=maker)
    again = Product.objects.get(name="Đang đánh giá")
    cast.dossier(again, purpose=Purpose.REEVALUATION, received_on=today())
    revocations.propose(
        Product.objects.get(name="Bị báo"),
        ground=RevocationGround.STOPPED,
        source="Biên bản 12/BB",
        concluded_on=today(),
        findings="Không còn sản xuất.",
        by=cast.officer(cast.COMMUNE),
    )


def test_each_row_leads_to_what_the_rules_allow_the_person_and_to_nothing_else(client):
    maker = cast.producer()
    cases(maker)
    seen = set()

    for user in everybody(maker):
        found = offered(client, user)
        for product in Product.objects.visible_to(user).distinct():
            urls = found[str(product)]
            may = {
                offer.url for offer in offers(user, product) if offer.answer and "dinh-chinh" not in offer.url
            }
            form = reverse("dossier_create", args=[product.pk])
            if intake_offices(user, product).exists() and not product.dossiers.open().exists():
                may.add(form)
            may |= {case.get_absolute_url() for case in product.revocations.open()}
            assert urls == may, (user, product)
            assert all(client.get(url).status_code == 200 for url in urls)
            seen |= {url.rsplit("/", 2)[1] for url in urls}
    assert {"gia-han", "thu-hoi", "xin-rut"} <= seen


def test_row_offers_re_evaluation_only_once_its_days_begin(client):
    left(300, "Còn lâu"), left(150, "Đúng hạn")

    rows = cast.sign_in(client, cast.officer(cast.COMMUNE)).get(f"{DESK}?giai-doan=all").context["rows"]

    purposes = {str(row.product): [act.url.partition("=")[2] for act in row.acts[:2]] for row in rows}
    assert purposes == {"Đúng hạn": ["reevaluation", "upgrade"], "Còn lâu": ["upgrade", ""]}


# Starting


def test_many_dossiers_are_opened_and_each_refusal_says_why(officer):
    people()
    ready, early, busy = left(150, "Đúng hạn"), left(200, "Chưa đến hạn"), left(150, "Có hồ sơ")
    cast.dossier(busy, purpose=Purpose.REEVALUATION, received_on=today())
    ticked = {"sp": [ready.pk, early.pk, busy.pk]}

    asked = officer.get(f"{DESK}mo-ho-so/", ticked)
    assert asked.context["possible"] == 1 and Dossier.objects.count() == 1

    done = officer.post(f"{DESK}mo-ho-so/", ticked | {"purpose": "reevaluation", "open": "1"})

    opened = Dossier.objects.get(product=ready)
    assert (opened.purpose, opened.state) == (Purpose.REEVALUATION, DossierState.DRAFT)
    assert opened.receiving_office == cast.office(cast.COMMUNE)
    reasons = {str(one.product): one.allowed.reason for one in done.context["answers"]}
    assert f"{early.certified_until - timedelta(days=180):%d/%m/%Y}" in reasons["Chưa đến hạn"]
    assert reasons["Có hồ sơ"] and not reasons["Đúng hạn"]


def test_a_late_dossier_is_opened_and_says_so():
    late = left(60)

    answer = open_many([late], Purpose.REEVALUATION, by=cast.officer(cast.COMMUNE))[0]

    assert answer.dossier.note == answer.warning != ""


def test_an_upgrade_may_begin_at_any_time():
    answers = open_many([left(700)], Purpose.UPGRADE, by=cast.officer(cast.COMMUNE))

    assert answers[0].dossier.purpose == Purpose.UPGRADE


def test_nobody_else_opens_them(client):
    product = left(150)

    for user in (cast.leader(cast.COMMUNE), cast.officer(cast.PROVINCE)):
        cast.sign_in(client, user).post(
            f"{DESK}mo-ho-so/", {"sp": product.pk, "purpose": "reevaluation", "open": "1"}
        )

    assert not Dossier.objects.exists()


def test_nothing_ticked_leads_back(officer):
    assert officer.get(f"{DESK}mo-ho-so/").url == DESK


def test_the_one_link_leads_everybody_to_the_step_that_is_theirs(client):
    member, officer, province = people()
    product = left(150)
    link = reverse("reevaluation_start", args=[product.pk])
    record = f"{reverse('product_record', args=[product.pk])}#timeline"

    assert cast.sign_in(client, province).get(link).url == record
    for user in (member, officer):
        to_the_form = cast.sign_in(client, user).get(link)
        form = client.get(to_the_form.url).context["form"]
        assert form["purpose"].value() == Purpose.REEVALUATION

    dossier = cast.dossier(product, purpose=Purpose.REEVALUATION, received_on=today())
    assert client.get(link).url == dossier.get_absolute_url()


# The timeline of a product


def steps(product, dossier=None):
    return {step.key: step.state for step in timeline(product, dossier).steps}


def test_timeline_says_what_is_past_and_what_is_next():
    assert steps(left(150)) == {
        "certified": "past",
        "opens": "past",
        "closes": "next",
        "decide": "coming",
        "remind": "coming",
        "last": "coming",
        "extended": "coming",
    }


def test_timeline_names_missed_days_until_a_dossier_is_there():
    product = left(100)
    assert steps(product)["closes"] == "missed"

    dossier = cast.dossier(product, purpose=Purpose.REEVALUATION, received_on=today())
    assert steps(product, dossier)["closes"] == "past"


def test_a_revoked_product_has_no_timeline(officer):
    product = left(150)
    page = officer.get(reverse("product_record", args=[product.pk])).text
    assert 'id="timeline"' in page and 'aria-current="step"' in page

    publication.record(product, kind=EventKind.REVOKED, on=today(), decision_number="9/QĐ", authority="UBND")
    assert 'id="timeline"' not in officer.get(reverse("product_record", args=[product.pk])).text


# The vote


def proposed(name, purpose):
    return cast.dossier(left(150, name), state=DossierState.PROPOSED, purpose=purpose, received_on=today())


def test_re_evaluations_are_voted_on_in_writing_where_the_regulation_says_so(client):
    council = cast.council()
    assert usual_vote(council.row) == Vote.MEETING  # nothing waits

    proposed("Chè", Purpose.REEVALUATION)
    page = cast.sign_in(client, council.secretary).get(reverse("session_create", args=[council.row.pk]))
    assert page.context["form"]["vote"].value() == Vote.WRITTEN
    assert usual_vote(council.row, at=date(2025, 9, 1)) == Vote.MEETING  # under Decision 148

    proposed("Mật ong", Purpose.FIRST)
    assert usual_vote(council.row) == Vote.MEETING


def test_desk_reads_the_stages_of_the_regulation_in_force(client):
    """A desk asked for a day under Decision 148 knows no window, only the last month."""
    left(20)
    desk = ExpiryDesk({"giai-doan": "window_open"}, cast.officer(cast.COMMUNE), at=today().replace(2024))

    assert list(desk.products()) == []
