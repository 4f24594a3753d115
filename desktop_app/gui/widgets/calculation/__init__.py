"""A calculation: the result, its formula, its limits, the bar of its parts.

result          ResultLabel(theme).show_answer(question, number, words, severity="", sentence=""): announces changes
formula         FormulaView(theme).show_formula("n = (a − b) / c", "(66.000 − 12.000) / 21.500", "2,511")
figure_list     FigureList(theme).show_figures(((name, number), …))
limit_meter     LimitEntry(key, name, article, value, binding), LimitMeter(theme): link_activated(key);
                show_limits(limits)
value_bar       BarPart(tone, name, amount, value, labels=()), ValueBar(theme).show_parts(parts);
                tones: first, second, unit (a label per unit), rest, over
"""
