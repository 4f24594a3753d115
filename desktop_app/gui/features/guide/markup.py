"""A page of the guide as rich text: all text is escaped, and there are no links."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable

from desktop_app.engine.documents.blocks import Block, Heading, ItemList, ListItem, Paragraph, Runs, TableBlock
from desktop_app.gui.features.guide.pages import PageContent, PageSection
from desktop_app.gui.look.theme import SIZES, Role, Theme
from desktop_app.gui.wording.sentences import tidy

LIST_TAGS = {"•": "ul", "1.": "ol"}


def anchor(number: int) -> str:
    """The name of the anchor of a section."""
    return f"s{number}"


def page_markup(theme: Theme, page: PageContent, current: PageSection | None = None) -> str:
    """The whole page; the heading of the `current` section is highlighted."""
    sections = (_section(theme, number, section, section is current) for number, section in enumerate(page.sections))
    return f"{_head(theme, page.title, 'h1', 0)}{_blocks(theme, page.intro)}{''.join(sections)}"


def _section(theme: Theme, number: int, section: PageSection, current: bool) -> str:
    title = f'<a name="{anchor(number)}">{_escaped(section.title)}</a>'
    source = _small(theme, f"Fonte: {section.source}") if section.source else ""
    return f"{_head(theme, title, 'h2', 26, current, ready=True)}{_blocks(theme, section.blocks)}{source}"


def _head(theme: Theme, words: str, role: Role, above: int, current: bool = False, ready: bool = False) -> str:
    background = f"background-color:{theme.colors.accent_soft};" if current else ""
    color = theme.colors.accent if current else theme.colors.text
    style = f"font-size:{theme.px(SIZES[role])}px; font-weight:700; color:{color}; {background}"
    space = f"margin-top:{theme.gap(above)}px; margin-bottom:{theme.gap(6)}px"
    level = "h1" if role == "h1" else "h2"
    return f'<{level} style="{space}; {style}">{words if ready else _escaped(words)}</{level}>'


def _blocks(theme: Theme, blocks: Iterable[Block]) -> str:
    return "".join(_block(theme, block) for block in blocks)


def _block(theme: Theme, block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return f'<p style="{_space(theme)}">{_runs(block.runs)}</p>'
    if isinstance(block, ItemList):
        return _list(theme, block)
    if isinstance(block, TableBlock):
        return _table(theme, block)
    return ""  # other blocks do not occur in a guide


def _space(theme: Theme) -> str:
    return f"margin-top:0; margin-bottom:{theme.gap(8)}px"


def _list(theme: Theme, block: ItemList) -> str:
    kind = LIST_TAGS.get(block.items[0].mark, "ul")
    items = "".join(_item(theme, item) for item in block.items)
    return f'<{kind} style="margin-top:0; margin-bottom:{theme.gap(8)}px; -qt-list-indent:1">{items}</{kind}>'


def _item(theme: Theme, item: ListItem) -> str:
    first, *others = item.blocks or (Paragraph(()),)
    head = _runs(first.runs) if isinstance(first, Paragraph) else _block(theme, first)
    return f'<li style="margin-bottom:{theme.gap(4)}px">{head}{_blocks(theme, others)}</li>'


def _table(theme: Theme, table: TableBlock) -> str:
    border = f'border="1" cellspacing="0" cellpadding="{theme.gap(6)}"'
    style = f"border-collapse:collapse; border-style:solid; border-color:{theme.colors.border}"
    wide = _shares(table)
    head = "".join(
        f'<th align="left" width="{share}%">{_runs(cell)}</th>' for share, cell in zip(wide, table.head, strict=True)
    )
    rows = "".join(f"<tr>{''.join(f'<td>{_runs(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<table {border} style="{style}" width="100%"><tr>{head}</tr>{rows}</table><p style="{_space(theme)}"></p>'


def _shares(table: TableBlock) -> list[int]:
    """The width of each column in percent: wider for longer text, at least half of an equal share."""
    columns = range(len(table.head))
    most = [max(sum(len(run.text) for run in row[at]) for row in (table.head, *table.rows)) for at in columns]
    least = 50 // len(table.head)
    weights = [math.sqrt(each) for each in most]
    return [least + round((100 - least * len(most)) * weight / (sum(weights) or 1)) for weight in weights]


def _runs(runs: Runs) -> str:
    found = []
    for run in runs:
        words = _escaped(run.text)
        words = f"<b>{words}</b>" if run.bold else words
        found.append(f"<i>{words}</i>" if run.italic else words)
    return "".join(found)


def _small(theme: Theme, words: str) -> str:
    style = f"font-size:{theme.px(SIZES['small'])}px; color:{theme.colors.muted}"
    return f'<p style="{_space(theme)}"><span style="{style}">{_escaped(words)}</span></p>'


def _escaped(words: str) -> str:
    return html.escape(tidy(words)).replace("\n", "<br/>")
