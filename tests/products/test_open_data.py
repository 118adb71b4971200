"""Check 17: the register as files: the same rows in every format, with licence, time and checksum."""

import csv
import hashlib
import io
import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from openpyxl import load_workbook

from ocop_portal.core.days import today
from products import open_data
from products.enums import DataFormat, Status
from products.models import DataFile
from tests import cast
from tests.products.goods import STATUSES, page, recognised, revoke

pytestmark = pytest.mark.django_db
NASTY = '=HYPERLINK("http://x.vn","Mật ong")'


@pytest.fixture
def shelf():
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)
    recognised(NASTY, made_by=cast.producer("@Hộ Bảy"))


def rows_of(form, content):
    if form == DataFormat.JSON:
        return json.loads(content)["rows"]
    if form == DataFormat.XLSX:
        sheet = load_workbook(io.BytesIO(content))["san-pham"]
        head, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_check_17_every_format_holds_the_same_rows(shelf):
    found = open_data.edition()
    codes = {
        form: [row["Ma_SanPham" if form == DataFormat.MINISTRY else "code"] for row in rows_of(form, content)]
        for form, content in ((form, open_data.written(found, form)) for form in DataFormat)
    }

    assert len(codes[DataFormat.CSV]) == len(STATUSES) + 1
    assert len({tuple(each) for each in codes.values()}) == 1
    assert open_data.written(found, "csv").startswith(b"\xef\xbb\xbf")


def test_check_17_files_name_licence_schema_version_and_time_and_match_their_checksums(client, shelf):
    open_data.publish()
    text, sums = page(client, "/du-lieu-mo/"), page(client, "/du-lieu-mo/SHA256SUMS")

    assert "CC BY 4.0" in text
    for row in DataFile.objects.all():
        answer = client.get(f"/du-lieu-mo/{row.name}")
        content = b"".join(answer)
        digest = hashlib.sha256(content).hexdigest()
        assert f"{digest}  {row.name}" in sums
        assert digest in text
        assert "licenses/by/4.0" in answer.headers["Link"]
    about = json.loads(b"".join(client.get("/du-lieu-mo/moi-nhat.json")))["about"]
    assert {"licence", "schema_version", "made_at", "register_version", "rows"} <= set(about)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ptnt_ocop"])
def test_text_that_looks_like_a_formula_is_a_text(shelf, form):
    content = open_data.written(open_data.edition(), form)

    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(content))["san-pham"]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in (NASTY, "@Hộ Bảy")]
        assert [cell.data_type for cell in cells] == ["s", "s"]
    elif form != "json":
        values = [value for row in rows_of(form, content) for value in row.values()]
        assert f"'{NASTY}" in values
        assert not [value for value in values if value.startswith(open_data.FORMULA_SIGNS)]


def test_ministry_shape_has_its_nine_columns(shelf):
    row = rows_of("ptnt_ocop", open_data.written(open_data.edition(), "ptnt_ocop"))[0]

    assert tuple(row) == open_data.MINISTRY
    assert (row["Ma_DonViHanhChinh"], row["DoanhThuNam"]) == (cast.COMMUNE, "")


def test_register_of_a_past_day_is_written_as_it_stood_then(tmp_path, shelf):
    product = recognised("Trà", status=Status.IN_FORCE)
    revoke(product)
    yesterday, target = today() - timedelta(days=1), tmp_path / "r.csv"

    call_command("export_register", on=f"{yesterday:%d/%m/%Y}", output=target, verbosity=0)
    told = {row["name"]: row["status"] for row in rows_of("csv", target.read_bytes())}
    product.refresh_from_db()

    assert (told["Trà"], product.status_on()) == ("in_force", Status.REVOKED)


def test_first_files_of_a_month_are_kept_and_older_others_removed():
    recognised()
    for day in (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 20), date(2027, 2, 1)):
        with time_machine.travel(f"{day}T08:00:00+07:00", tick=False):
            open_data.publish()

    days = sorted({(row.day, row.is_kept) for row in DataFile.objects.all()})
    assert days == [(date(2027, 1, 1), True), (date(2027, 2, 1), True)]


def test_publishing_twice_a_day_leaves_one_file_of_each_format():
    recognised()
    open_data.publish()
    open_data.publish()

    assert sorted(DataFile.objects.values_list("format", flat=True)) == sorted(DataFormat.values)


def test_dictionary_explains_every_column(client):
    text = page(client, "/du-lieu-mo/tu-dien/")

    assert all(f"<code>{name}</code>" in text for name in (*open_data.COLUMNS, *open_data.MINISTRY))


def test_empty_page_says_when_the_first_files_come(client):
    assert "The first files are being written" in page(client, "/en/du-lieu-mo/")
