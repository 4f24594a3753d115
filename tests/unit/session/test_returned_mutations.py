"""Thousands of files that were changed by chance: none raises, none is intact whose signed bytes are others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest

from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.signatures import signed_pdf
from desktop_app.seals.envelope import open_envelopes
from desktop_app.seals.signature import NotSigned
from desktop_app.session.returned.judgement import judge
from desktop_app.session.returned.values import Verdict
from tests.support import forging, returns, signing
from tests.support.returns import RETURNS, expected, returned
from tests.support.signing import mara, p7m, paolo

SEEDS = [name for name in RETURNS if name not in ("50 MB", "nothing", "p7m deeper than any", "p7m ten deep")]


@cache
def small() -> bytes:
    return p7m(b"%PDF-1.7\n" + bytes(range(256)) * 8, mara(), paolo(), counters=(mara(),), stamped=True)


def judged(data: bytes) -> Verdict:
    return judge(data, "", expected()[:1], now=signing.NOW)


# --- one bit of what is signed -------------------------------------------------------------------------------


def flips(data: bytes, signed: list[range], number: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(number):
        changed = bytearray(data)
        part = chance.choice(signed)
        changed[chance.choice(part)] ^= 1 << chance.randrange(8)
        yield bytes(changed)


def covered(data: bytes) -> list[range]:
    """What all signatures of a PDF cover: the first version, and all but the holes."""
    first = signed_pdf(data).signatures[0]
    hole = forging.first_hole(data)
    return [range(hole[0]), range(hole[1], first.end)]


def bits(number: int) -> None:
    pdf = returns.two()
    for changed in flips(pdf, covered(pdf), number, 1):
        try:
            found = signed_pdf(changed).signatures
        except PdfFault:
            continue
        assert not any(each.intact for each in found)
    envelope = small()
    inside = open_envelopes(envelope).content or b""
    start = envelope.index(inside)
    for changed in flips(envelope, [range(start, start + len(inside))], number, 2):
        try:
            found_in = open_envelopes(changed).signatures
        except NotSigned:
            continue
        assert not any(each.intact for each in found_in if not each.counter)


def test_a_bit_of_what_is_signed_breaks_every_signature() -> None:
    bits(25)


@pytest.mark.long
def test_a_thousand_bits_of_what_is_signed_break_every_signature() -> None:
    bits(500)


# --- whatever was done to a file -----------------------------------------------------------------------------


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Cut, filled, copied, or with some bytes that are others."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        if not changed:
            break
        at, length = chance.randrange(len(changed)), chance.choice((1, 1, 2, 16, 4_000))
        what = chance.randrange(5)
        if what == 0:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + length]
        elif what == 2:
            changed[at:at] = changed[at : at + length]
        elif what == 3:
            changed[at : at + length] = chance.randbytes(min(length, 64))
        else:
            changed[chance.randrange(min(len(changed), 300))] = chance.randrange(256)
    return bytes(changed)


def mutations(number: int, seed: int) -> None:
    """A file may be judged good only where it still is, byte for byte, what was signed."""
    chance = random.Random(seed)
    for _ in range(number):
        name = chance.choice(SEEDS)
        before = returned(name)
        verdict = judged(mutated(before, chance))
        if verdict.content == "identical" and any(each.intact for each in verdict.signatures):
            assert judged(before).content == "identical", name
            assert {each.signer for each in verdict.signatures if each.intact} <= {*judged_signers(name)}


@cache
def judged_signers(name: str) -> tuple[str | None, ...]:
    return tuple(each.signer for each in judged(returned(name)).signatures)


def test_files_that_were_changed_by_chance_are_judged_without_an_exception() -> None:
    mutations(40, 3)


@pytest.mark.long
def test_two_thousand_files_that_were_changed_by_chance_are_judged_without_an_exception() -> None:
    mutations(2_000, 4)


# --- files made to harm --------------------------------------------------------------------------------------

HEAD = bytes.fromhex("06092a864886f70d010702")
HOSTILE = {
    "deep": b"\x30\x80" * 200_000,
    "a length that is not there": b"\x30\x84\xff\xff\xff\xff" + HEAD + bytes(10),
    "base64 without end": b"A" * 5_000_000,
    "only lines": b"\n" * 5_000_000,
    "an endless tag": b"\x30\x80" + HEAD + b"\x1f" + b"\xff" * 5_000_000,
    "many parts": b"\x30\x80" + HEAD + b"\xa0\x80" + b"\x05\x00" * 2_000_000,
    "many ends": b"%PDF-1.7\n" + b"%%EOF\n" * 800_000,
    "many fields": b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3]" * 200_000 + b"\n%%EOF",
    "brackets": b"%PDF-1.7\n" + b"[" * 1_000_000 + b"\nstartxref\n9\n%%EOF",
    "xml": b"<?xml version='1.0'?>" + b"<a>" * 500_000,
    "a PDF in PEM": b"-----BEGIN PKCS7-----\n" + b"%PDF-1.7",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_is_refused_in_a_sentence(name: str) -> None:
    verdict = judged(HOSTILE[name])
    assert verdict.state in ("foreign", "unreadable") and verdict.message.endswith(".")
    assert not verdict.signatures
