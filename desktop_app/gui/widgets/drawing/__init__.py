"""Drawing and words: what every other widget is made of."""
