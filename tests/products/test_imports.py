"""An office's register comes in whole or not at all, once, and nothing in it is guessed without saying so."""

import csv
import unicodedata
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from ocop_portal.core.access import Refusal
from producers.enums import ProducerKind
from producers.models import Producer
from products.enums import EventKind
from products.imports import import_register
from products.models import Product, ProductCode, StatusEvent
from products.numbering import adopt_code
from tests import cast

SAMPLE = Path(__file__).parents[2] / "products" / "data" / "register_sample.csv"
LAM_DONG = "68"


def sample():
    with SAMPLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


HEADER = sample()[0]
ROW = dict(zip(HEADER, sample()[16], strict=True))  # Trà Bí đao, xã Nam Dong, huyện Cư Jút


def as_csv(folder, rows, encoding="utf-8", delimiter=","):
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = folder / "so-dang-ky.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def as_xlsx(folder, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / "so-dang-ky.xlsx"
    book.save(path)
    return path


def table(*rows, header=HEADER):
    """A table of rows, each a dict of what differs from `ROW`."""
    return [header, *([(ROW | row).get(name, "") for name in header] for row in rows)]


@pytest.fixture
def office(db):
    return cast.office(LAM_DONG)


def nothing_was_written():
    return not (Producer.objects.exists() or Product.objects.exists() or StatusEvent.objects.exists())


def test_sixteen_real_recognitions_come_in(office):
    report = import_register(SAMPLE, office=office)

    assert (report.rows, report.producers, report.products, report.recorded) == (16, 9, 16, 16)
    tea = Product.objects.get(name="Trà Bí đao")
    assert (tea.stars, tea.certified_from, tea.certified_until) == (3, date(2025, 5, 7), date(2028, 5, 7))
    assert (tea.decision_number, tea.authority) == ("768/QĐ-UBND", "UBND huyện Cư Jút")
    assert tea.made_in.full_name == "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"
    assert (len(tea.code.split("-")), tea.code[-4:]) == (5, "2025")
    nuts = Product.objects.get(name="MACCA BECHAMP")
    assert nuts.made_in.full_name == "xã Trường Xuân, tỉnh Lâm Đồng"
    assert (len(nuts.code.split("-")), nuts.producer.kind) == (4, ProducerKind.COOPERATIVE)
    assert {event.kind for event in StatusEvent.objects.all()} == {EventKind.IMPORTED}


def test_excel_brings_the_same_as_csv(office, tmp_path):
    def typed(row):
        values = dict(zip(HEADER, row, strict=True))
        issued, until = (datetime.fromisoformat(values[name]) for name in ("issued_on", "valid_until"))
        return list(
            (values | {"stars": int(values["stars"]), "issued_on": issued, "valid_until": until}).values()
        )

    import_register(as_xlsx(tmp_path, [HEADER, *map(typed, sample()[1:])]), office=office)
    report = import_register(SAMPLE, office=office)

    assert (report.recorded, report.unchanged, report.remarks) == (0, 16, [])


def test_same_file_again_changes_nothing(office):
    import_register(SAMPLE, office=office)
    before = list(Product.objects.order_by("pk").values())

    report = import_register(SAMPLE, office=office)

    assert (report.producers, report.products, report.recorded, report.unchanged) == (0, 0, 0, 16)
    assert list(Product.objects.order_by("pk").values()) == before
    assert (StatusEvent.objects.count(), ProductCode.objects.count()) == (16, 16)


def test_record_moved_since_is_recognised_again(office):
    import_register(SAMPLE, office=office)
    moved = Producer.objects.get(name="Hợp tác xã Trà Organic Tây Nguyên")
    moved.unit = moved.unit.present()[0]
    moved.save()

    assert import_register(SAMPLE, office=office).unchanged == 16
    assert Producer.objects.count() == 9


def test_trial_keeps_nothing(office):
    report = import_register(SAMPLE, office=office, dry_run=True)

    assert (report.products, report.recorded) == (16, 16)
    assert nothing_was_written()
    assert not ProductCode.objects.exists()


def test_product_set_is_chosen_by_the_name_and_said(office, tmp_path):
    report = import_register(as_csv(tmp_path, table({})), office=office)

    assert Product.objects.get().product_set.number == 12
    assert "12. " in next(remark.choice for remark in report.remarks if remark.column == "category")


