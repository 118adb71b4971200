"""Product set and kind of producer, where a list of an office leaves them to be found: always to be checked.

The lists print a group, not one of the 26 sets, and in words of older decisions, where tea and coffee were
drinks.
"""

import re

from ocop_portal.core.text import fold
from producers.enums import ProducerKind
from products.enums import ProductGroup

GROUP_WORDS = {
    ProductGroup.FOOD: ("thuc pham", "food"),
    ProductGroup.DRINK: ("do uong", "drinks", "drink"),
    ProductGroup.HERBAL: ("thao duoc", "duoc lieu", "herbal"),
    ProductGroup.CRAFT: (
        "thu cong my nghe",
        "hang thu cong",
        "luu niem",
        "vai may mac",
        "vai",
        "may mac",
        "craft",
    ),
    ProductGroup.ORNAMENTAL: ("sinh vat canh", "hoa", "cay canh", "dong vat canh", "ornamental"),
    ProductGroup.TOURISM: ("dich vu du lich", "du lich", "tourism"),
}

# The set that takes what no other set of the group names.
GENERAL_SET = {
    ProductGroup.FOOD: 4,
    ProductGroup.DRINK: 17,
    ProductGroup.HERBAL: 20,
    ProductGroup.CRAFT: 21,
    ProductGroup.ORNAMENTAL: 24,
    ProductGroup.TOURISM: 26,
}

FOOD_OR_DRINK = (ProductGroup.FOOD, ProductGroup.DRINK)
FOOD, DRINK, HERBAL = (ProductGroup.FOOD,), (ProductGroup.DRINK,), (ProductGroup.HERBAL,)

# (groups as printed, words in the product's name, set); the first that fits is taken.
SET_WORDS = (
    (FOOD_OR_DRINK, r"cà phê|coffee|cafe|ca ?cao|cacao", 13),
    (FOOD_OR_DRINK, r"chè xanh|chè (?:búp|đinh|shan|tuyết|móc câu)|trà (?:xanh|shan|ô long|đen)", 11),
    (FOOD_OR_DRINK, r"trà|chè", 12),
    (DRINK, r"rượu trắng|rượu gạo|rượu men lá|rượu nếp", 14),
    (DRINK, r"rượu|vang|bia", 15),
    (DRINK, r"nước khoáng|nước uống đóng chai|nước tinh khiết", 16),
    (FOOD, r"nước mắm|mắm|tương|xì dầu|nước chấm", 9),
    (FOOD, r"tiêu|tỏi|hành|bột canh|ớt bột|sa tế|gia vị", 10),
    (FOOD, r"mắc ca|macca|điều|lạc|hạt", 7),
    (FOOD, r"muối", 10),
    (FOOD, r"mì|mỳ|bún|miến|phở|bánh|bột", 6),
    (FOOD, r"gạo|ngô|nếp", 3),
    (FOOD, r"mật ong", 4),
    (FOOD, r"giò|chả|nem|xúc xích|khô bò|chà bông|ruốc|cá|tôm|mực|thịt", 8),
    (FOOD, r"sấy|mứt|ngâm|muối chua|chế biến", 7),
    (FOOD, r"rau|củ|quả|trái cây|nấm", 1),
    (HERBAL, r"viên|thực phẩm chức năng|thuốc", 18),
    (HERBAL, r"mỹ phẩm|xà phòng|dầu gội|kem", 19),
    ((ProductGroup.CRAFT,), r"vải|thổ cẩm|lụa|khăn|áo|váy", 22),
    ((ProductGroup.ORNAMENTAL,), r"hoa|lan", 23),
)

KIND_PREFIXES = (
    (ProducerKind.COOPERATIVE, r"(?:liên hiệp )?hợp tác xã|htx|lh ?htx"),
    (ProducerKind.COOPERATIVE_GROUP, r"tổ hợp tác|tht"),
    (ProducerKind.ENTERPRISE, r"(?:chi nhánh )?(?:tổng )?công ty|cty|doanh nghiệp|dntn|chi nhánh"),
    (ProducerKind.FARM, r"trang trại"),
    (ProducerKind.ASSOCIATION, r"hội|hiệp hội|ban quản lý|trung tâm"),
    (ProducerKind.HOUSEHOLD, r"hộ|hkd|cơ sở|gia đình|ông|bà"),
)


def group_of(category):
    """Return the group a category names, in any spelling, else None."""
    words = fold(category)
    for group, names in GROUP_WORDS.items():
        if words == group.value or any(_begins(words.removeprefix("nhom "), name) for name in names):
            return group
    return None


def _begins(words, name):
    """A single word may begin another name ("hoa quả" is fruit), so it must stand alone."""
    return words == name or (" " in name and words.startswith(f"{name} "))


def likely_set(group, product):
    """Return the number of the set the product's name points to, else the group's general one."""
    name = product.lower()
    for groups, words, number in SET_WORDS:
        if group in groups and re.search(rf"\b(?:{words})\b", name):
            return number
    return GENERAL_SET[group]


def likely_kind(producer):
    """Return the kind the producer's name begins with, else None."""
    name = producer.lower()
    return next((kind for kind, words in KIND_PREFIXES if re.match(rf"(?:{words})\b", name)), None)
