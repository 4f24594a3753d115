"""Long bodies stand aside while a message is parsed: nobody can tell by what is read of it."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator

import pytest

from desktop_app.mail import mime, set_aside
from desktop_app.mail.faults import NotMail
from desktop_app.mail.receipt import Receipt, read
from desktop_app.mail.set_aside import Bodies
from tests.support import pec
from tests.support.signing import mara, p7m
from tests.unit.mail.test_hostile import mutated

FILE = random.Random(7).randbytes(9_000)
CODED = base64.encodebytes(FILE)
MAIL = pec.ordinary("rif. C12-7K3Q", [("a.pdf", FILE), ("b.p7m", p7m(FILE, mara())), ("nota.txt", b"x")])
BARE = pec.headers(From="a@b.it", Content_Transfer_Encoding="base64") + b"\r\n" + CODED
STATUS = pec.headers(From="a@b.it", Content_Type="message/delivery-status") + b"\r\n" + CODED + b"\n" + CODED
WHOLE = pec.receipt(pec.Told(), MAIL)
CODED_HEAD = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
CODED_MAIL = pec.headers(From="a@b.it") + pec.multipart([CODED_HEAD + base64.encodebytes(WHOLE)])
SAMPLES = {
    "receipt": WHOLE,
    "line feeds": WHOLE.replace(b"\r\n", b"\n"),
    "envelope": pec.envelope(MAIL),
    "ordinary": MAIL,
    "forwarded": pec.ordinary("I: ricevuta", [("r.eml", WHOLE)]),
    "one body": BARE,
    "message in a message": pec.headers(From="a@b.it", Content_Type="message/rfc822") + b"\r\n" + BARE,
    "states of a delivery": STATUS,
    "a message in base64": CODED_MAIL,
    "carriage returns": BARE.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
}  # fmt: skip


def everything(data: bytes) -> tuple[Receipt | str, list[bytes]]:
    """What is read of it, and the files in the message and in those in it."""
    try:
        found: Receipt | str = read(data)
        message = mime.load(data)
    except NotMail as fault:
        return str(fault), []
    parts = list(mime.parts(message))
    inside = [inner for part in parts if (inner := mime.message_in(part)) is not None]
    return found, [mime.content(each) for each in (*parts, *(part for each in inside for part in mime.parts(each)))]


def compare(data: bytes) -> None:
    ours = everything(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Bodies, "set_aside", lambda _, raw: raw)
        assert ours == everything(data)


def numbered(name: str, numbers: range) -> Iterator[bytes]:
    return (mutated(SAMPLES[name], random.Random(f"{name} {number}")) for number in numbers)


@pytest.mark.parametrize("name", list(SAMPLES))
def test_what_is_read_is_the_same_with_and_without(name: str) -> None:
    compare(SAMPLES[name])
    for data in numbered(name, range(8)):
        compare(data)


@pytest.mark.long
@pytest.mark.parametrize("name", list(SAMPLES))
def test_it_is_the_same_over_many_damages(name: str) -> None:
    for data in numbered(name, range(8, 250)):
        compare(data)


@pytest.mark.parametrize("name", ["receipt", "line feeds", "envelope", "one body", "message in a message"])
def test_the_library_gets_little_of_a_long_body(name: str) -> None:
    bodies = len(SAMPLES[name]) // 12_000 or 1
    assert len(Bodies().set_aside(SAMPLES[name])) < len(SAMPLES[name]) - bodies * 9_000


@pytest.mark.parametrize(
    "body",
    [
        CODED[:3_000] + b"\n" + CODED[3_000:],  # a blank line, after which a state of a delivery would end
        CODED.replace(b"A", b":"),
        CODED[:500],
        CODED.replace(b"\n", b"\r", 3),
        CODED.replace(b"\n", b"\r\n", 3),
        CODED[:5_000] + b"A" + CODED[5_000:],
    ],
    ids=["blank line", "other signs", "short", "carriage returns", "mixed ends", "other widths"],
)
def test_any_other_body_stays_where_it_is(body: bytes) -> None:
    data = b"From: a@b.it\n\n" + body
    assert Bodies().set_aside(data) == data


def test_nobody_can_write_the_word_for_lines_of_another_message(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({Bodies().set_aside(BARE) for _ in range(3)}) == 3
    stolen = Bodies().set_aside(BARE)
    assert mime.content(mime.load(stolen)) != FILE
    monkeypatch.setattr(set_aside, "LEAST", 10**9)
    assert mime.content(mime.load(BARE)) == FILE
