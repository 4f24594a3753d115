"""Converts Markdown with placeholders to blocks; the placeholders are replaced after the Markdown was parsed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    RuleBlock,
    Run,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.spoken import formula_run, spoken_runs, tick_run
from desktop_app.engine.documents.values import CLOSE_MARK, OPEN_MARK, AnswerText, Blank, Placeholder, Tick

_PLACEHOLDER = re.compile(f"{OPEN_MARK}([0-9]+){CLOSE_MARK}")
# Where a block begins that is none of a list: whatever stands before it is complete.
_APART = re.compile(r"\n\n+(?![ \t\n]|\d+[.)]|[-+*][ \t\n])")
_SIGNER = re.compile(f"{OPEN_MARK}[a-z]")
_SIGNED = re.compile(rf"\s*{OPEN_MARK}([a-z][a-z0-9_]*){CLOSE_MARK}\s*$")
_RAISED = re.compile(r"\^([^^\s](?:[^^]*[^^\s])?)\^")
_ITEM_MARK = re.compile(r"(✓|[A-Z]\.|[a-z]\)|☐|☒)(?:\s+|$)")
_NUMERIC = re.compile(r"(€\s*)?[−-]?[\d.]+(,\d+)?(\s*€)?")
LONG_LINE = 85  # characters of each line for a long answer
_RULES_OFF = (
    "code", "fence", "html_block", "html_inline", "link", "image", "autolink", "reference", "lheading",
    "backticks", "entity", "blockquote",
)  # fmt: skip


def blocks(
    text: str, placeholders: list[Placeholder], sign: Callable[[str], SignatureBlock | None], annexes: list[Annex]
) -> list[Block]:
    """The blocks of a text; long answers are moved from it to `annexes`.

    `sign` gives the block of a signer, None where that party does not sign this dossier.
    """
    found: list[Block] = []
    for part in _APART.split(text):
        used = [placeholders[int(number)] for number in _PLACEHOLDER.findall(part)]
        part = _counted(part)
        if OPEN_MARK in part and (_SIGNER.search(part) or any(isinstance(each, AnswerText) for each in used)):
            found += _Builder(used, sign, _tokens(part), annexes).until(None)
        else:
            found += _without_answers(part, tuple(used))
    return found


def _counted(part: str) -> str:
    """Its placeholders numbered by themselves: so the same part is the same wherever it stands."""
    numbers = itertools.count()
    return _PLACEHOLDER.sub(lambda _: f"{OPEN_MARK}{next(numbers)}{CLOSE_MARK}", part)


@lru_cache(maxsize=2048)  # the parts of a few forms, also below
def _without_answers(part: str, placeholders: tuple[Placeholder, ...]) -> tuple[Block, ...]:
    return tuple(_Builder(placeholders, lambda _: None, _tokens(part), []).until(None))


@lru_cache(maxsize=2048)
def _tokens(part: str) -> Sequence[Token]:
    """The tokens of a part, in which placeholders stand for the answers. They are shared: nobody may change them."""
    return _parser().parse(part)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_RULES_OFF))


@dataclass
class _Builder:
    placeholders: Sequence[Placeholder]
    sign: Callable[[str], SignatureBlock | None]
    tokens: Sequence[Token]
    annexes: list[Annex]
    at: int = 0

    def next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def until(self, closing: str | None) -> list[Block]:
        found: list[Block] = []
        while self.at < len(self.tokens):
            token = self.next()
            if token.type == closing:
                break
            found += self.block(token)
        return found

    def block(self, token: Token) -> list[Block]:
        if token.type == "heading_open":
            runs = self.runs(self.next())
            self.next()
            return [Heading(int(token.tag[1]), runs)]
        if token.type == "paragraph_open":
            inline = self.next()
            self.next()
            return self.paragraph(inline)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return [self.items(token)]
        if token.type == "hr":
            return [RuleBlock(named=token.markup.startswith("*"))]
        return [self.table()]  # the parser's rules that are enabled give no other block

    def paragraph(self, inline: Token) -> list[Block]:
        alone = _PLACEHOLDER.fullmatch(inline.content.strip())
        only = self.placeholder(alone[1]) if alone else None
        if signed := _SIGNED.search(inline.content):
            return self.signature(inline, signed[1])
        if isinstance(only, AnswerText) and only.long:
            texts = [text.strip() for text in only.text.splitlines() if text.strip()]
            return [Paragraph((Run(text, style="value", ref=only.ref),)) for text in texts]
        if isinstance(only, Blank) and only.lines > 1:
            line = Run("_" * LONG_LINE, style="blank", pen=only.pen, ref=only.ref)
            return [Paragraph((line,)) for _ in range(only.lines)]
        runs = self.runs(inline)
        bold = all(run.bold for run in runs) and any(run.style == "plain" for run in runs)
        return [Paragraph(runs, centred=bold, note=runs[0].raised)] if runs else []

    def signature(self, inline: Token, signer: str) -> list[Block]:
        """A place to sign; the words before it in the text are printed instead of the signer's label."""
        block = self.sign(signer)
        if block is None:
            return []
        *before, last = inline.children or []
        words = self.runs(inline.copy(children=[*before, last.copy(content=_SIGNED.sub("", last.content))]))
        stamped = block.stamped or any("timbro" in run.text.lower() for run in words)
        return [replace(block, words=words, stamped=stamped)]

    def items(self, opening: Token) -> ItemList:
        ordered = opening.type == "ordered_list_open"
        number = int(opening.attrs.get("start", 1))
        found = []
        while self.next().type == "list_item_open":
            content = self.until("list_item_close")
            mark, content = _item_mark(content, Run(f"{number}." if ordered else "•"))
            found.append(ListItem(mark.text, tuple(content), mark.said, ref=mark.ref))
            number += 1
        return ItemList(tuple(found))

    def table(self) -> TableBlock:
        rows: list[tuple[Runs, ...]] = []
        row: list[Runs] = []
        while (token := self.next()).type != "table_close":
            if token.type == "tr_open":
                row = []
            elif token.type in ("th_open", "td_open"):
                row.append(self.runs(self.next()))
            elif token.type == "tr_close":
                rows.append(tuple(row))
        head, *body = rows
        columns = [[row[i] for row in body if row[i]] for i in range(len(head))]
        numeric = tuple(bool(column) and all(map(_is_number, column)) for column in columns)
        return TableBlock(head, tuple(body), numeric)

    def placeholder(self, number: str) -> Placeholder:
        return self.placeholders[int(number)]

    def runs(self, inline: Token) -> Runs:
        found: list[Run] = []
        bold = italic = False
        for token in inline.children or ():
            if token.type in ("strong_open", "strong_close"):
                bold = token.type == "strong_open"
            elif token.type in ("em_open", "em_close"):
                italic = token.type == "em_open"
            elif token.type in ("softbreak", "hardbreak"):
                found.append(Run(" " if token.type == "softbreak" else "\n", bold, italic))
            else:
                found += self.split(token.content, bold, italic)
        return tuple(_joined(found))

    def split(self, content: str, bold: bool, italic: bool) -> Iterator[Run]:
        for i, part in enumerate(_PLACEHOLDER.split(content)):
            if i % 2 == 1:
                yield self.replaced(self.placeholder(part), bold, italic)
            else:
                for j, words in enumerate(_RAISED.split(part) if "^" in part else (part,)):
                    if j % 2 == 1:
                        yield Run(words, bold, italic, raised=True)
                    elif words:
                        yield from spoken_runs(Run(words, bold, italic))

    def replaced(self, placeholder: Placeholder, bold: bool, italic: bool) -> Run:
        if isinstance(placeholder, Blank):
            return Run(
                "_" * placeholder.width, style="blank", said=placeholder.label, pen=placeholder.pen,
                boxes=placeholder.boxes, field=placeholder.field, ref=placeholder.ref,
            )  # fmt: skip
        if isinstance(placeholder, Tick):
            return replace(tick_run(placeholder.ticked, bold, italic), ref=placeholder.ref)
        if placeholder.long and placeholder.own:
            return Run(self.moved(placeholder), bold, italic, "value", ref=placeholder.ref)
        run = Run(placeholder.text, bold, italic, "value" if placeholder.own else "plain", ref=placeholder.ref)
        return formula_run(run) if placeholder.formula else run

    def moved(self, answer: AnswerText) -> str:
        paragraphs = tuple(t.strip() for t in answer.text.splitlines() if t.strip())
        self.annexes.append(Annex(answer.label, paragraphs, ref=answer.ref))
        return f"vedi Allegato {len(self.annexes)} «{answer.label}»"


def _joined(runs: list[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if last and run.style == last.style == "plain" and replace(run, text=last.text) == last:
            last = replace(last, text=last.text + run.text, ref=last.ref or run.ref)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _item_mark(content: list[Block], default: Run) -> tuple[Run, list[Block]]:
    first = content[0] if content else None
    if not isinstance(first, Paragraph) or not first.runs or first.runs[0].style != "plain":
        return default, content
    found = _ITEM_MARK.match(first.runs[0].text)
    if found is None:
        return default, content
    head, *after = first.runs
    rest = head.text[found.end() :].lstrip()
    if not rest and after and after[0].style == "plain":
        if not (head.text[-1].isspace() or after[0].text[0].isspace()):
            return default, content
        after[0] = replace(after[0], text=after[0].text.lstrip())
    kept = [replace(head, text=rest, said="")] if rest else []
    runs = tuple(run for run in (*kept, *after) if run.text)
    return replace(head, text=found[1]), [Paragraph(runs), *content[1:]] if runs else content[1:]


def _is_number(runs: Runs) -> bool:
    return bool(_NUMERIC.fullmatch("".join(run.text for run in runs).strip()))
