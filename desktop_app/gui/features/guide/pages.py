"""What the guide holds: pages on the program, the steps of a form, doubtful points, acts. No answer of anybody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop_app.engine.documents.blocks import Block, Paragraph, Run, TableBlock
from desktop_app.engine.forms.definition import InterpretationDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.guide import GuidePage, Section
from desktop_app.engine.forms.norms import Article, cited
from desktop_app.system.paths import resources_folder

DOUBTS, NORMS, STEP = "dubbi", "norme", "passo/"
_HEADING = re.compile(r"^(##?) +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A section of a page: ids of fields (or its own), title, what it says, the article."""

    ids: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its introduction and its sections."""

    title: str
    intro: tuple[Block, ...]
    parts: tuple[GuidePart, ...]


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A line of the contents; the page is made when it is first asked for."""

    key: str
    title: str
    group: str
    make: Callable[[], Page]


def contents(form: Form | None, forms: Callable[[], Iterable[Form]]) -> list[GuideEntry]:
    """The guide beside an open form, or on its own; `forms` gives all of them, loaded when that page is opened."""
    own = list(_own_pages())
    if form is None:
        both = _generated(lambda: list(forms()))
        return [*own, *both]
    steps = [GuideEntry(STEP + page.id, page.title, "Questa pratica", _step_maker(form, page)) for page in form.guide]
    return [*steps, *_generated(lambda: [form]), *own]


def _generated(forms: Callable[[], Sequence[Form]]) -> list[GuideEntry]:
    return [
        GuideEntry(DOUBTS, "Dubbi e letture", "Le norme", cache(lambda: doubts(forms()))),
        GuideEntry(NORMS, "Norme", "Le norme", cache(lambda: norms(forms()))),
    ]


# --- the program's own pages -----------------------------------------------------------------------------


def _own_pages() -> Iterator[GuideEntry]:
    for path in sorted((resources_folder() / "guide").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        yield GuideEntry(path.stem.partition("-")[2], title, "Usare Commessa", cache(lambda text=text: own_page(text)))


def own_page(text: str) -> Page:
    """A page of the program: `# Title`, an introduction, `## Section`s."""
    _, _, title, intro, *rest = _HEADING.split(text)
    parts = [
        GuidePart((f"sezione-{number}",), rest[at + 1].strip(), said(rest[at + 2]))
        for number, at in enumerate(range(0, len(rest), 3), 1)
    ]
    return Page(title.strip(), said(intro), tuple(parts))


def said(markdown: str) -> tuple[Block, ...]:
    """Markdown as blocks: no link, picture or HTML is left in it."""
    from desktop_app.engine.documents.markdown import blocks

    return tuple(blocks(markdown.strip(), [], lambda _: None, []))


# --- a step of a form ------------------------------------------------------------------------------------


def _step_maker(form: Form, page: GuidePage) -> Callable[[], Page]:
    return cache(lambda: step(form, page))


def step(form: Form, page: GuidePage) -> Page:
    """What a form says of one of its steps, with the doubtful points of each section."""
    intro = said(page.intro) or (_line("Per questo passo la guida non dice altro: leggi l'aiuto sotto ogni domanda."),)
    return Page(page.title, intro, tuple(_part(form, section) for section in page.sections))


def _part(form: Form, section: Section) -> GuidePart:
    groups = {id.partition(".")[0] for id in section.ids} | set(section.ids)
    doubts = [_doubt(each) for each in form.readings if groups & set(each.about)]
    return GuidePart(section.ids, section.title, (*said(section.text), *doubts), section.source)


def _doubt(reading: InterpretationDef) -> Block:
    return Paragraph((Run("Punto dubbio. ", bold=True), Run(f"{reading.doubt} "), *_adopted(reading)))


def _adopted(reading: InterpretationDef) -> tuple[Run, ...]:
    return (Run("Lettura adottata: ", bold=True), Run(reading.reading))


# --- what is gathered from forms -------------------------------------------------------------------------


def doubts(forms: Sequence[Form]) -> Page:
    """Every doubtful point of the forms: the doubt, the reading chosen, the article, where it matters."""
    intro = _line(
        "Dove la norma si può leggere in più modi, Commessa sceglie una lettura, la dice e la stampa nella relazione. "
        "Non è una decisione dell'ufficio: se il tuo ufficio legge diversamente, vale la sua lettura."
    )
    parts = [
        GuidePart((f"{form.id}:{each.id}",), each.doubt, _told(form, each), each.source or "")
        for form in forms
        for each in form.readings
    ]
    return Page("Dubbi e letture", (intro,), tuple(parts))


def _told(form: Form, reading: InterpretationDef) -> tuple[Block, ...]:
    titles = {document.spec.id: f"«{document.spec.title}»" for document in form.documents}
    where = [titles.get(id) or form.fields[id].spec.label for id in reading.about]
    return (
        Paragraph(_adopted(reading)),
        Paragraph((Run("Dove conta: ", bold=True), Run(f"{'; '.join(where)} ({form.spec.title})."))),
    )


def norms(forms: Sequence[Form]) -> Page:
    """The acts that the forms cite, each article with what it decides."""
    intro = _line(
        "Gli atti e gli articoli da cui vengono le domande, i calcoli, i controlli e i documenti, e dove contano. "
        "I testi non sono qui dentro: chiedili all'ufficio, o cercali nei siti ufficiali."
    )
    parts: list[GuidePart] = []
    for form in forms:
        about = f" · {form.spec.title}" if len(forms) > 1 else ""
        first = GuidePart((form.id,), form.spec.title, (_line(form.spec.source),))
        acts = [GuidePart((f"{form.id}:{act.name}",), act.name + about, _articles(act.articles)) for act in cited(form)]
        parts += [first, *acts]
    return Page("Norme", (intro,), tuple(parts))


def _articles(articles: Iterable[Article]) -> tuple[Block, ...]:
    rows = tuple(((Run(each.name or "—", bold=True),), (Run("; ".join(each.cited_by)),)) for each in articles)
    return (TableBlock(((Run("Dove"),), (Run("Che cosa se ne ricava"),)), rows),)


def _line(words: str) -> Block:
    return Paragraph((Run(words),))


# --- searching -------------------------------------------------------------------------------------------


def folded(words: str) -> str:
    """Without capitals and accents, letter by letter, so that places in the text stay the same."""
    return "".join(unicodedata.normalize("NFKD", sign)[0].lower()[:1] for sign in words)


def plain(blocks: Iterable[Block]) -> str:
    """The words of some blocks."""
    from desktop_app.engine.documents.document import plain_text

    return plain_text(tuple(blocks))


def parts_with(page: Page, words: str) -> list[GuidePart]:
    """The sections of a page in which all the words stand, those that have them in the title first."""
    wanted = folded(words).split()

    def has(part: GuidePart) -> bool:
        return all(each in folded(f"{part.title} {plain(part.blocks)}") for each in wanted)

    def in_title(part: GuidePart) -> bool:
        return all(each in folded(part.title) for each in wanted)

    return sorted(filter(has, page.parts), key=lambda part: not in_title(part))
