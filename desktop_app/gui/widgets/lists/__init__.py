"""Lists and tables, and the rows they hold.

table           TableColumn(id, heading, width, min_table_width), RowTable(theme, name, columns, RowDelegate):
                open_requested(int), current_row_changed(int); show_rows(rows, current); rows have lines(column)
dossier_table   DossierTable(theme): a RowTable of DossierRow (dossier_row); sort_requested(column, descending);
                show_order(column, descending)
deadline_table  DeadlineTable(theme): a RowTable of DeadlineRow
record_list     RecordItem(id, name, detail), RecordList(theme, name): open_requested, current_record_changed,
                remove_requested, each with an id; show_entries(records, current), current_id()
list_or_empty   ListOrEmpty(theme, table): show_empty(EmptyState or None)
rail            RailStep(title, id of STEP_LOOKS, words=""), Rail(theme): step_requested(int);
                show_steps(steps, current, short=False), focus_current()
line_row        LineRow(columns): clicked, focus_move_requested(int), remove_requested(); show_words(LineWords);
                LineCaptions, LineColumnLayout; LineColumn and LineWords are in line_content
"""
