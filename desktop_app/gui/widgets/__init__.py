"""The parts every screen is made of: they draw and take input, and know nothing of forms or drafts.

Each takes the `Theme` first (`gui/look/theme.py`); on a change of theme or text size the page is built again. Values
go in by `show_…`, which never emits; what the user does comes out by signals. What Qt draws
for them has its sheet from `gui/look/sheet.py`; no colour stands elsewhere than in the theme.

text            text(theme, words, role="body", color="text", weight=None, wrap=True, natural=False) -> QLabel,
                heading(theme, words, role="h2"), tint(theme, label, color), Rule(theme),
                CalmText(theme, role="small", weight=None, natural=False).show_words(words)
mnemonics       Letters(reserved).mark(words): "&" before the first free letter; pass it on as `letters`
flow            FlowLayout(gap, row_gap): a row that wraps; FoldLayout(theme): two items side by side, or stacked;
                clear(layout)
marks           IconView(theme, icon, color, size=18, beside="small"), Tag(theme, words, icon, tone),
                StateMark(theme, state, words), Meter(theme).show_count(done, total),
                draw_pips(painter, theme, rect, filled, total)
states          State(icon, color, words); STEP, DOSSIER, DOCUMENT, SEVERITY, ORIGIN: {id: State}
link            Link(theme, words, role="small", weight=600): clicked
button          Button(theme, words, kind="secondary", icon="", trailing="", key="", small=False, icon_only=False):
                clicked; kinds primary, accent (outlined), secondary, quiet, danger
editor          FieldEditor: edited(object), committed(); show_value(value), set_state("" | "error" | "warning"),
                set_read_only("" | "computed" | "fixed"), typing(), focus_widget(), set_accessible(name, description)
text_editors    TextEditor(theme, suggestions=(), width=None, placeholder=""): suggested(str), set_suggestions(words);
                LongTextEditor(theme, lines=3)
number_editor   NumberEditor(theme, kind="money" | "decimal" | "integer")
date_editor     DateEditor(theme)
choice_editors  choice_editor(theme, {id: words}, mnemonics=None) -> FieldEditor; YesNoEditor(theme, mnemonics=None)
options         Radio(theme, words), Check(theme, words)
notice          Notice(kind, fact, text="", links=((key, words), …), icon="");
                kinds error, warning, note, info, ok, plain
callout         Callout(theme, notice, bar=True): activated(key); bar=False is a banner, its links at the right
field_row       FieldRow(theme, label, editor, help="", unit="", mnemonics=None): activated(key); show_notices(notices),
                set_origin(id of ORIGIN or ""), set_links(((key, words), …)), focus()
rail            Step(title, id of STEP, words=""), Rail(theme): chosen(int); show_steps(steps, current, short=False),
                focus_current()
value_bar       Part(tone, name, amount, value, labels=()), ValueBar(theme).show_parts(parts);
                tones first, second, unit (one label for each), rest, over
formula         Formula(theme).show_formula("N = (VUC − CP) / CL", "(66.000 − 12.000) / 21.500", "2,511")
drawn           Drawn(theme): a label that draws itself; redrawn(widget): what it draws changes inside
figures         Figures(theme).show_figures(((name, number), …))
limits          Limit(key, name, article, value, bites), LimitMeter(theme): activated(key); show_limits(limits)
menu            menu(theme, parent, role="small") -> QMenu
announce        announce(widget, words), for who listens
answer          Answer(theme).show_answer(question, number, words, severity="", sentence=""): announced politely
focus           FocusOverlay(theme, window): the one focus ring; set_theme(theme)
scroll          FadeScrollArea(theme, ground="surface", line="" | "left" | "right"): set_content(widget), reveal(widget)
pages           Pages(): a QStackedWidget that is measured by the page that is seen
card            Card(theme, fill="surface", line="line", bar="", radius=8): a rounded box; give it a layout
empty           EmptyState(theme, fact, words="", action=""): acted()
progress        ProgressStrip(theme): stopped(); show_progress(words, done, total)
search          SearchField(theme, placeholder): searched(str), a moment after the last key
table           Column(id, heading, width, least), RowTable(theme, name, columns, RowDelegate): opened(int),
                current(int), show_rows(rows, current); a row is anything with lines(column)
dossier_rows    DossierRow(title, subtitle, model, state, …), COLUMNS
dossiers        DossierTable(theme): a RowTable; sorted_by(column, downwards); show_order(column, downwards)
due_rows        DueTable(theme): a RowTable of DueRow(day, far, note, title, source, dossier, detail, …)
"""
