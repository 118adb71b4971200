"""Calendar files as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from ocop_portal.core.calendar_file import Entry, calendar

MOMENT = datetime(2026, 11, 2, 1, 2, 3, tzinfo=UTC)


def lines(*entries):
    return calendar("Lịch", entries, at=MOMENT).split("\r\n")


def test_a_day_is_a_whole_day():
    written = lines(Entry("1@ocop", date(2026, 12, 31), "Hết hạn"))

    assert written[0] == "BEGIN:VCALENDAR" and written[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20261231" in written and "DTEND;VALUE=DATE:20270101" in written
    assert "DTSTAMP:20261102T010203Z" in written and "UID:1@ocop" in written


def test_marks_of_the_format_are_escaped():
    assert "SUMMARY:a\\, b\\; c\\\\d\\ne" in lines(Entry("1", date(2026, 1, 1), "a, b; c\\d\ne"))


def test_long_lines_are_folded_between_letters():
    title = "Chứng nhận của sản phẩm Mật ong hoa vải thiều Lục Ngạn sắp hết hạn, hãy nộp hồ sơ"
    written = lines(Entry("1", date(2026, 1, 1), title))

    assert all(len(line.encode()) <= 75 for line in written)
    assert title.replace(",", "\\,") in "\r\n".join(written).replace("\r\n ", "")


def test_no_day_no_event():
    assert "BEGIN:VEVENT" not in lines()
