"""The days off of 2023 to 2027. Labour Code 2019, Article 112: New Year, Tết (5 days), Giỗ Tổ, 30/4, 1/5, Quốc khánh
(2 days); where one falls on a weekend the next working day is off (Article 111). Exchanged Saturdays follow the
yearly announcements. What the announcements for 2027 will say of Tết and Quốc khánh is expected, not known.
"""

from datetime import date, timedelta

from django.db import migrations

TET, HUNG_KINGS = "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
NEW_YEAR, NATIONAL = "Tết Dương lịch", "Quốc khánh"
VICTORY, LABOUR = "Ngày Chiến thắng 30/4", "Ngày Quốc tế lao động 1/5"
CULTURE = "Ngày Văn hóa Việt Nam"
INSTEAD, EXCHANGED, WORKED = " (nghỉ bù)", " (hoán đổi)", "Làm việc bù ngày hoán đổi"

# (first day, last day, name, certainty)
DAYS_OFF = [
    ("2023-01-01", "2023-01-01", NEW_YEAR, "law"),
    ("2023-01-02", "2023-01-02", NEW_YEAR + INSTEAD, "announced"),
    ("2023-01-20", "2023-01-26", TET, "announced"),
    ("2023-04-29", "2023-04-29", HUNG_KINGS, "law"),
    ("2023-04-30", "2023-04-30", VICTORY, "law"),
    ("2023-05-01", "2023-05-01", LABOUR, "law"),
    ("2023-05-02", "2023-05-03", VICTORY + INSTEAD, "announced"),
    ("2023-09-01", "2023-09-02", NATIONAL, "announced"),
    ("2023-09-04", "2023-09-04", NATIONAL + INSTEAD, "announced"),
    ("2024-01-01", "2024-01-01", NEW_YEAR, "law"),
    ("2024-02-08", "2024-02-14", TET, "announced"),
    ("2024-04-18", "2024-04-18", HUNG_KINGS, "law"),
    ("2024-04-29", "2024-04-29", VICTORY + EXCHANGED, "announced"),
    ("2024-04-30", "2024-04-30", VICTORY, "law"),
    ("2024-05-01", "2024-05-01", LABOUR, "law"),
    ("2024-09-02", "2024-09-03", NATIONAL, "announced"),
    ("2025-01-01", "2025-01-01", NEW_YEAR, "law"),
    ("2025-01-27", "2025-01-31", TET, "announced"),
    ("2025-04-07", "2025-04-07", HUNG_KINGS, "law"),
    ("2025-04-30", "2025-04-30", VICTORY, "law"),
    ("2025-05-01", "2025-05-01", LABOUR, "law"),
    ("2025-05-02", "2025-05-02", LABOUR + EXCHANGED, "announced"),
    ("2025-09-01", "2025-09-02", NATIONAL, "announced"),
    ("2026-01-01", "2026-01-01", NEW_YEAR, "law"),
    ("2026-01-02", "2026-01-02", NEW_YEAR + EXCHANGED, "announced"),
    ("2026-02-16", "2026-02-20", TET, "announced"),
    ("2026-04-26", "2026-04-26", HUNG_KINGS, "law"),
    ("2026-04-27", "2026-04-27", HUNG_KINGS + INSTEAD, "announced"),
    ("2026-04-30", "2026-04-30", VICTORY, "law"),
    ("2026-05-01", "2026-05-01", LABOUR, "law"),
    ("2026-08-31", "2026-08-31", NATIONAL + EXCHANGED, "announced"),
    ("2026-09-01", "2026-09-02", NATIONAL, "announced"),
    ("2026-11-24", "2026-11-24", CULTURE, "expected"),
    ("2027-01-01", "2027-01-01", NEW_YEAR, "law"),
    ("2027-02-05", "2027-02-11", TET, "expected"),
    ("2027-04-16", "2027-04-16", HUNG_KINGS, "law"),
    ("2027-04-30", "2027-04-30", VICTORY, "law"),
    ("2027-05-01", "2027-05-01", LABOUR, "law"),
    ("2027-05-03", "2027-05-03", LABOUR + INSTEAD, "expected"),
    ("2027-09-02", "2027-09-02", NATIONAL, "law"),
    ("2027-09-03", "2027-09-03", NATIONAL, "expected"),
    ("2027-11-24", "2027-11-24", CULTURE, "expected"),
]
SATURDAYS_WORKED = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]


def rows():
    for first, last, name, certainty in DAYS_OFF:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            yield {"day": day, "name": name, "certainty": certainty, "is_worked": False}
            day += timedelta(days=1)
    for worked in SATURDAYS_WORKED:
        day = date.fromisoformat(worked)
        yield {"day": day, "name": WORKED, "certainty": "announced", "is_worked": True}


def load(apps, _schema_editor):
    holidays = apps.get_model("core", "Holiday").objects
    for row in rows():
        holidays.get_or_create(day=row["day"], defaults=row)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_certainty_of_holidays")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
