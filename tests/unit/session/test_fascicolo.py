"""All that happened to a dossier, day by day, and its fascicolo: read back, the same bytes again, safe names."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import ActEntry, ExportEntry
from desktop_app.session.acts import Act, Attached, Met, Pen, Prepared, Protocolled, Sent
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.exported_files import ExportedFiles
from desktop_app.session.progress.fascicolo import GONE, HASHES, INDEX, OLDER, fascicolo
from desktop_app.session.progress.timeline import DAMAGED, UNKNOWN, TimelineDay, TimelineEntry, files_of, timeline
from desktop_app.session.stored_acts import to_data
from tests.unit.session.after_export import FORM, TODAY, at, back, exported_dossier, receipt

SIGNED, MESSAGE = b"%PDF firmato", b"Subject: Accordo"
PERSON = "Zorronome"  # in names that people give to their files


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def entry(number: int, act: Act, data: bytes | None = None) -> ActEntry:
    return ActEntry(number, act.kind, act.at or at(number), to_data(act), sha(data) if data else None)


ACTS = [
    entry(1, back("azienda", name=f"{PERSON} firmato.pdf", form="pades", message="Una firma su tre."), SIGNED),
    entry(2, replace(back(state="foreign", document="", days=1.1), name=f"../{PERSON}.exe"), b"altro"),
    entry(3, Pen(document="accordo", at=at(1.2), signers=("cooperativa",), name="scansione.jpg"), b"scansione"),
    entry(4, Attached(at=at(2), sending="accordo", attachment="identita", name=f"carta {PERSON}.jpg"), b"scansione"),
    entry(5, Attached(at=at(2.1), sending="accordo", attachment="altro", reason="L'ufficio ce l'ha già")),
    entry(6, Prepared(at=at(3), sending="accordo", to=("ufficio@pec.example.it",), code="C1-AAAA"), MESSAGE),
    entry(7, Sent(at=at(3.1), sending="accordo", day=dt.date(2026, 11, 23))),
    entry(8, receipt("avvenuta-consegna", 4, name="consegna.eml"), b"ricevuta"),
    entry(9, Protocolled(at=at(6), sending="accordo", protocol="12/2026", day=dt.date(2026, 11, 25))),
    entry(10, Met(at=at(7), deadline="fare", title="Fare", day=dt.date(2026, 11, 10))),
]
FILES = {sha(data): data for data in (SIGNED, MESSAGE, b"altro", b"scansione", b"ricevuta")}


@pytest.fixture
def dossier() -> Dossier:
    return exported_dossier()


def days_of(dossier: Dossier, acts: list[ActEntry] | None = None) -> list[TimelineDay]:
    return timeline(FORM, dossier.exports, ACTS if acts is None else acts)


def exported(each: TimelineEntry) -> bytes:
    return b"%PDF " + each.document.encode() + str(each.number).encode()


def read(each: TimelineEntry) -> bytes | None:
    return exported(each) if each.path else FILES.get(each.file or "")


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def said(pdf: bytes) -> str:
    """The words of a PDF without spaces and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return re.sub(r"[\s\ufffe\u00ad]+", "", text)


def close(words: str) -> str:
    return words.replace(" ", "")


# --- the timeline --------------------------------------------------------------------------------------------


def test_what_happened_is_told_day_by_day(dossier: Dossier) -> None:
    told = [(each.day, [(entry.words, entry.detail) for entry in each.entries]) for each in days_of(dossier)]
    november = {day: dt.date(2026, 11, day) for day in range(1, 30)}
    assert told == [
        (november[10], [("Fatto: Fare", "")]),
        (november[20], [("Esportato: Accordo", ""), ("Esportato: Domanda", ""), ("Esportato: Conto", "")]),
        (november[21], [
            ("Tornato firmato in parte: Accordo", "Una firma su tre."),
            (f"Aggiunto un file che non è di questa pratica: ../{PERSON}.exe", ""),
            ("Firmato a penna: Accordo", "Per cooperativa"),
        ]),
        (november[22], [("Aggiunto: identita", f"carta {PERSON}.jpg"), ("Non serve: altro", "L'ufficio ce l'ha già")]),
        (november[23], [("Preparato: Accordo", "A ufficio@pec.example.it"), ("Inviato: Accordo", "")]),
        (november[24], [("Consegnato: Accordo", "A ufficio@pec.example.it")]),
        (november[25], [("Protocollato con il n. 12/2026: Accordo", "")]),
    ]  # fmt: skip


def test_an_act_that_cannot_be_read_and_one_of_a_newer_version_are_told(dossier: Dossier) -> None:
    dossier.exports = ()
    acts = [
        ActEntry(1, "met", at(0), {}, sha(SIGNED), damaged=True),
        ActEntry(2, "volato", at(1), {"x": 1}),
        ActEntry(3, "damaged", dt.datetime(1970, 1, 2, tzinfo=dt.UTC), {"kind": "sent"}),
        ActEntry(4, "sent", at(2), {"day": 7, "sending": ["no"]}),
    ]
    told = [(each.day, each.entries[0].words, each.entries[0].damaged) for each in days_of(dossier, acts)]
    assert told == [
        (None, DAMAGED, True),
        (at(0).date(), DAMAGED, True),
        (at(1).date(), UNKNOWN, False),
        (at(2).date(), "Inviato: ", False),
    ]


