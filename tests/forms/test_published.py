"""Forms are data, and frozen once published: no line of the program names one, and none changes unnoticed.

`python -m tests.forms.test_published` writes the present hashes of all forms and blocks to tests/data/published.toml.
Cases and guides may still be written: they change neither what is asked and computed nor what is printed. So may the
notices of what the law became after the edition, which are printed as news beside it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

ROOT = Path(__file__).parents[2]
LIST = ROOT / "tests" / "data" / "published.toml"
LEFT_OUT = ("cases/", "guide/", "guide.md")
NOTICE = re.compile(rb"^\n*(?:# -+\n)?\[\[notice\]\]\n(?:(?!\[).*\n?)*", re.MULTILINE)  # one table of rules.toml


def folders() -> dict[str, Path]:
    """Every form and every block by its path in forms/."""
    marks = [*forms_folder().glob("*/*/form.toml"), *forms_folder().glob("blocks/*/block.toml")]
    return {mark.parent.relative_to(forms_folder()).as_posix(): mark.parent for mark in sorted(marks)}


def hash_of(folder: Path) -> str:
    """The hash of the names and contents of a form's files, whatever their line ends."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(LEFT_OUT):
            content = NOTICE.sub(b"", path.read_bytes().replace(b"\r\n", b"\n"))
            found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def test_what_was_published_has_not_changed() -> None:
    published = tomllib.loads(LIST.read_text(encoding="utf-8"))
    now = {name: hash_of(folder) for name, folder in folders().items() if name in published}
    assert now == published, "a published form is frozen: what changes is a new edition, in a folder of its own"


def test_the_program_names_no_territory_form_or_field() -> None:
    """Territories, and ids with an underscore, as exact words: an id without one may be a plain word of Python."""
    library = Library([forms_folder()])
    names = {part for id in library.ids() for part in id.split("/")}
    for form in library.forms():
        groups = [each for field in form.fields.values() for each in (field, *field.columns.values())]
        names |= {each.id for each in groups} | set(form.rules) | {document.spec.id for document in form.documents}
    plain = {name for name in names if "_" not in name and name not in {id.split("/")[0] for id in library.ids()}}
    words = re.compile(rf"\b({'|'.join(sorted(map(re.escape, names - plain)))})\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in sorted((ROOT / "desktop_app").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in words.finditer(line)
    ]
    assert found == []


if __name__ == "__main__":
    lines = [f'"{name}" = "{hash_of(folder)}"\n' for name, folder in folders().items()]
    LIST.write_text(  # written again by running this module
        "# Published forms and blocks; written by `python -m tests.forms.test_published`.\n" + "".join(lines)
    )
