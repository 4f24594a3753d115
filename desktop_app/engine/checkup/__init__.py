"""The check-up of a form: its worked cases, and the official wording of its documents."""
