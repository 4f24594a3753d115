"""Informazioni: the association, the forms, where the data are."""

from __future__ import annotations

from desktop_app.gui.features.about.page import FROM_ASSOCIATION, AboutPage, LogoView
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.gui.support.association import NAME, HandOut, about, words
from tests.gui.support.program import Start, settle


def test_about_names_the_association_each_form_and_where_the_data_are(start: Start, hand_out: HandOut) -> None:
    hand_out('logo = "logo.png"\nsupport = "soci@unione.example.it"\npage = "https://unione.example.it"\n')
    program = start()
    page = about(program)
    said = words(page)
    assert NAME in said and str(program.folder) in said and "Versione" in said
    assert "soci@unione.example.it" in said and "https://unione.example.it" in said
    [logo] = page.findChildren(LogoView)
    assert logo.isVisible() and logo.accessibleName() == f"Logo: {NAME}"
    middle = logo.grab().toImage().pixelColor(logo.rect().center())
    assert (middle.red(), middle.green(), middle.blue()) == (200, 30, 30)
    for form in Library([forms_folder()]).forms():
        assert f"{form.spec.edition:%d/%m/%Y} · {form.id}" in said


def test_about_without_an_association_names_nobody(start: Start) -> None:
    page = about(start())
    assert not page.findChildren(LogoView) and FROM_ASSOCIATION not in words(page)


def test_about_may_be_closed_before_the_forms_are_read(start: Start) -> None:
    program = start()
    program.app.run("about")
    program.page().closed.emit()
    program.wait(lambda: program.context.catalog.library.catalogue is not None)
    settle()
    assert not isinstance(program.page(), AboutPage)
