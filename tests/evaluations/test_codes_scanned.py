"""What a camera reads from the paper: codes are drawn, photographed askew and out of focus, and decoded."""

import io
import re

import pypdfium2
import pytest
import typst
import zxingcpp
from django.urls import reverse
from django.utils.html import escape
from PIL import Image, ImageFilter

from evaluations import certificate_paper, keys, seals
from evaluations.models import CertificateTemplate
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.test_certificates import certified

pytestmark = pytest.mark.django_db
SITE = "https://ocop.bacninh.example.vn"
CAMERA = 8  # pixels a millimetre at 20 cm: less than what telephones resolve in their preview
SMALLEST = 15  # millimetres a code is wide where it is printed small
INCH = 25.4
ASKEW = (0, 7, -23)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def certificate():
    return certified("Mật ong hoa nhãn rừng Lục Ngạn đóng chai thủy tinh 500 ml")


def photographed(picture, degrees):
    """Turned, a little out of focus and in poor light."""
    turned = picture.convert("L").rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(0.9)).point(lambda value: 60 + value * 0.6)


def scanned(picture):
    """The texts of every code the picture shows."""
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def page_of(certificate, pixels_per_mm):
    """The page of the certificate's PDF, and how many millimetres the code to check is wide on it."""
    page = pypdfium2.PdfDocument(certificate_paper.as_pdf(certificate))[0]
    width = 22 if page.get_width() > page.get_height() else 25
    return page.render(scale=pixels_per_mm * INCH / 72).to_pil(), width


def drawn(svg, width):
    """An inline drawing of a page, printed so many millimetres wide on white paper."""
    page = (
        f'#set page(width: {width + 4}mm, height: {width + 4}mm, margin: 2mm)\n#image("qr.svg", width: 100%)'
    )
    files = {"main.typ": page.encode(), "qr.svg": svg.encode()}
    return Image.open(io.BytesIO(typst.compile(files, format="png", ppi=CAMERA * INCH)))


def address_of_the_check(product):
    return f"{SITE}{reverse('verify', args=[product.code])}"


@pytest.mark.parametrize("landscape", [True, False], ids=["across", "upright"])
@pytest.mark.parametrize("degrees", ASKEW)
def test_code_of_the_certificate_opens_the_register_even_15_mm_wide(certificate, client, landscape, degrees):
    CertificateTemplate.objects.create(office=certificate.decision.office, landscape=landscape)
    _page, width = page_of(certificate, 1)
    page, _width = page_of(certificate, CAMERA * SMALLEST / width)

    found = scanned(photographed(page, degrees))

    assert address_of_the_check(certificate.product) in found
    answer = client.get(address_of_the_check(certificate.product).removeprefix(SITE))
    assert escape(certificate.product.name) in answer.text


@pytest.mark.parametrize("degrees", ASKEW)
def test_sealed_code_of_the_certificate_holds_without_the_register(certificate, client, degrees):
    page, _width = page_of(certificate, CAMERA)

    found = scanned(photographed(page, degrees)) - {address_of_the_check(certificate.product)}

    text = found.pop()
    assert seals.check(text, keys.public_keys(), today()).facts == keys.facts_of(certificate)
    assert client.get(text.removeprefix(SITE)).context["sealed"].facts["code"] == certificate.product.code
    for changed in (text[:-1] + ("A" if text[-1] != "A" else "B"), text.replace("ma=e", "ma=f")):
        with pytest.raises(seals.NotGenuine):
            seals.check(changed, keys.public_keys(), today())


@pytest.mark.parametrize("degrees", ASKEW)
def test_code_on_the_printed_pages_opens_the_register(certificate, client, degrees):
    cast.sign_in(client, cast.leader(cast.PROVINCE))

    page = client.get(certificate.get_absolute_url()).text
    picture = f"/ma-qr/{certificate.product.code}.svg"
    assert f'src="{picture}"' in client.get(certificate.product.get_absolute_url()).text
    for svg in (re.search(r"<svg[^>]*class=\"qr\".*?</svg>", page, re.DOTALL)[0], client.get(picture).text):
        found = scanned(photographed(drawn(svg, SMALLEST), degrees))
        assert found == {address_of_the_check(certificate.product)}
