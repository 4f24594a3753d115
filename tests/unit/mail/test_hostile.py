"""Messages that somebody prepared or damaged: refused or read, in bounded time, and never judged whole when changed."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from desktop_app.mail import mime
from desktop_app.mail.faults import NotMail
from desktop_app.mail.receipt import Receipt, read
from tests.support import pec
from tests.support.outlook import message_tree, ole, saved_whole
from tests.support.signing import mara, p7m

PDF = b"%PDF-1.7 prova " * 60
MAIL = pec.ordinary(
    "rif. C12-7K3Q", [("a.pdf", PDF), ("b.pdf.p7m", p7m(PDF, mara())), ("segnatura.xml", pec.segnatura())]
)
WHOLE = pec.receipt(pec.Told(), MAIL)
TREE = message_tree(
    "X-Ricevuta: accettazione\r\n", [("daticert.xml", pec.daticert(pec.Told())), ("m", message_tree("Subject: y"))]
)
SAMPLES = {
    "receipt": WHOLE, "envelope": pec.envelope(MAIL), "outlook": saved_whole(WHOLE), "rebuilt": ole(TREE),
    "segnatura": pec.segnatura(style="2013"), "ordinary": MAIL,
}  # fmt: skip


def judged(data: bytes) -> Receipt | None:
    """What is read of it; None where it is refused. Anything else that is raised is a fault of ours."""
    try:
        return read(data)
    except NotMail as fault:
        assert str(fault)
        return None


def mutated(data: bytes, by: random.Random) -> bytes:
    """The data with one of the damages that disks, programs and people do."""
    at, more = by.randrange(len(data)), by.randrange(1, 200)
    match by.randrange(7):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << by.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[at + more :]
        case 3:
            return data[:at] + data[at : at + more] * 2 + data[at + more :]
        case 4:
            return data[:at] + by.randbytes(more) + data[at + more :]
        case 5:
            lines = data.split(b"\n")
            one, other = by.randrange(len(lines)), by.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            return b"\n".join(lines)
    return data.replace(
        by.choice([b"boundary", b"rfc822", b"base64", b"\r\n\r\n", b"7bit", b"</"]), b"\xff", by.randrange(1, 3)
    )


def try_out(name: str, numbers: Iterator[int]) -> None:
    for number in numbers:
        data = mutated(SAMPLES[name], random.Random(f"{name} {number}"))
        found = judged(data)
        if name == "receipt" and found is not None and found.signed and not found.forwarded:
            assert _signed_bytes(data) == _signed_bytes(WHOLE), number


def _signed_bytes(data: bytes) -> bytes:
    """What stands between the lines of the outer boundary, without what programs may change: ends of lines."""
    first = data.split(b"\n------=_firma", 1)[-1].partition(b"\n")[2]
    return b"".join(line.rstrip() for line in first.split(b"\n------=_firma", 1)[0].split(b"\n"))


@pytest.mark.parametrize("name", list(SAMPLES))
def test_whatever_is_damaged_is_refused_or_read_and_never_taken_for_whole(name: str) -> None:
    try_out(name, iter(range(25)))


@pytest.mark.long
@pytest.mark.parametrize("name", list(SAMPLES))
def test_a_thousand_damages(name: str) -> None:
    try_out(name, iter(range(25, 25 + 1_000 // len(SAMPLES) + 1)))


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5_000))
MESSAGES = b"Content-Type: message/rfc822\r\n\r\n" * 5_000
PARTS = pec.headers(From="a@b.it") + pec.multipart([pec.text_part()] * 2_000)
FOLDED = b"Content-Type: text/plain;\r\n" + b' x="a;";\r\n' * 200_000 + b"\r\n"
QUOTED = b'Content-Type: multipart/mixed; boundary="' + b";" * 1_000_000 + b'"\r\n\r\nx'
ENCODED = b"Subject: " + b"=?utf-8?Q?" * 200_000 + b"\r\n\r\nx"
SPACES = pec.signed(b"From: a@b.it\r\n", pec.text_part(" " * 300_000 + "x"), pec.provider()).replace(b" x", b" y")
BLANKS = pec.headers(From="a@b.it") + b"\r\n" + b"\n\n--\n\n" * 100_000
HEADERS = b"".join(b"X-%d: y\r\n" % n for n in range(5_000)) + b"\r\nx"


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (NESTED, True), (MESSAGES, True), (PARTS, True), (FOLDED, True), (QUOTED, True), (ENCODED, False),
        (HEADERS, True), (b"A: b\r\n" * 5_000, True), (b"\r\n" * 100_000, True), (b"X: " + b"<" * 2_000_000, False),
        (SPACES, False), (BLANKS, False),
        (b"From: " + b"<a" * 100_000 + b"\r\n\r\n", False),
        (b"References: " + b"<a@b> " * 100_000 + b"\r\n\r\n", False),
    ],
    ids=["multiparts", "messages", "parts", "folded", "quoted", "encoded", "headers", "same", "blank", "long",
         "spaces", "blanks", "from", "references"],
)  # fmt: skip
def test_what_would_take_for_ever_ends_soon(data: bytes, refused: bool) -> None:
    assert (judged(data) is None) is refused


def test_what_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "MAX_BYTES", 1_000)
    monkeypatch.setattr("desktop_app.mail.outlook.MAX_BYTES", 1_000)
    for data in (WHOLE, saved_whole(WHOLE)):
        with pytest.raises(NotMail, match="è più grande di"):
            read(data)


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE postacert [<!ENTITY a "b">]><postacert tipo="accettazione">&a;</postacert>',
        b'<!DOCTYPE postacert [<!ENTITY a SYSTEM "file:///etc/hostname">]><postacert>&a;</postacert>',
        b'<!DOCTYPE postacert SYSTEM "http://esempio.it/x.dtd"><postacert tipo="accettazione"/>',
    ],
)
def test_declarations_in_what_is_certified_are_never_followed(xml: bytes) -> None:
    head = pec.headers(X_Ricevuta="avvenuta-consegna", From=pec.PROVIDER)
    found = read(head + pec.multipart([pec.part("daticert.xml", xml, "application/xml")]))
    assert found.kind == "avvenuta-consegna" and found.time is None
    assert found.notes == (
        "Il suo daticert.xml contiene dichiarazioni che non si devono seguire: vale quel che si legge nel resto.",
    )
