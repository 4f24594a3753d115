"""The guide of a form: for each step an introduction, then sections about its fields, as Markdown text.

A section begins with `## {id, lines.column} Title`; without a title it takes the label of its first field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms import limits
from desktop_app.engine.forms.definition import BlockDef, FieldDef, FormDef, PageDef
from desktop_app.engine.forms.toml import read_text

_HEADING = re.compile(r"(#+)(?:\s+(.*))?")
_IDS = re.compile(r"\{([^{}]*)\}\s*(.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A section about fields. `ids` are fields, headings or columns (`lines.column`), `source` their articles."""

    ids: tuple[str, ...]
    title: str
    text: str
    source: str = ""
    line: int = 0  # the line of its heading in the file


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The guide of one step; empty where none was written."""

    id: str
    title: str
    intro: str = ""
    sections: tuple[Section, ...] = ()

    def section_of(self, key: str) -> Section | None:
        """The section that names a field, a column or a heading."""
        return next((section for section in self.sections if key in section.ids), None)


@dataclass(frozen=True, slots=True)
class Included:
    """A block as a page includes it: its name, the folder of blocks where it is, the prefix of its ids, its definition.

    `only` are the ids that the page takes, None where it takes all.
    """

    page: str
    name: str
    blocks: Path
    prefix: str
    block: BlockDef
    only: tuple[str, ...] | None = None

    def left_out(self, id: str) -> bool:
        """Whether a field, or the group of a column, is in the block but was not taken by the page."""
        id = id.partition(".")[0]
        return self.only is not None and id not in self.only and any(field.id == id for field in self.block.field)


def parse(text: str, report: Report) -> tuple[str, list[Section]]:
    """The introduction and the sections of a guide file; faults are reported with their line."""
    intro: list[str] = []
    sections: list[tuple[Section, list[str]]] = []
    body = intro
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING.match(line)
        if heading is None:
            body.append(line)
        else:
            body = []
            sections.append((_section(heading, number, partial(report, f"riga {number}")), body))
    found = []
    for section, lines in sections:
        if not "".join(lines).strip():
            report(f"riga {section.line}", "la sezione non dice niente: scrivi il testo sotto il titolo.")
        found.append(replace(section, text="\n".join(lines).strip()))
    return "\n".join(intro).strip(), found


def _section(heading: re.Match[str], line: int, report: Callable[[str], None]) -> Section:
    named = _IDS.fullmatch(heading[2] or "")
    if heading[1] != "##" or named is None:
        report("un titolo si scrive «## {id_del_campo} Titolo».")
        return Section((), "", "", "", line)
    ids = tuple(id.strip() for id in named[1].split(","))
    return Section(ids, named[2].strip(), "", "", line)


def build(spec: FormDef, pages: Iterable[PageDef], included: Iterable[Included], folder: Path,
          report: Report) -> tuple[GuidePage, ...]:  # fmt: skip
    """The guide of every page: its own file and those of its blocks, with the sections in the order of the fields."""
    paths = {page.id: page.guide for page in spec.page}
    uses = list(included)
    return tuple(
        _page(page, paths.get(page.id), [use for use in uses if use.page == page.id], folder, report) for page in pages
    )


def _page(page: PageDef, path: str | None, uses: list[Included], folder: Path, report: Report) -> GuidePage:
    intros: list[str] = []
    sections: list[Section] = []
    if path is not None:
        intro, found = _read(folder, path, "", report)
        intros.append(intro)
        sections += _checked(found, page, path, report)
    for name, same in _by_block(uses):
        path = f"{name}/{same[0].block.guide}"
        intro, found = _read(same[0].blocks, path, "blocks/", report)
        intros.append(intro)
        merged = [_in_all(section, same) for section in found if not _is_left_out(section, same)]
        sections += _checked(merged, page, f"blocks/{path}", report)
    fields = _fields(page)
    order = {id: index for index, id in enumerate(fields)}
    sections.sort(key=lambda section: min(order[id] for id in section.ids))
    completed = tuple(_completed(section, fields) for section in sections)
    return GuidePage(page.id, page.title, "\n\n".join(filter(None, intros)), completed)


def _read(folder: Path, path: str, before: str, report: Report) -> tuple[str, list[Section]]:
    text = read_text(folder, path, lambda at, what: report(f"{before}{at}", what), limits.MAX_GUIDE)
    return parse(text or "", lambda at, what: report(f"{before}{path}, {at}", what))


def _by_block(uses: Iterable[Included]) -> Iterator[tuple[str, list[Included]]]:
    """The blocks with a guide, by name, each with all its uses on the page."""
    named: dict[str, list[Included]] = {}
    for use in uses:
        if use.block.guide is not None:
            named.setdefault(use.name, []).append(use)
    return iter(named.items())


def _in_all(section: Section, uses: Iterable[Included]) -> Section:
    return replace(
        section, ids=tuple(f"{use.prefix}{id}" for use in uses for id in section.ids if not use.left_out(id))
    )


def _is_left_out(section: Section, uses: Iterable[Included]) -> bool:
    """Whether the page takes no field that the section is about."""
    return bool(section.ids) and all(use.left_out(id) for use in uses for id in section.ids)


def _checked(found: Iterable[Section], page: PageDef, path: str, report: Report) -> list[Section]:
    """The sections with those ids that are on the page, each id once; others are reported."""
    known, taken, kept = _fields(page), set[str](), []
    for section in found:
        at = f"{path}, riga {section.line}"
        for id in section.ids:
            if id not in known:
                report(at, f"«{id}» non è nella pagina {page.id}.{suggestion(id, known)}")
            elif id in taken:
                report(at, f"«{id}» ha già una sezione.")
            taken.add(id)
        ids = tuple(id for id in section.ids if id in known)
        if ids:
            kept.append(replace(section, ids=ids))
    return kept


def _fields(page: PageDef) -> dict[str, FieldDef]:
    """The fields of a page and, after each group, its columns as `lines.column`."""
    found: dict[str, FieldDef] = {}
    for field in page.field:
        found[field.id] = field
        found |= {f"{field.id}.{column.id}": column for column in field.column}
    return found


def _completed(section: Section, fields: dict[str, FieldDef]) -> Section:
    title = section.title or fields[section.ids[0]].label
    sources = dict.fromkeys(fields[id].source for id in section.ids)
    return replace(section, title=title, source="; ".join(source for source in sources if source))
