"""Formulas: exact arithmetic, dates, and the expressions of forms compiled to closures."""
