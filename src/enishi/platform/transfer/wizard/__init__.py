"""The questions of an import and their answers, as its pages and the command need them."""
