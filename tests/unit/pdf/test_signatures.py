"""Signatures of PDFs: what each covers, and the ways to make one cover less than it seems."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic

from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.signatures import NOT_WHOLE, REWRITTEN, TWICE, PdfSignature, SignedPdf, signed_pdf
from tests.support import forging, returns, signing
from tests.support.signing import anna, mara, pades, paolo

INVALID = "la firma non dice in modo valido che cosa copre"


def by_field(data: bytes) -> dict[str, PdfSignature]:
    return {each.field: each for each in signed_pdf(data).signatures}


def test_each_signature_covers_its_version() -> None:
    found: SignedPdf = signed_pdf(returns.three())
    assert [(each.field, each.revision, each.start, each.whole) for each in found.signatures] == [
        ("cooperativa", 2, 0, True), ("azienda", 3, 0, True), ("cpi", 4, 0, True),
    ]  # fmt: skip
    assert all(each.intact and each.time.startswith("D:20") for each in found.signatures)
    assert found.revisions == (len(returns.document()), len(returns.one()), len(returns.two()), len(returns.three()))
    assert found.empty == ()


def test_every_program_can_add_its_signature_to_the_table_of_objects() -> None:
    """A classic one: to a compressed stream iText adds a freed object, and pyHanko calls the first one changed."""
    data = returns.document()
    assert b"\nxref\n" in data and b"/ObjStm" not in data and b"/XRef" not in data


def test_a_file_that_nobody_signed_has_its_fields_empty() -> None:
    found = signed_pdf(returns.document())
    assert found.signatures == () and set(found.empty) == {"azienda", "cooperativa", "cpi"}


def test_a_document_time_stamp_is_nobodys_signature() -> None:
    found = signed_pdf(signing.document_stamp(returns.one())).signatures
    assert [each.stamp for each in found] == [False, True]
    assert found[1].intact and found[1].signatures[0].stamped == signing.NOW


@pytest.mark.parametrize("adobe", [False, True])
def test_both_kinds_of_signature_are_checked(adobe: bool) -> None:
    (found,) = signed_pdf(pades(returns.document(), mara(), "cooperativa", adobe=adobe, stamped=True)).signatures
    assert found.intact and found.signatures[0].stamped == signing.NOW


# --- forgeries -----------------------------------------------------------------------------------------------


def test_one_signature_in_two_fields_counts_once() -> None:
    found = by_field(forging.with_field(returns.one(), "falso", copy_of="cooperativa"))
    assert sorted(each.why for each in found.values()) == ["", TWICE]


def test_a_second_signature_in_the_hole_of_the_first_is_none() -> None:
    other = generic.ByteStringObject(signing.p7m(b"", paolo(), apart=True))
    found = by_field(forging.with_field(returns.one(), "falso", copy_of="cooperativa", Contents=other))
    assert found["cooperativa"].intact
    assert not found["falso"].intact and "è di un'altra firma" in found["falso"].why


def test_a_forged_second_signature_that_covers_nothing_is_none() -> None:
    for given in ({"ByteRange": generic.ArrayObject()}, {"ByteRange": generic.NullObject()}):
        found = by_field(forging.with_field(returns.one(), "falso", copy_of="cooperativa", **given))
        assert found["cooperativa"].intact and found["falso"].why == INVALID


def test_a_signature_over_other_bytes_is_none() -> None:
    (found,) = signed_pdf(returns.flipped(returns.one(), len("%PDF-1.7\n%x"))).signatures  # in the comment on top
    assert not found.intact and found.signatures[0].why == "il contenuto non è quello firmato"


CHANGES = ("begins later", "ends beyond", "hole too wide", "backwards", "two numbers", "words")


@pytest.mark.parametrize("change", CHANGES)
def test_a_range_that_leaves_something_out_is_refused(change: str) -> None:
    data = returns.one()
    zero, first, second, length = forging.range_of(data)
    numbers = {
        "begins later": f"9 {first - 9} {second} {length}",
        "ends beyond": f"0 {first} {second} {length + 1}",
        "hole too wide": f"0 {first - 30} {second} {length}",
        "backwards": f"0 {second} {first} {length}",
        "two numbers": f"{zero} {first}",
        "words": "/a /b /c /d",
    }[change]
    (found,) = signed_pdf(forging.with_range(data, numbers)).signatures
    assert found.why in (INVALID, REWRITTEN) and not found.intact


def test_a_signature_that_ends_before_its_version_does_is_not_whole() -> None:
    data = returns.one()
    _, first, second, length = forging.range_of(data)
    (found,) = signed_pdf(forging.with_range(data, f"0 {first} {second} {length - 40}")).signatures
    assert (found.whole, found.why) == (False, NOT_WHOLE)


def test_a_mark_of_an_end_inside_of_a_version_does_not_make_it_whole() -> None:
    """The real table of the file would be left out: somebody could put another in its place."""
    data = returns.one()
    _, first, second, _ = forging.range_of(data)
    cut = data.rindex(b"startxref")
    forged = data[:cut] + b"%%EOF\n" + data[cut:]
    (found,) = signed_pdf(forging.with_range(forged, f"0 {first} {second} {cut + 6 - second}")).signatures
    assert (found.whole, found.why) == (False, NOT_WHOLE)


def test_who_signed_a_file_that_was_saved_anew_is_still_said() -> None:
    found = by_field(forging.resaved(returns.two()))
    assert {each.why for each in found.values()} == {REWRITTEN}
    assert [each.signatures[0].name for each in found.values()] == ["Paolo Rossi", "Mara Bianchi"]
    assert not any(each.signatures[0].intact for each in found.values())


# --- what cannot be read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "incompleto o rovinato"),
        (b"%PDF-1.7\n", "incompleto o rovinato"),
        (b"%PDF-1.7\n" + b"%%EOF\n" * 501, "ha troppe versioni"),
        (bytes(64_000_001), "è più grande di 64 MB"),
    ],
)
def test_what_is_no_pdf_is_told(data: bytes, why: str) -> None:
    with pytest.raises(PdfFault, match=why):
        signed_pdf(data)


def test_a_file_that_is_cut_short_is_not_mended() -> None:
    for at in (100, 500, len(returns.one()) // 2):
        with pytest.raises(PdfFault):
            signed_pdf(returns.one()[:-at])


def test_a_file_with_a_password_says_so() -> None:
    with pytest.raises(PdfFault, match="protetto da una password"):
        signed_pdf(forging.encrypted(returns.document()))


def test_a_field_within_a_field_has_both_names() -> None:
    found = by_field(pades(pades(returns.document(), mara(), "parti.prima", shown=False), anna(), "cpi"))
    assert found.keys() == {"parti.prima", "cpi"} and all(each.intact for each in found.values())


def test_a_file_with_more_signatures_than_any_is_refused() -> None:
    data = returns.one()
    with pytest.raises(PdfFault, match="troppe firme"):
        signed_pdf(forging.with_many_fields(data, 51, "cooperativa"))
    with pytest.raises(PdfFault, match="troppi campi"):
        signed_pdf(forging.with_many_fields(data, 2_001, ""))