def test_files_are_those_of_acts_and_exports(dossier: Dossier) -> None:
    found = files_of(days_of(dossier))
    assert [each.number for each in found if each.file] == [1, 2, 3, 4, 6, 8] and len(found) == 9
    assert [each.ending for each in found if each.file] == [".pdf", ".exe", ".jpg", ".jpg", ".eml", ".eml"]


# --- the fascicolo -------------------------------------------------------------------------------------------


def test_the_fascicolo_is_read_back(dossier: Dossier) -> None:
    made = fascicolo("Modulo di prova", 12, days_of(dossier), read)
    files = opened(made.data)
    assert [*files] == [
        INDEX,
        "documenti/01_Esportato_Accordo.pdf",
        "documenti/02_Esportato_Domanda.pdf",
        "documenti/03_Esportato_Conto.pdf",
        "firmati/04_Tornato_firmato_in_parte_Accordo.pdf",
        "firmati/05_File_aggiunto.exe",
        "firmati/06_Firmato_a_penna_Accordo.jpg",
        "messaggi/07_Preparato_Accordo.eml",
        "ricevute/08_Consegnato_Accordo.eml",
        HASHES,
    ]
    assert (made.files, made.missing) == (8, ())
    assert files["firmati/04_Tornato_firmato_in_parte_Accordo.pdf"] == SIGNED
    listed = files.pop(HASHES).decode("ascii").splitlines()
    assert listed == [f"{sha(data)}  {name}" for name, data in files.items()]


def test_the_index_is_a_tagged_page_that_says_all(dossier: Dossier) -> None:
    index = opened(fascicolo("Modulo di prova", 12, days_of(dossier), read).data)[INDEX]
    words = said(index)
    for each in ("Fascicolo della pratica n. 12", "24/11/2026", "Consegnato: Accordo", "L'ufficio ce l'ha già"):
        assert close(each) in words, each
    with pikepdf.open(io.BytesIO(index)) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.open_metadata()["pdfaid:part"] == "2"
        assert PERSON not in str(pdf.docinfo) and str(pdf.docinfo.Title) == "Fascicolo della pratica n. 12"


def test_the_same_acts_give_the_same_bytes_and_no_name_has_what_people_call_their_files(dossier: Dossier) -> None:
    one, two = (fascicolo("Modulo", 1, days_of(dossier), read).data for _ in range(2))
    assert one == two
    for name in opened(one):
        assert re.fullmatch(r"(?:[a-z]+/)?[0-9A-Za-z_-]+(?:\.[a-z0-9]+)+", name) and PERSON not in name


def test_what_is_not_there_any_more_is_named_and_stops_nothing(dossier: Dossier) -> None:
    def broken(each: TimelineEntry) -> bytes | None:
        if each.kind == "received":
            raise StoreFault("guasto", "")
        return None if each.kind == "exported" and each.document == "conto" else read(each)

    made = fascicolo("Modulo", None, days_of(dossier), broken)
    assert made.missing == ("Esportato: Conto", "Consegnato: Accordo") and made.files == 6
    assert close(GONE) in said(opened(made.data)[INDEX])


def test_of_each_document_the_last_export_goes_along_and_those_that_were_signed(dossier: Dossier) -> None:
    dossier.exports = [
        *(each._replace(number=number, at=at(days), sha256=str(number))
          for number, days in ((12, 5), (11, 3), (10, 2)) for each in dossier.exports[:1]),
        *dossier.exports,
    ]  # fmt: skip
    made = fascicolo("Modulo", 1, days_of(dossier), read)
    names = [name for name in opened(made.data) if name.startswith("documenti") and "Accordo" in name]
    assert len(names) == 2, "the one that came back signed, and the last"
    assert said(opened(made.data)[INDEX]).count(close(OLDER)) == 2


def test_a_dossier_to_which_nothing_happened_has_an_index(dossier: Dossier, tmp_path: Path) -> None:
    made = fascicolo("Modulo", 1, [], read)
    made.write(tmp_path / "fascicolo.zip")
    files = opened((tmp_path / "fascicolo.zip").read_bytes())
    assert [*files] == [INDEX, HASHES] and "niente" in said(files[INDEX])


# --- what was exported ---------------------------------------------------------------------------------------


def test_an_export_is_the_file_that_still_lies_there_or_made_again(dossier: Dossier, tmp_path: Path) -> None:
    document = FORM.documents[2]
    day = dossier.exports[2].at.astimezone().date()
    dossier.move_to(day)
    data = dossier.documents.pdf(document)
    entry = dossier.exports[2]._replace(path=tmp_path / "conto.pdf", sha256=sha(data))
    files = ExportedFiles(dossier.documents, lambda _: dossier.draft.to_json())
    assert files.read(entry) == data, "made again"
    entry.path.write_bytes(data + b" firmato")
    assert files.read(entry) == data
    assert files.read(entry._replace(content="", at=entry.at + dt.timedelta(days=1))) == data, "midnight had passed"
    lost: list[ExportEntry] = [
        entry._replace(sha256=sha(b"altro")), entry._replace(document="non c'è"), entry._replace(content="{"),
    ]  # fmt: skip
    assert [files.read(each) for each in lost] == [None] * 3
    entry.path.write_bytes(data)
    assert files.read(entry._replace(content="{")) == data
    assert dossier.today == day != TODAY
