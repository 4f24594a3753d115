"""Editors of answers, and the row that holds one.

editor          FieldEditor: edited(object), committed(), paste_refused(int); show_value(value),
                set_state("" | "error" | "warning"), set_read_only("" | "computed" | "fixed"), is_typing(),
                focus_widget(), set_accessible(name, description)
text_editors    TextEditor(theme, suggestions=(), width=None, placeholder=""): suggestion_chosen(str),
                set_suggestions(words); LongTextEditor(theme, lines=3); ReadOnlyEditor(theme)
number_editor   NumberEditor(theme, width=AMOUNT_WIDTH | DECIMAL_WIDTH | COUNT_WIDTH)
date_editor     DateEditor(theme), with the CalendarPopup of calendar_popup
choice_editors  choice_editor(theme, {id: words}, mnemonics=None) -> FieldEditor; YesNoEditor(theme, mnemonics=None)
tick_editor     TickEditor(theme, words, mnemonics=None): a check box that is its own label
field_row       FieldRow(theme, label, editor, help="", unit="", mnemonics=None): link_activated(key);
                show_notices(notices), set_origin(id of ORIGIN_LOOKS or ""), set_links(((key, words), …)), focus()
given_line      GivenLine(theme, label, words, missing=…): given(str); a line of text with a button
done_on         DoneOn(theme, words, about, today): given(ISO day); a day, folded away until it is asked for
toggles         RadioButton(theme, words), CheckBox(theme, words)
search_field    SearchField(theme, placeholder): search_changed(str), after a pause in typing
line_edits      LineInput, MultilineInput: the text inputs inside the editors
"""