@pytest.mark.parametrize("named", ["17", "17. Đồ uống không cồn khác", "đồ uống không cồn khác"])
def test_product_set_named_in_the_file_is_taken_without_remark(office, tmp_path, named):
    file = as_csv(tmp_path, table({"product_set": named}, header=[*HEADER, "product_set"]))

    report = import_register(file, office=office)

    assert Product.objects.get().product_set.number == 17
    assert "category" not in {remark.column for remark in report.remarks}


@pytest.mark.parametrize("code", ["67/665/24667/3/2025", "67-665-24667-3-2025"])
def test_code_of_the_file_is_adopted(office, tmp_path, code):
    file = as_csv(tmp_path, table({"code": code}, header=[*HEADER, "Mã sản phẩm"]))
    rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text(f"{rows[0]}\n{rows[1]}{code}\n", encoding="utf-8")

    import_register(file, office=office)
    again = import_register(file, office=office)

    assert Product.objects.get().code == "67-665-24667-3-2025"
    assert again.unchanged == 1


def test_second_decision_for_a_known_product_is_one_more_event(office, tmp_path):
    later = {
        "decision_number": "9/QĐ-UBND",
        "issued_on": "2026-01-05",
        "valid_until": "2029-01-05",
        "stars": "4",
    }

    report = import_register(as_csv(tmp_path, table(later, {})), office=office)

    product = Product.objects.get()
    assert (report.products, report.recorded, product.stars) == (1, 2, 4)
    assert product.events.count() == 2


# Headings and files


@pytest.mark.parametrize(
    "spelled",
    [
        str.upper,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: f"  {name.replace(' ', '_')} ",
    ],
)
def test_headings_are_known_in_vietnamese_however_spelled(office, tmp_path, spelled):
    vietnamese = [
        "Tên sản phẩm", "Chủ thể", "Nhóm", "Hạng sao", "Số quyết định", "Ngày cấp", "Ngày hết hạn",
        "Cơ quan cấp", "Địa chỉ cũ", "Địa chỉ",
    ]  # fmt: skip
    rows = [list(map(spelled, vietnamese)), *sample()[1:3]]

    assert import_register(as_csv(tmp_path, rows), office=office).recorded == 2


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t")])
def test_file_is_read_in_every_usual_spelling(office, tmp_path, encoding, delimiter):
    assert import_register(as_csv(tmp_path, sample(), encoding, delimiter), office=office).recorded == 16


def test_title_above_and_empty_rows_between_do_no_harm(office, tmp_path):
    rows = [["DANH SÁCH SẢN PHẨM OCOP"], [], *table({}), ["", " "]]

    assert import_register(as_csv(tmp_path, rows), office=office).recorded == 1


def test_unknown_column_is_left_out_and_named(office, tmp_path):
    report = import_register(as_csv(tmp_path, table({}, header=[*HEADER, "Ghi chú"])), office=office)

    assert "Ghi chú" in {remark.value for remark in report.remarks}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"a,b\n1,2\n",
        "sản phẩm,chủ thể\nMật ong,HTX\n".encode(),
        "sản phẩm,tên sản phẩm,chủ thể\n".encode(),
        "sản phẩm".encode("utf-16-le") + b"\xff\xd8",
        b"PK\x03\x04 broken",
        b'"unclosed' + b"x" * 200_000,
        b"\xff\xfe\x00",
    ],
)
def test_file_that_is_no_register_is_refused(office, tmp_path, content):
    path = tmp_path / "la.csv"
    path.write_bytes(content)

    with pytest.raises(Refusal):
        import_register(path, office=office)


