"""Text, icons and painting helpers: what every other widget is made of.

labels          text_label(theme, words, role="body", color="text", weight=None, wrap=True, one_line=False) -> QLabel;
                heading(theme, words, role="h2"); LiveText(theme, role="small", one_line=False).show_words(words), for
                text that changes at every keystroke; Separator(theme); set_text_color, set_tooltip, literal_tip
mnemonics       Mnemonics(reserved).assign(words): "&" before the first free letter; escape_mnemonic, without_mnemonic
indicators      IconView(theme, icon, color, size=18, beside="small"); StateMark(theme, state, words);
                Tag(theme, words, icon, tone); StepMeter(theme).show_count(done, total); draw_person_icons, draw_key
states          StateLook(icon, color, words); STEP_LOOKS, DOSSIER_LOOKS, DOCUMENT_LOOKS, SEVERITY_LOOKS, ORIGIN_LOOKS
painting        painting(widget): a QPainter as a context manager; draw_box, draw_side_bar, draw_hatching
painted_label   PaintedLabel(theme): base class of labels that paint themselves; content_update(widget)
announce        announce(widget, words): read out by screen readers; speak_as(widget, "heading"): what it is
spoken_roles    install(): tells screen readers what `speak_as` said
"""
