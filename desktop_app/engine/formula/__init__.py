"""Formulas: exact arithmetic, dates, and the expressions of forms, which are compiled to closures."""
