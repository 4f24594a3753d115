"""What the processor takes to judge a file that came back: 100 ms each up to 5 MB, beside hashing the same bytes."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from desktop_app.session.returned.judgement import judge
from desktop_app.session.returned.values import ExpectedDocument, KnownExport, Verdict
from tests.support import forging, returns, signing

TARGET = 100  # ms
LARGE = 5_000_000  # bytes


def rows() -> Iterator[tuple[str, str, str, bool]]:
    """One row for each kind: what, the figure, the target, whether it is met."""
    large = forging.with_picture(returns.document(), LARGE)
    files = {
        "PDF, 3 firme": (returns.three(), returns.document()),
        "PDF di 5 MB, 3 firme": (_signed(large), large),
        ".p7m di 5 MB": (signing.p7m(large, signing.mara(), signing.paolo()), large),
        ".p7m di 5 MB, a pezzi": (signing.in_pieces(signing.p7m(large, signing.mara())), large),
    }
    for name, (data, exported) in files.items():
        known = (KnownExport(hashlib.sha256(exported).hexdigest()),)
        documents = [replace(returns.expected()[0], exports=known)]
        figure = _median_ms(partial(_judge_well, data, documents))
        alone = _median_ms(partial(hashlib.sha256, data))
        shown = f"{figure:.0f} ms (SHA-256: {alone:.1f} ms)"
        yield f"giudizio, {name}", shown, f"≤ {TARGET} ms", figure <= TARGET


def _signed(data: bytes) -> bytes:
    for who, field in ((signing.mara(), "cooperativa"), (signing.paolo(), "azienda"), (signing.anna(), "cpi")):
        data = signing.pades(data, who, field)
    return data


def _judge_well(data: bytes, documents: list[ExpectedDocument]) -> None:
    _good(judge(data, "", documents))


def _good(verdict: Verdict) -> None:
    assert verdict.content == "identical" and all(each.intact for each in verdict.signatures), verdict.message


def _median_ms(action: Callable[[], object], runs: int = 9) -> float:
    action()
    found = []
    for _ in range(runs):
        start = time.process_time()
        action()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    for row in rows():
        print(*row)
