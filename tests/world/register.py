"""Producers and products of the office."""

from django.core.files.uploadedfile import SimpleUploadedFile

from products import misuse
from products.models import MisuseReport, ProductSet
from products.photos import add_photo
from tests import cast
from tests.core.test_files import picture
from tests.world.area import product

READING = """
commune_suggestions    s ooo oo oo oooo ooo o
member_invite          s ... .x ox oxxx ... x
member_withdraw        s ... .x ox oxxx ... x
photo                  . ... .o oo oooo ... o
producer_create        s oxx xx ox oxxx xxx x
producer_desk          s ooo oo oo oooo ooo o
producer_edit          s ... .x ox oxxx ... x
producer_record        s ... .o oo oooo ... o
producer_story         s ... .o ox oxxx ... x
producer_suggestions   s ooo oo oo oooo ooo o
product_create         s oxx xx ox oxxx xxx x
product_desk           s ooo oo oo oooo ooo o
product_edit           s ... .x ox oxxx ... x
product_photo_add      s ... .o ox oxxx ... x
product_photo_caption  s ... .o ox oxxx ... x
product_photo_remove   s ... .o ox oxxx ... x
product_record         s ... .o oo oooo ... o
product_story          s ... .o ox oxxx ... x
report_desk            s ooo oo oo oooo ooo o
report_record          s ... .. oo oooo ... o
"""

ACTING = """
commune_suggestions    s mmm mm mm mmmm mmm m
member_invite          s ... .x dx dxxx ... x
member_withdraw        s ... .x dx dxxx ... x
producer_create        s oxx xx dx dxxx xxx x
producer_desk          s mmm mm mm mmmm mmm m
producer_edit          s ... .x dx dxxx ... x
producer_record        s mmm mm mm mmmm mmm m
producer_story         s ... .d dx dxxx ... x
producer_suggestions   s mmm mm mm mmmm mmm m
product_create         s oxx xx dx dxxx xxx x
product_desk           s mmm mm mm mmmm mmm m
product_edit           s ... .x dx dxxx ... x
product_photo_add      s ... .d dx dxxx ... x
product_photo_caption  s ... .d dx dxxx ... x
product_photo_remove   s ... .d dx dxxx ... x
product_record         m mmm mm mm mmmm mmm m
product_story          s ... .d dx dxxx ... x
report_desk            s mmm mm mm mmmm mmm m
report_record          s ... .. dd ddxx ... x
"""

ASKED_TWICE = {"member_withdraw", "product_photo_remove"}
MAY_BE_EMPTY = {"producer_story", "product_story", "product_photo_caption"}  # words may be taken back


def make(world):
    """A product without a dossier, with a photo that is not public yet; a second member of the producer."""
    world.second_member = world.producer.members.create(user=cast.person("Người sắp rút"))
    world.fresh = product(world, "mật ong chưa có hồ sơ")
    world.photo = add_photo(
        world.fresh,
        SimpleUploadedFile("anh.png", picture("PNG", (300, 300))),
        caption="",
        by=cast.officer(cast.COMMUNE),
    )
    seen = MisuseReport(kind="label", code="24-07582-99-2026", what="Tem mờ, không quét được mã.")
    world.report = misuse.report(seen, address="192.0.2.1")


def targets(world):
    return {
        "photo": {"pk": world.photo.pk, "size": "lon"},
        "member_invite": {"pk": world.producer.pk},
        "member_withdraw": {"pk": world.second_member.pk},
        "producer_record": {"pk": world.fresh.producer_id},
        "producer_edit": {"pk": world.fresh.producer_id},
        "product_record": {"pk": world.fresh.pk},
        "product_edit": {"pk": world.fresh.pk},
        "product_story": {"pk": world.fresh.pk},
        "producer_story": {"pk": world.fresh.producer_id},
        "product_photo_add": {"pk": world.fresh.pk},
        "product_photo_caption": {"pk": world.photo.pk},
        "product_photo_remove": {"pk": world.photo.pk},
        "report_record": {"pk": world.report.pk},
    }


def forms(made):
    producer = {
        "kind": "cooperative",
        "name": "Hợp tác xã Mới",
        "unit": "xã Lục Ngạn",
        "representative_name": "Hoàng Thị Mai",
        "version": "1",
    }
    product = {
        "producer": "Kín: hợp tác xã",
        "name": "Mật ong mới",
        "product_set": ProductSet.objects.get(taxonomy=ProductSet.CURRENT, number=4).pk,
        "made_in": "xã Lục Ngạn",
        "version": "1",
    }
    photo = {"photo": lambda: SimpleUploadedFile("anh.png", picture("PNG", (300, 300))), "caption": ""}
    return {
        "member_invite": {"full_name": "Giáp Thị Hoa", "email": "hoa@chu-the.example"},
        "producer_create": producer,
        "producer_edit": producer,
        "product_create": product,
        "product_edit": product,
        "product_photo_add": photo,
        "product_photo_caption": {"caption": "Tổ ong", "version": "1"},
        "product_story": {"summary": "Ngọt thanh.", "packaging": "", "story": "Ba đời.", "version": "1"},
        "producer_story": {"introduction": "Nhà làm mật từ năm 1990.", "version": "1"},
        "report_record": {"answer": "Đã kiểm tra: tem đúng mẫu."},
    }
