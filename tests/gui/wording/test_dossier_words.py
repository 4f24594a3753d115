"""What the list and the summary say of a dossier."""

from __future__ import annotations

from desktop_app.gui.wording.dossier_words import short_model


def test_models_are_shortened_only_where_they_have_an_article() -> None:
    assert short_model("Regione, convenzione art. 12-bis L. 68") == "Regione, art. 12-bis"
    assert short_model("Quota di riserva") == "Quota di riserva"
    assert short_model("Domanda art. 3") == "Domanda art. 3"
