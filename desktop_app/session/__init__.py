"""One open dossier, without a window: its answers, its history, its documents, what is said of it in lists."""
