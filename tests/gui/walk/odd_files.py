"""Files that somebody may choose by mistake: good drafts and copies, and much that is none."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

FORMS = ("marche/art14_2023", "puglia/art11_2022", "lombardia/art14_2021", "italia/quota_riserva")


def write_odd_files(folder: Path) -> list[Path]:
    """Writes them into a new folder, and gives their paths, with some where there is nothing."""
    folder.mkdir(parents=True)
    library = Library([forms_folder()])
    for form in FORMS:
        text = library.example(form).to_json()
        name = form.replace("/", "_")
        (folder / f"{name}.commessa").write_text(text, encoding="utf-8")
        (folder / f"{name}-troncata.commessa").write_text(text[: len(text) // 2], encoding="utf-8")
    draft = json.loads(library.example(FORMS[1]).to_json())
    for name, data in _drafts(draft).items():
        (folder / f"{name}.commessa").write_bytes(data)
    (folder / "testo.txt").write_text("non è una bozza", encoding="utf-8")
    (folder / "vuota.copia").write_bytes(b"")
    (folder / "falsa.copia").write_bytes(b"SQLite format 3\0" + bytes(4000))
    (folder / "una cartella.commessa").mkdir()
    (folder / "due\nrighe è €.commessa").write_text(json.dumps(draft), encoding="utf-8")
    if sys.platform.startswith("linux"):
        (folder / os.fsdecode(b"non utf-8 \xff.commessa")).write_text(json.dumps(draft), encoding="utf-8")
    return [*sorted(folder.iterdir()), folder / "non c'è.commessa", folder, Path("/")]


def _drafts(draft: dict[str, object]) -> dict[str, bytes]:
    """What stands in drafts that were changed by other programs, or are of other ones."""
    asked = draft["answers"]
    assert isinstance(asked, dict)
    answers = dict.fromkeys(("titolo", "nome", "a" * 500), "x")
    odd: dict[str, object] = {
        "altro modulo": {**draft, "form": "atlantide/art1_1900"},
        "risposte di troppo": {**draft, "answers": answers},
        "risposte strane": {**draft, "answers": {name: [[1], {"a": None}] for name in asked}},
        "lista": [draft],
        "numero": 7,
        "nuova": {**draft, "format": 99},
        "spezzata": {**draft, "answers": {"x": "\ud800"}},
    }
    deep = b"[" * 20_000 + b"]" * 20_000
    texts = {name: json.dumps(each).encode() for name, each in odd.items()}
    whole = json.dumps(draft)
    return {
        **texts,
        "vuota": b"",
        "zeri": bytes(5000),
        "profonda": deep,
        "utf-16": whole.encode("utf-16"),
        "con bom": b"\xef\xbb\xbf" + whole.encode(),
        "latin-1": whole.replace(":", ": è").encode("latin-1"),
        "nan": whole.replace('"answers": {', '"answers": {"x": NaN, ', 1).encode(),
    }
