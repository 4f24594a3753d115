"""The steps of the guided view, made from the form's data: pages, fields, repeated lines."""
