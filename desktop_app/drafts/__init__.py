"""The dossiers of the user in one local SQLite file; `store.Drafts` is the way in. Nothing here knows Qt."""
