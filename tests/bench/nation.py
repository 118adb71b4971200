"""A synthetic register of any size, the same every time: real communes, real-looking names, seven years.

Written in bulk, because a nation entered one by one takes an afternoon. The rules of the register still hold:
the database's own triggers compare every public fact with the events it comes from.
"""

import random
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import add_months, today
from ocop_portal.core.text import name_norm, plain_key, search_text, sort_key
from producers.enums import ProducerKind
from producers.models import Producer
from products import facets, register_version, spans, spelling
from products.codes import build as build_code
from products.enums import EventKind
from products.models import Photo, Product, ProductCode, ProductSet, StatusEvent
from products.publication import record
from products.spans import facts_from

FIRST_YEAR, YEARS, MONTHS, BATCH = 2019, 7, 36, 2000
GOODS = (
    ("Rau cải ngọt an toàn", 1), ("Vải thiều", 1), ("Bưởi da xanh", 1), ("Thịt trâu gác bếp", 2),
    ("Trứng vịt chạy đồng", 2), ("Gạo nếp cái hoa vàng", 3), ("Hạt điều rang muối", 3),
    ("Mật ong hoa nhãn", 4), ("Mật ong rừng", 4), ("Xôi ngũ sắc", 5), ("Mỳ chũ", 6), ("Bánh đa nem", 6),
    ("Phở khô", 6), ("Mứt gừng", 7), ("Chuối sấy dẻo", 7), ("Chả cá thu", 8), ("Giò lụa", 8),
    ("Nước mắm cốt", 9), ("Tương nếp", 9), ("Muối ớt xanh", 10), ("Hành tím sấy", 10), ("Chè shan tuyết", 11),
    ("Chè đinh", 11), ("Trà hoa vàng", 12), ("Trà atisô túi lọc", 12), ("Cà phê rang xay", 13),
    ("Ca cao nguyên chất", 13), ("Rượu nếp men lá", 14), ("Rượu vang sim", 15), ("Nước khoáng đóng chai", 16),
    ("Nước ép mãng cầu", 17), ("Đông trùng hạ thảo", 18), ("Xà phòng bồ kết", 19), ("Tinh dầu sả chanh", 20),
    ("Giỏ tre đan", 21), ("Gốm trang trí", 21), ("Khăn thổ cẩm", 22), ("Hoa lan hồ điệp", 23),
    ("Cây cảnh bon sai", 24), ("Cá cảnh bảy màu", 25), ("Du lịch cộng đồng", 26),
)  # fmt: skip
MAKERS = {
    ProducerKind.COOPERATIVE: "Hợp tác xã nông nghiệp",
    ProducerKind.COOPERATIVE_GROUP: "Tổ hợp tác",
    ProducerKind.ENTERPRISE: "Công ty TNHH",
    ProducerKind.HOUSEHOLD: "Hộ kinh doanh",
    ProducerKind.FARM: "Trang trại",
}
PEOPLE = ("An", "Bình", "Cường", "Dung", "Đào", "Giang", "Hà", "Hạnh", "Hùng", "Lan", "Mai", "Nga", "Oanh",
          "Phúc", "Quý", "Sơn", "Thảo", "Uyên", "Vân", "Yến")  # fmt: skip


@transaction.atomic
def build(products, producers, first=0):
    """Add producers and products to the register, and refresh what is derived from it.

    Products are numbered from `first` on; without new producers the present ones make them.
    """
    dice = random.Random(first)
    communes = _communes(dice)
    makers = _producers(producers, communes, dice) or list(Producer.objects.order_by("pk"))
    made = _products(range(first, first + products), makers, communes, dice)
    _recognitions(made, dice)
    _photos(made)
    while register_version.compact():
        pass
    spans.fill()
    spelling.collect_words()
    facets.store()


def _communes(dice):
    """Today's communes with their names over time, which are asked for once instead of for every row."""
    found = list(AdministrativeUnit.objects.communes().current().with_parents())
    dice.shuffle(found)
    for unit in found:
        unit.told_names = [unit.full_name]
    return found


