"""From answers and a day to values, visibility, problems, traces and deadlines."""
