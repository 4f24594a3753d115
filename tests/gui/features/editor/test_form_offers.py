"""What a form offers beside an empty field: the same address again, what dates imply; written with one press."""

from __future__ import annotations

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from tests.gui.support.program import FORM, Key, Program, Start, field_of, find, focus, settle


def offered(program: Program, id: str) -> list[str]:
    """The words of the offers beside a field."""
    part = program.view.part(id)
    assert isinstance(part, FieldItem)
    return [words for notice in part.notices for _, words in notice.links]


def take(program: Program, id: str, words: str) -> None:
    part = program.view.part(id)
    assert isinstance(part, FieldItem)
    find(part, words).click()
    settle()


def test_an_address_asked_again_is_filled_with_one_press_and_taken_back_with_one(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.write("azienda_sede_comune", "Fano")
    program.go("azienda_codice_fiscale")
    assert offered(program, "unita_comune") == ["Come la sede legale"], "as far as it is known"
    program.write("azienda_sede_via", "via Roma, 12/B")
    program.go("azienda_codice_fiscale")
    assert "unita_comune" not in program.draft.answers, "nothing writes itself"
    take(program, "unita_comune", "Come la sede legale")
    assert [program.draft.answers.get(f"unita_{id}") for id in ("comune", "via", "numero")] == [
        "Fano", "via Roma", "12/B",
    ]  # fmt: skip
    assert not offered(program, "unita_comune") and not offered(program, "unita_via")
    program.view.undo()
    assert not [id for id in program.draft.answers if id.startswith("unita_")]
    assert offered(program, "unita_comune") == ["Come la sede legale"]
    program.write("unita_comune", "Jesi")
    program.go("azienda_codice_fiscale")
    assert offered(program, "unita_via") == ["Come la sede legale"], "for what is still empty"
    take(program, "unita_via", "Come la sede legale")
    assert program.draft.answers["unita_comune"] == "Jesi"


def test_what_dates_imply_is_offered_and_never_written_by_itself(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.write("commessa_inizio", "01/03/2027")
    program.go("commessa_oggetto")
    assert not offered(program, "commessa_fine")
    program.go("vuc")
    assert not offered(program, "durata_mesi")
    program.write("durata_mesi", "18")
    program.go("commessa_oggetto")
    take(program, "commessa_fine", "Come dicono inizio e durata")
    assert program.draft.answers["commessa_fine"] == "2028-08-31"
    program.view.go_to("durata_allegati")
    take(program, "durata_anni", "Quanto la commessa")
    assert program.draft.answers["durata_anni"] == "1.5"
    program.go("durata_mesi")
    program.key(Key.Key_Delete)
    program.go("vuc")
    take(program, "durata_mesi", "Come dicono le date")
    assert program.draft.answers["durata_mesi"] == "18" and not offered(program, "durata_mesi")


def test_the_offer_to_keep_a_party_moves_nothing_and_leaves_the_focus(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.write("azienda_nome", "Ditta di Prova Srl")
    part = program.view.part("azienda_nome")
    assert isinstance(part, FieldItem)
    before = part.mapTo(program.window, part.rect().topLeft())
    program.key(Key.Key_Tab)
    settle()
    assert find(program.view, "Aggiungi all’anagrafica")
    assert part.mapTo(program.window, part.rect().topLeft()) == before
    following = field_of(focus())
    assert following is not None and following.field.id == "azienda_sede_comune"


def test_in_a_line_what_the_dates_imply_is_offered_too(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.write("commessa_inizio", "01/03/2027")
    program.write("commessa_fine", "31/08/2028")
    program.go("lavoratori_necessari")
    section = program.view.part("nuovi_inserimenti")
    assert isinstance(section, LinesSection)
    section.add_line()
    section.add_line()
    first, second = (each["id"] for each in program.draft.answers["nuovi_inserimenti"])
    section.open_line(first, "contratto")
    program.view.session.answer(FieldRef("nuovi_inserimenti", "contratto", first), "determinato")
    settle()
    find(section, "Fino alla fine della commessa").click()
    lines = program.draft.answers["nuovi_inserimenti"]
    assert lines == [
        {"id": first, "contratto": "determinato", "durata_contratto_mesi": "18"}, {"id": second},
    ]  # fmt: skip
    item = field_of(focus())
    assert item is not None and item.place == FieldRef("nuovi_inserimenti", "durata_contratto_mesi", first)
    assert not item.notices
    program.view.undo()
    assert program.draft.answers["nuovi_inserimenti"][0] == {"id": first, "contratto": "determinato"}