# Bad rows


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("product", ""),
        ("product", "x" * 201),
        ("producer", " "),
        ("category", "Dịch vụ tài chính"),
        ("stars", "hai"),
        ("stars", "2"),
        ("stars", "6"),
        ("stars", ""),
        ("decision_number", ""),
        ("decision_number", "x" * 61),
        ("issued_on", "hôm qua"),
        ("issued_on", "31/02/2025"),
        ("issued_on", "2999-01-01"),
        ("issued_on", "2012-01-01"),
        ("issued_on", "2025"),
        ("valid_until", "2025-05-07"),
        ("valid_until", "mãi mãi"),
        ("authority", ""),
        ("address_then", "xã Không Có, huyện Cư Jút, tỉnh Đắk Nông"),
        ("address_then", "xã Hồng Giang, huyện Lục Ngạn, tỉnh Bắc Giang"),
        ("address_then", "tỉnh Đắk Nông"),
        ("address_then", "\0"),
    ],
)
def test_bad_value_is_reported_with_its_place_and_cure(office, tmp_path, column, value):
    other = {"product": "Sản phẩm tốt"}
    report = import_register(
        as_csv(tmp_path, table(other, {column: value, "address_now": ""})), office=office
    )

    problem = report.problems[0]
    expected = "address_now" if value == "\0" else column
    assert (problem.row, problem.column) == (3, expected)
    assert problem.reason
    assert problem.cure
    assert nothing_was_written()


def test_every_bad_row_is_reported_at_once(office, tmp_path):
    report = import_register(as_csv(tmp_path, table({"stars": "x"}, {"issued_on": "y"})), office=office)

    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "stars"), (3, "issued_on")]


def test_row_standing_twice_is_reported(office, tmp_path):
    report = import_register(as_csv(tmp_path, table({}, {"product": "TRÀ BÍ ĐAO"})), office=office)

    assert [problem.row for problem in report.problems] == [3]
    assert nothing_was_written()


def test_code_of_another_product_stops_the_whole_import(office, tmp_path):
    adopt_code(cast.product(), "67-665-24667-3-2025", by=None)
    file = as_csv(
        tmp_path, table({"product": "Tốt"}, {"code": "67-665-24667-3-2025"}, header=[*HEADER, "code"])
    )

    report = import_register(file, office=office)

    assert [problem.row for problem in report.problems] == [3]
    assert (Product.objects.count(), report.products) == (1, 0)


def test_other_stars_for_a_recorded_decision_are_refused(office, tmp_path):
    import_register(as_csv(tmp_path, table({})), office=office)

    report = import_register(as_csv(tmp_path, table({"stars": "5"})), office=office)

    assert len(report.problems) == 1
    assert Product.objects.get().stars == 3


def test_name_of_the_commune_alone_is_enough_inside_the_area(office, tmp_path):
    import_register(as_csv(tmp_path, table({"address_then": "Nam Dong"})), office=office)

    assert Product.objects.get().made_in.full_name == "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"


# Values


@pytest.mark.parametrize("stars", ["3", "3 sao", "3 SAO", "***", "★★★", "★★★☆☆", "3.0", "3,0"])
def test_stars_are_read_in_every_usual_spelling(office, tmp_path, stars):
    import_register(as_csv(tmp_path, table({"stars": stars})), office=office)

    assert Product.objects.get().stars == 3


def test_missing_end_is_thirty_six_months_and_said(office, tmp_path):
    report = import_register(as_csv(tmp_path, table({"valid_until": ""})), office=office)

    assert Product.objects.get().certified_until == date(2028, 5, 7)
    assert "valid_until" in {remark.column for remark in report.remarks}


# The command


def run(*args):
    out, err = StringIO(), StringIO()
    call_command("import_register", *map(str, args), stdout=out, stderr=err)
    return out.getvalue()


def test_command_tells_what_it_did_and_what_to_check(office):
    told = run(SAMPLE, "--office", office.code)

    assert "16" in told
    assert "12. Trà từ thực vật khác" in told
    assert Product.objects.count() == 16


def test_command_fails_with_a_bad_row_and_names_it(office, tmp_path, capsys):
    file = as_csv(tmp_path, table({"stars": "x"}))

    with pytest.raises(CommandError) as failed:
        call_command("import_register", str(file), "--office", office.code)

    assert failed.value.returncode == 1
    assert "stars “x”" in capsys.readouterr().err
    assert nothing_was_written()


@pytest.mark.parametrize(
    "args", [("khong-co.csv", "--office", "don-vi-68"), (SAMPLE, "--office", "khong-co")]
)
def test_command_refuses_what_is_not_there(office, args):
    with pytest.raises(CommandError):
        run(*args)
