"""The letterhead: what is seen, what is read aloud, and pictures that cannot be a logo."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from PIL import ExifTags, Image

from desktop_app.engine.documents.blocks import Letterhead, Picture
from desktop_app.pdf import logo
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.pages import PdfPages
from tests.unit.pdf.samples import DAY, document, headed, paragraph
from tests.unit.pdf.test_tags import root, tree


def encoded(image: Image.Image, kind: str = "PNG", **options: bool) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def test_the_logo_is_decoration_beside_the_name() -> None:
    """It would only say the name a second time."""
    with pikepdf.open(io.BytesIO(build_pdf(headed(), DAY))) as pdf:
        assert tree(root(pdf)) == ["Document", ["P"], ["P"], ["H1"], ["P"]]


def test_it_stands_above_the_text_in_its_colours_and_bytes_are_the_same() -> None:
    large = Picture(300, 200, bytes((200, 30, 30)) * 60_000)
    made = replace(document(paragraph("Testo")), letterhead=Letterhead("Unione Esempio", large))
    data = build_pdf(made, DAY)
    assert data == build_pdf(made, DAY)
    with PdfPages(data) as pages:
        assert pages.text(0).index("Unione Esempio") < pages.text(0).index("Testo")
        drawn = pages.render(0, 1.0)
    blue = bytes((200, 30, 30))  # as the picture has it: red, green, blue
    rows = [drawn.data[row * drawn.stride : (row + 1) * drawn.stride] for row in range(drawn.height)]
    widths = [sum(row[at : at + 3] == blue[::-1] for at in range(0, drawn.width * 4, 4)) for row in rows]
    high = sum(width > 0 for width in widths)
    assert max(widths) / high == pytest.approx(1.5, rel=0.05)
    assert all(not width for width in widths[drawn.height // 2 :])  # in the upper half of the page


def test_a_name_alone() -> None:
    alone = replace(document(paragraph("Testo")), letterhead=Letterhead("Nome lungo " * 20))
    with pikepdf.open(io.BytesIO(build_pdf(alone, DAY))) as pdf:
        assert tree(root(pdf)) == ["Document", ["P"], ["H1"], ["P"]]


def test_only_the_first_page_has_it() -> None:
    many = replace(headed(), blocks=tuple(paragraph(f"Riga {at}") for at in range(100)))
    with PdfPages(build_pdf(many, DAY)) as pages:
        assert [("Unione Esempio" in pages.text(at)) for at in range(len(pages))] == [True] + [False] * (len(pages) - 1)
        assert len(pages) > 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_keeps_its_colours(kind: str) -> None:
    read = logo.read_logo(encoded(Image.new("RGB", (40, 20), (0, 0, 254)), kind))
    assert (read.width, read.height, read.pixels) == (40, 20, bytes((0, 0, 254)) * 800)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (4, 4), (9, 9, 9, 0)),
        Image.new("LA", (4, 4), (9, 0)),
        Image.new("L", (4, 4), 255),
        Image.new("1", (4, 4), 1),
    ],
)
def test_what_is_transparent_is_white(image: Image.Image) -> None:
    assert logo.read_logo(encoded(image)).pixels == b"\xff" * 48


def test_a_jpeg_for_the_press_is_read_too() -> None:
    assert logo.read_logo(encoded(Image.new("CMYK", (4, 4), (0, 0, 0, 0)), "JPEG")).pixels == b"\xff" * 48


def test_a_photograph_is_printed_the_way_up_that_its_camera_noted() -> None:
    taken = Image.new("RGB", (48, 16), (0, 0, 254))
    taken.paste((254, 0, 0), (0, 0, 16, 16))  # the left third is red
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6  # to be turned clockwise: the left becomes the top
    data = io.BytesIO()
    taken.save(data, "JPEG", quality=100, exif=turned)
    read = logo.read_logo(data.getvalue())
    assert (read.width, read.height) == (16, 48)
    red, _green, blue = read.pixels[:3]
    assert red > 200 > 50 > blue
    red, _green, blue = read.pixels[-3:]
    assert blue > 200 > 50 > red


def test_a_large_logo_is_made_as_small_as_print_needs() -> None:
    read = logo.read_logo(encoded(Image.new("L", (4000, 2000), 128)))
    assert (read.width, read.height) == (1300, 650) and len(read.pixels) == 1300 * 650 * 3


def spoilt() -> bytes:
    good = encoded(Image.effect_noise((64, 64), 50))
    return good[:60] + bytes(20) + good[80:]


def many_scans(scans: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again: each goes over the whole picture."""
    good = encoded(Image.new("RGB", (64, 64)), "JPEG", progressive=True)
    last = good[good.rindex(b"\xff\xda") : -2]
    return good[:-2] + last * (scans - good.count(b"\xff\xda")) + good[-2:]


def test_a_progressive_jpeg_is_read_up_to_a_number_of_scans() -> None:
    assert logo.read_logo(many_scans(logo.MAX_SCANS)).width == 64
    with pytest.raises(PdfFault, match="troppe passate: salvala come PNG"):
        logo.read_logo(many_scans(logo.MAX_SCANS + 1))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "PNG o JPEG"),
        (lambda: b"<svg/>", "PNG o JPEG"),
        (lambda: encoded(Image.effect_noise((64, 64), 50))[:2_000], "PNG o JPEG"),
        (spoilt, "PNG o JPEG"),
        (lambda: encoded(Image.new("L", (4, 4)), "GIF"), "PNG o JPEG"),
        (lambda: encoded(Image.new("1", (6001, 1))), "troppi punti"),
        (lambda: encoded(Image.new("1", (4000, 4000))), "troppi punti"),
        (lambda: encoded(Image.new("1", (14_000, 14_000))), "troppi punti"),
        (lambda: encoded(Image.new("I;16", (4, 4))), "16 bit"),
    ],
)
def test_what_cannot_be_a_logo_gets_a_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(PdfFault, match=words):
        logo.read_logo(make())
