"""Acts as values: what is stored of one is read back as it was, and what is odd in it gets its default."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, NamedTuple

import pytest

from desktop_app.session.acts import (
    Act,
    Attached,
    Met,
    Pen,
    Prepared,
    Protocolled,
    Received,
    Returned,
    Sent,
    SentFile,
    Signature,
    marks_of,
    of_kind,
)
from desktop_app.session.stored_acts import read_acts, to_data

DAY = dt.date(2027, 3, 12)
NOW = dt.datetime(2027, 3, 12, 10, 42, tzinfo=dt.UTC)
ACTS = (
    Returned(
        name="a.pdf", document="carta", form="pades", state="partial", content="identical", differences=("una",),
        signatures=(Signature("ditta", "Mara Bianchi", "BNCMRA", NOW, True, "valid", "k", "Integra."),),
        lacking=("coop",), message="Ecco.", sentences=("Uno.", "Due."),
    ),
    Pen(name="scan.pdf", document="carta", signers=("ditta", "coop"), day=DAY),
    Attached(sending="invio", attachment="identita", name="carta.pdf", size=12),
    Attached(sending="invio", attachment="identita", reason="Firma digitale."),
    Prepared(sending="invio", title="Invio", code="C1-2345", subject="Oggetto", to=("a@pec.example.it",),
             files=(SentFile("01.pdf", "aa", "bb", "cc", "carta"),), gaps=("Manca",), reason="Urgente"),
    Sent(sending="invio", day=DAY),
    Received(name="r.eml", sending="invio", receipt="avvenuta-consegna", time=NOW, message_id="<1@x>",
             recipient="a@pec.example.it", counts=False, proved=("01.pdf",), protocol="12", protocol_day=DAY),
    Protocolled(sending="invio", protocol="12/2027", day=DAY),
    Met(deadline="affidamento", title="Affidare", day=DAY),
)  # fmt: skip


class Entry(NamedTuple):
    number: int
    kind: str
    at: dt.datetime
    data: dict[str, Any]
    file: str | None = None


def stored(act: Act, **more: Any) -> Entry:
    return Entry(0, act.kind, NOW, {**json.loads(json.dumps(to_data(act))), **more})


@pytest.mark.parametrize("act", ACTS)
def test_what_is_stored_is_read_back(act: Act) -> None:
    (read,) = read_acts([stored(act)])
    assert to_data(read) == to_data(act) and type(read) is type(act)
    assert (read.number, read.at, read.file) == (0, NOW, None)


def test_what_is_odd_gets_its_default_and_what_is_newer_is_left_alone() -> None:
    odd: Any
    for odd in (None, 5, "x", [], {}, [3, None, {"signer": 4}], True):
        for act in ACTS:
            for key, value in to_data(act).items():
                (read,) = read_acts([stored(act, **{key: odd, "newer": odd})])
                assert type(getattr(read, key)) in (type(value), type(getattr(act, key)), type(None)), key
    assert read_acts([Entry(1, "of a newer version", NOW, {})]) == []
    (naive,) = read_acts([Entry(1, "received", NOW, {"time": "2027-03-12T10:00:00"})])
    assert isinstance(naive, Received) and naive.time is None


def test_a_sending_is_found_by_code_and_hashes_and_by_what_a_receipt_teaches() -> None:
    assert marks_of(ACTS[4]) == ("C1-2345", "aa", "bb", "cc")
    assert marks_of(ACTS[6]) == ("<1@x>",)
    assert marks_of(ACTS[0]) == ()
    read = read_acts([stored(each) for each in ACTS])
    assert [each.reason for each in of_kind(read, Attached)] == ["", "Firma digitale."]
