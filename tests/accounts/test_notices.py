"""What a person was told: a page of one's own, read or unread, counted in the rail."""

import pytest

from ocop_portal.accounts.models import Notice
from ocop_portal.accounts.notices import notify
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/thong-bao/"


@pytest.fixture
def person():
    return cast.person("Người Đọc")


@pytest.fixture
def reader(client, person):
    return cast.sign_in(client, person)


def told(person, count):
    for number in range(count):
        notify([person], key=f"{number}", text=f"Việc {number}", url="/lam-viec/")


def test_nothing_told_says_what_would_stand_here(reader):
    assert 'class="empty"' in reader.get(PAGE).text
    assert "rail-count" not in reader.get(PAGE).text


def test_unread_ones_are_counted_in_the_rail_and_read_one_by_one(reader, person):
    told(person, 3)
    assert "rail-count" in reader.get("/lam-viec/").text

    one = Notice.objects.get(text="Việc 1")
    reader.post(PAGE, {"notice": one.pk})

    assert list(Notice.objects.exclude(read_at=None)) == [one]
    assert [row.text for row in reader.get(f"{PAGE}?trang-thai=read").context["page"].rows] == ["Việc 1"]
    assert reader.get(f"{PAGE}?trang-thai=unread").context["page"].total == 2


def test_all_are_read_at_once_and_nobody_elses(reader, person):
    other = cast.person("Người Khác")
    told(person, 2), told(other, 1)

    reader.post(PAGE, {"all": "1"})

    assert not Notice.objects.visible_to(person).unread().exists()
    assert Notice.objects.visible_to(other).unread().count() == 1


@pytest.mark.parametrize("key", ["khong-co", "-1", str(2**70), "²"])
def test_nonsense_marks_nothing_of_anybody_else(reader, person, key):
    other = cast.person("Người Khác")
    told(other, 1)

    assert reader.post(PAGE, {"notice": key}).status_code == 302
    assert Notice.objects.visible_to(other).unread().exists()


def test_page_asks_as_many_queries_for_three_rows_as_for_one(reader, person, django_assert_num_queries):
    told(person, 1)
    with django_assert_num_queries(6) as one:
        reader.get(PAGE)
    told(person, 3)

    with django_assert_num_queries(len(one)):
        reader.get(PAGE)
