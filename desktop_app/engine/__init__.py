"""The engine: forms, formulas, evaluation and official text. Pure: no window, no files but forms, no clock."""
