"""Where widgets are placed: layouts, scroll areas, frames.

flow            FlowLayout(gap, row_gap): a row that wraps; FoldLayout(theme): two items side by side, or stacked;
                clear_layout(layout); parts_in(layout) -> widgets; layout_suspended(layout)
row_layout      RowLayout: the layout of a FieldRow
scroll          FadeScrollArea(theme, background="surface", line="" | "left" | "right"): set_content(widget),
                reveal(widget); ScrollContent, centred_column(column, side)
page_stack      PageStack(): a QStackedWidget as large as its visible page
card            CardFrame(theme, fill="surface", line="line", bar="", radius=8): a rounded frame; give it a layout
side_panel      SidePanel(theme, content, width)
tab_order       tab_stops(widget), set_tab_order(widgets); reading_order(widget), walk(order, here, by)
"""
