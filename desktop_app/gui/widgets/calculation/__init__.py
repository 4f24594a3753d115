"""Formulas, results and limits of the calculation panel."""
