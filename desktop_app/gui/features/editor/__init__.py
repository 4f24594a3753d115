"""The guided view of one dossier: steps, fields, calculation panel."""
