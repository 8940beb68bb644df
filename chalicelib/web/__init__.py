"""HTTP for both doors: requests, responses, fields, templates, language."""
