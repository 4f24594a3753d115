"""The pass over BER: stated lengths come out, and absurd structures are refused before anybody reads them."""

from __future__ import annotations

import pytest

from desktop_app.seals.ber import MAX_DEPTH, MAX_ELEMENTS, definite
from desktop_app.seals.signature import NotSigned
from tests.support import signing


@pytest.mark.parametrize(
    ("open_", "stated"),
    [
        ("3080 020101 0000", "3003 020101"),
        ("3080 3080 020101 0000 0000", "3005 3003 020101"),
        ("3007 3080 020101 0000", "3005 3003 020101"),
        ("2480 040161 040162 0000", "0402 6162"),  # octets in parts
        ("2480 2480 040161 0000 040162 0000", "0402 6162"),
        ("2406 040161 040162", "0402 6162"),
        ("3080 0000", "3000"),
        ("3003 020101 ffff", "3003 020101"),  # what follows is left alone
        ("0402 3080", "0402 3080"),  # inside of octets nothing is looked at
    ],
)
def test_open_lengths_become_stated_ones(open_: str, stated: str) -> None:
    assert definite(bytes.fromhex(open_)) == bytes.fromhex(stated)


def test_what_has_stated_lengths_stays_as_it_is() -> None:
    data = signing.p7m(bytes(3000), signing.mara(), signing.paolo())
    assert definite(data) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "30", "3003 0201", "3080 020101", "3082 ff", "3005 020101", "3084 ffffffff 02", "30 88 ffffffffffffffff",
        "3003 2480 0000 00",
    ],
)  # fmt: skip
def test_what_is_cut_short_is_incomplete(data: str) -> None:
    with pytest.raises(NotSigned, match="incompleta o rovinata"):
        definite(bytes.fromhex(data))


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80" * (MAX_DEPTH + 1) + bytes(2 * MAX_DEPTH + 2),
        b"\x30\x80" + b"\x05\x00" * MAX_ELEMENTS + b"\0\0",
        b"\x1f" + b"\xff" * 1_000_000,  # a tag that grows for ever
        b"\x06\x83\x0f\x42\x40" + b"\xff" * 1_000_000,  # a name of a million digits
        b"\x02\x83\x0f\x42\x40" + b"\xff" * 1_000_000,
        b"\x30\x89" + b"\1" * 20,
        b"\x04\x80\x00\x00",  # no parts, and no end
        b"\x24\x03\x02\x01\x01",  # octets made of a number
    ],
)
def test_absurd_structures_are_refused(data: bytes) -> None:
    with pytest.raises(NotSigned, match="non si può leggere"):
        definite(data)
