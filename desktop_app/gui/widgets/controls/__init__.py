"""What is pressed: buttons, links, menus.

button          Button(theme, words, kind="secondary", icon="", trailing="", key="", small=False, icon_only=False):
                clicked; kinds: primary, accent (outlined), secondary, quiet, danger
link            Link(theme, words, role="small", weight=600): clicked
link_group      GroupedLink(theme, words, first): links of one parent are one tab stop, arrows move inside
inner_button    InnerButton(theme, icon, name, size=31): clicked; inside a field, no tab stop
filter_button   FilterButton(theme, words): toggled; show_count(count)
dropping        local_files(mime) -> paths; DropTarget(): files_dropped(paths), hovered_changed(bool)
menu            styled_menu(theme, parent) -> Menu, whose marks grow with the text
text_menu       open_at(theme, menu, where): the menu that Qt makes for a text; undone_by_window(menu, text)
pressable       Pressable: base class; text_size(font, words, width), is_enter(key event)
"""
