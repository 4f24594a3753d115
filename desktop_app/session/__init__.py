"""One open dossier, without a window: its answers, its history, its steps, its documents, its summary in lists."""
