"""The printed equations of five documents, one module each: a list ``ENTRIES`` of `Equation`."""
