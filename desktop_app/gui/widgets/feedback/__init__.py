"""What the program tells the user: notices, progress, empty lists, the focus ring.

notice          Notice(kind, fact, text="", links=((key, words), …), icon="");
                kinds: error, warning, note, info, ok, plain
callout         Callout(theme, notice, bar=True): link_activated(key); bar=False is a banner, its links at the right
notice_slot     NoticeSlot(theme): link_activated(key); show_notice(notice or None)
fold            Fold(theme, words, make, about=""): button, set_open(open); `make` gives the content
progress        ProgressStrip(theme): stop_requested(); show_progress(words, done, total)
empty_state     EmptyState(theme, fact, words="", action=""): action_requested()
drop_sign       DropSign(theme, window): covers a window while files are held above it
focus_ring      FocusOverlay(theme, window): the focus ring of a window; set_theme(theme)
"""
