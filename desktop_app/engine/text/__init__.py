"""The text of documents: templates (jinja2) and Markdown (markdown-it) become blocks. Imported late."""
