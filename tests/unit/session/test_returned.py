"""The verdict over files that came back: the exported document or another, whose signatures, who lacks."""

from __future__ import annotations

import pytest

from desktop_app.session.returned import judge
from desktop_app.session.returned_values import Verdict
from tests.support import returns, signing
from tests.support.returns import RETURNS, expected, returned


def judged(data: bytes, name: str = "file.pdf") -> Verdict:
    return judge(data, name, expected(), now=signing.NOW)


def words(verdict: Verdict) -> str:
    return "\n".join((verdict.message, *verdict.sentences))


@pytest.mark.parametrize("name", RETURNS)
def test_each_kind_of_return_is_judged_as_meant(name: str) -> None:
    meant = RETURNS[name][1]
    verdict = judged(returned(name))
    assert (verdict.kind, verdict.state, verdict.content) == (meant.kind, meant.state, meant.content), words(verdict)
    assert verdict.lacking == meant.lacking
    assert meant.says in words(verdict)
    assert verdict.is_good == (verdict.state == "complete")


def test_the_honest_sentence_says_what_is_proven_and_what_is_not() -> None:
    (sentence,) = judged(returned("p7m")).sentences
    assert sentence.startswith("Integra; Mara Bianchi (codice fiscale BNCMRA71C52D451K); ora dichiarata ")
    assert "certificatore: Prova CA Qualificata (non confrontato con un elenco)" in sentence
    assert sentence.endswith("certificato valido a quella data; revoca non verificata (serve la rete).")


@pytest.mark.parametrize("name", ["rossi.pdf", "rossi.pdf.p7m", "foto.jpg", ""])
def test_the_name_of_a_file_decides_nothing(name: str) -> None:
    assert judged(returned("p7m"), name) == judged(returned("p7m"))
    assert judged(returns.one(), name) == judged(returns.one())
