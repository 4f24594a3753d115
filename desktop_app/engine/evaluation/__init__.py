"""Evaluation: from the answers and a day to values, visibility, problems, traces, deadlines and the panel."""
