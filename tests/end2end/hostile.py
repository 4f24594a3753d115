"""Files as somebody would make them to do harm: drafts, texts of forms, files of forms, logos. Made when asked for."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

FORM = "marche/art14_2023"
MARK = (
    "<b>x</b><img src='/etc/hostname'/><a href='file:///etc/passwd'>k</a></para><onDraw name='x'/>&amp;{{ 7*7 }}"
    "{% for i in range(10**9) %}x{% endfor %} **md** [t](http://male.example) `c` # T\n| a |\n|---|\n=1+1 ../../x "
    "'); DROP TABLE drafts;-- %s %n ${jndi:ldap://e} \\\\male\\share"
)
SIGNS = "\u202eABC\u2066\u200b\u2028\u0007 \x1b[31mrosso\x9b31m"
DAYS = (
    "31/02/2026",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "99999-01-01",
    "2026-1-1",
    "\u0662\u0660\u0662\u0666-01-01",
)
NUMBERS = ("NaN", "Infinity", "1e999999", "-0", "9" * 5_000, "1E+999999999", "0x10", "\u0661\u0662")

Make = Callable[[], bytes]


def drafts(good: Mapping[str, Any]) -> dict[str, Make]:
    """Drafts by name, `good` being a whole one."""
    answers = good["answers"]
    groups = [id for id, value in answers.items() if isinstance(value, list) and value]

    def whole(**others: Any) -> bytes:
        return json.dumps({**good, **others}, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def answer(id: str, value: Any) -> Make:
        return lambda: whole(answers={**answers, id: value})

    def every(value: str) -> Make:
        return lambda: whole(answers={id: value if isinstance(each, str) else each for id, each in answers.items()})

    def bare(answer: str, times: int) -> Make:
        return lambda: b'{"form":"%s","answers":{"vuc":[%s]}}' % (FORM.encode(), ",".join([answer] * times).encode())

    found: dict[str, Make] = {
        "deep": lambda: b'{"form":"%s","answers":{"x":' % FORM.encode() + b"[" * 200_000,
        "deep tables": lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "numbers": bare("1", 9_000_000),
        "tables": bare("{}", 6_000_000),
        "lists": bare("[[]]", 3_900_000),
        "commas": lambda: b"," * 19_000_000,
        "quotes": lambda: b'"' + b'\\"' * 9_000_000,
        "keys": lambda: b'{"form":"x","answers":{%s}}' % b",".join(b'"k%d":1' % each for each in range(1_000_000)),
        "same key": lambda: b'{"form":"x","answers":{%s}}' % b",".join([b'"a":1'] * 100_000),
        "long text": answer("azienda_nome", "x" * 19_000_000),
        "spaces": answer("azienda_nome", " " * 19_000_000),
        "accents": answer("azienda_nome", "a" + "\u0301" * 9_000_000),
        "signs": answer("azienda_nome", SIGNS),
        "zero": answer("azienda_nome", "a\0b"),
        "half a sign": answer("azienda_nome", "a\ud800b"),
        "signs in a name": lambda: whole(form="\x1b]0;x\x07../../etc/passwd"),
        "long name": lambda: whole(form="x" * 5_000_000),
        "long key": lambda: whole(answers={"x" * 5_000_000: 1}),
        "many odd keys": lambda: whole(answers={"azienda_nom" * 3_000 + str(n): 1 for n in range(500)}),
        "many parties": lambda: whole(parties={f"p{n}": {"record": "r"} for n in range(20_000)}),
        "true format": lambda: whole(format=True),
        "markup": every(MARK),
        "words": every("parola " * 2_800),
        "a word": every("W" * 19_000),
        "odd lines": lambda: whole(answers={**answers, groups[0]: [1, "x", None, [], {"id": "a"}]}),
        "lines of one name": lambda: whole(answers={**answers, groups[0]: [{"id": "a"}] * 100}),
        "too many lines": lambda: whole(answers={**answers, groups[0]: [{}] * 50_000}),
    }
    found |= {f"day {day}": answer("data_stipula", day) for day in DAYS}
    return found | {f"number {number[:20]}": answer("vuc", number) for number in NUMBERS} | odd_files(good)


def odd_files(good: Mapping[str, Any]) -> dict[str, Make]:
    """What is no draft at all, or written in another way."""
    return {
        "latin": lambda: json.dumps(good, ensure_ascii=False).encode("latin-1", "replace"),
        "nothing": lambda: b"",
        "null": lambda: b"null",
        "a picture": lambda: png(8, 8),
        "a database": lambda: b"SQLite format 3\0" + bytes(5_000),
    }


SHORT_DRAFTS = ("deep", "lists", "commas", "signs", "zero", "half a sign", "signs in a name", "long key", "a picture",
                "odd lines", "too many lines", "day 9999-12-31", "number 1e999999")  # fmt: skip

# What a text of a document may be filled with: each up to the most that a text may have.
TEXTS: dict[str, str] = {
    "brackets": "[", "links": "[a](", "stars": "*a **a ", "lines under": "_a __a ", "ticks": "`", "quotes": ">",
    "lists": "- ", "numbers": "1. ", "table": "|x|y|\n", "html": "<", "comments": "<!--", "signs": "&", "names": "&a;",
    "references": "[a]: <", "strokes": "\\", "rules": "---\n", "headings": "# x\n\n",
    "tildes": "~~~\n", "raised": "^1^",
    "words": "parola ", "one word": "W", "returns": "a\r\n", "addresses": "<http://a", "answers": "{{ datore }} ",
    "pictures": "![a](file:///etc/passwd)\n\n", "braces": "{{", "blocks": "{%",
}  # fmt: skip
SHORT_TEXTS = ("ticks", "braces")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide: int, high: int, more: bytes = b"", pixels: bytes | None = None, depth: int = 8) -> bytes:
    """A picture whose head says what it likes."""
    head = struct.pack(">IIBBBBB", wide, high, depth, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * ((wide * 3 + 1) * high)) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def swollen(megabytes: int) -> bytes:
    """Zeros that take a thousandth of their room."""
    press = zlib.compressobj(9)
    return b"".join(press.compress(bytes(1_000_000)) for _ in range(megabytes)) + press.flush()


LOGOS: dict[str, Make] = {
    "huge": lambda: png(2**31 - 1, 2**31 - 1, pixels=b"x"),
    "many points": lambda: png(5_000, 5_000, pixels=b"x"),
    "no size": lambda: png(0, 0, pixels=b"x"),
    "swollen": lambda: png(100, 100, pixels=swollen(900)),
    "swollen words": lambda: png(300, 100, chunk(b"zTXt", b"k\0\0" + swollen(500))),
    "swollen colours": lambda: png(300, 100, chunk(b"iCCP", b"k\0\0" + swollen(500))),
    "cut": lambda: png(300, 100)[:200],
    "drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://male.example/x"/></svg>',
    "nothing": lambda: b"",
    "print": lambda: b"%!PS-Adobe-3.0 EPSF\n",
}
SHORT_LOGOS = ("huge", "many points", "cut")