def _producers(count, communes, dice):
    kinds = list(MAKERS)
    rows = []
    for n in range(count):
        unit, kind = communes[n % len(communes)], dice.choices(kinds, (40, 10, 25, 20, 5))[0]
        name = f"{MAKERS[kind]} {dice.choice(PEOPLE)} {dice.choice(PEOPLE)} {unit.own_name} {n}"
        texts = {"sort_key": sort_key(name), "search_text": search_text(name, *unit.told_names)}
        rows.append(
            Producer(kind=kind, name=name, unit=unit, representative_name="", is_sample=True, **texts)
        )
    return Producer.objects.bulk_create(rows, batch_size=BATCH)


def _products(numbers, makers, communes, dice):
    sets = {row.number: row for row in ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)}
    units = {unit.pk: unit for unit in communes}
    rows = []
    for n in numbers:
        maker = makers[n % len(makers)]
        good, number = dice.choice(GOODS)
        unit = units[maker.unit_id]
        row = Product(producer=maker, product_set=sets[number], made_in=unit, is_sample=True)
        row.name = f"{good} {unit.own_name} {n}"
        row.sort_key, row.plain_key = sort_key(row.name), plain_key(row.name)
        row.name_norm, row.group = name_norm(row.name), row.product_set.group
        row.producer_name, row.place_name = maker.name, unit.short_name
        row.planned_code = build_code([unit.parent.code, unit.code], n % 99_999 + 1, FIRST_YEAR + n // 99_999)
        row.search_text = search_text(row.name, maker.name, row.planned_code, *unit.told_names)
        rows.append(row)
    return Product.objects.bulk_create(rows, batch_size=BATCH)


def _recognitions(rows, dice):
    codes = [ProductCode(code=row.planned_code, product=row) for row in rows]
    ProductCode.objects.bulk_create(codes, batch_size=BATCH)
    events = {row.pk: _events(row, dice) for row in rows}
    told = (event for each in events.values() for event in each)
    StatusEvent.objects.bulk_create(told, batch_size=BATCH)
    names = Product.PUBLIC_FACTS
    facts = ({"pk": row.pk, "code": row.planned_code} | facts_from(events[row.pk]) for row in rows)
    columns = ", ".join(f"{name} = %s" for name in ("code", *names))
    statement = f"UPDATE products_product SET {columns} WHERE id = %s"
    with connection.cursor() as cursor:
        while batch := list(islice(facts, BATCH)):
            cursor.executemany(
                statement, [[row["code"], *(row[n] for n in names), row["pk"]] for row in batch]
            )


def _photos(rows):
    """Two for each product; their files are never asked for."""
    told = (Photo(product=row, image="-", thumbnail="-", position=n) for row in rows for n in range(2))
    Photo.objects.bulk_create(told, batch_size=BATCH)


def _events(row, dice):
    """One recognition, often renewed, now and then extended or revoked, over the seven years up to today."""
    day = date(FIRST_YEAR, 1, 1) + timedelta(days=dice.randrange(365 * YEARS))
    stars = dice.choice((3, 3, 3, 4, 4, 5))
    events, now = [_grant(row, EventKind.RECOGNISED, day, stars)], today()
    while (last := events[-1].until) < now and dice.random() < 0.8:
        events.append(_grant(row, EventKind.RENEWED, last, stars))
    end = events[-1].until
    if end < now and dice.random() < 0.3:
        events.append(_event(row, EventKind.EXTENDED, end, until=end + timedelta(days=180)))
    if dice.random() < 0.03:
        events.append(_event(row, EventKind.REVOKED, min(now, events[-1].on + timedelta(days=400))))
    return events


def _grant(row, kind, on, stars):
    return _event(row, kind, on, stars=stars, until=add_months(on, MONTHS))


def revoke(row):
    """Take a product back as an authority does, through the door of the register."""
    record(row, kind=EventKind.REVOKED, on=today(), decision_number="1/QĐ-UBND", authority="UBND tỉnh")


def _event(row, kind, on, **values):
    number = f"{row.pk % 4000 + 1}/QĐ-UBND"
    authority = f"UBND {row.made_in.parent.lower_name}"
    return StatusEvent(product=row, kind=kind, on=on, decision_number=number, authority=authority, **values)
