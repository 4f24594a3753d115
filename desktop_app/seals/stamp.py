"""Time stamps: a third party's signed word that something existed at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from desktop_app.seals.content import Content
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.structure import BROKEN, STAMP_INFO, attribute, moment, octets

_TRIED: Final = 4  # time stamps over one signature


class Stamp(NamedTuple):
    """An intact time stamp: its time, and who gave it."""

    time: dt.datetime
    issuer: str


Check = Callable[[Any, Content | None], list[Signature]]


def stamp_over(signer: Any, check: Check) -> Stamp | None:
    """The first intact time stamp over a signature value. One that cannot be read proves no time and harms nothing."""
    try:
        over = Content(signer["signature"].native)
        tokens = attribute(signer["unsigned_attrs"], "signature_time_stamp_token")[:_TRIED]
    except BROKEN:
        return None
    found = (read_stamp(token, over, check) for token in tokens)
    return next((each for each in found if each is not None), None)


def read_stamp(token: Any, over: Content, check: Check) -> Stamp | None:
    """The stamp of a token, None unless it is over that content and its own signature is intact."""
    try:
        signed = token["content"]
        told = octets(signed) or b""
        time = stated_stamp(told, over)
        by = check(signed, Content(told)) if time else []
    except (NotSigned, *BROKEN):
        return None
    return Stamp(time, by[0].name or by[0].organization) if time and by and by[0].intact else None


def stated_stamp(told: bytes, over: Content) -> dt.datetime | None:
    """The time that the inside of a token states, None unless it is stated of that content."""
    try:
        info = STAMP_INFO.load(told)
        imprint = info["message_imprint"]
        if over.digest(imprint["hash_algorithm"]["algorithm"].native) != imprint["hashed_message"].native:
            return None
        return moment(info["gen_time"])
    except BROKEN:
        return None
