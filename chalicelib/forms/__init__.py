"""Questions, forms, parsing; one file a form in definitions."""
