"""The preview of documents, page by page."""
