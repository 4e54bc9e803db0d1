"""The domain rules: pure functions on a document's and a template's frozen values, no rows and no clock of their own."""
