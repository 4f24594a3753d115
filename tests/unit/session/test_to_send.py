"""Which file of a document goes: never one without the signatures that another file has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from desktop_app.drafts.faults import StoreFault
from desktop_app.engine.evaluation.sendings import sendings
from desktop_app.session.acts import AnyAct
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.to_send import Outgoing
from desktop_app.session.sendings.plan import DocumentFile
from tests.unit.session.after_export import PARTIES, at, back, exported_dossier

SIGNED = replace(back(*PARTIES, state="complete"), name="accordo.pdf", form="pades", file="s" * 64)


@pytest.fixture
def dossier() -> Dossier:
    return exported_dossier()


def file_of(
    dossier: Dossier, acts: Sequence[AnyAct], kept: Callable[[str], bytes] = lambda _: b"signed"
) -> DocumentFile:
    """What would go of the agreement."""
    going = Outgoing("x", 1, dossier.state, dossier.exports, acts, dossier.comparison,
                     lambda entry: b"unsigned %d" % entry.number, kept)  # fmt: skip
    return going.given(next(each for each in sendings(dossier.state) if each.key == "accordo")).documents["accordo"]


def exported_again(dossier: Dossier, days: float) -> None:
    new = dossier.exports[0]._replace(number=9, at=at(days), content=dossier.draft.to_json())
    dossier.exports = [new, *dossier.exports]


def test_the_signed_file_goes_though_the_same_was_exported_again(dossier: Dossier) -> None:
    assert file_of(dossier, []).read() == b"unsigned 0"
    exported_again(dossier, 2)
    found = file_of(dossier, [SIGNED])
    assert (found.read(), found.signing, found.superseded) == (b"signed", "all", "")


def test_another_version_needs_its_own_signatures(dossier: Dossier) -> None:
    dossier.answer("nome", "Borea")
    found = file_of(dossier, [SIGNED])
    assert found.read() == b"signed" and found.superseded, "the only one there is, and it is told"
    exported_again(dossier, 2)
    found = file_of(dossier, [SIGNED])
    assert (found.read(), found.signing, found.superseded) == (b"unsigned 9", "nobody", "")
    dossier.answer("nome", "Aurora")
    found = file_of(dossier, [SIGNED])
    assert (found.read(), found.signing, found.superseded) == (b"signed", "all", ""), "back to what was signed"


def test_a_signed_file_that_is_gone_stops_nothing_else(dossier: Dossier) -> None:
    """It is missed like one that never came back: the sendings are worked out all the same."""

    def gone(_: str) -> bytes:
        raise StoreFault("non c'è più", "Aggiungilo di nuovo.")

    found = file_of(dossier, [SIGNED], gone)
    assert (found.read(), found.signing) == (b"unsigned 0", "nobody")
