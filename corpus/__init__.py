"""How we know that it works: composed letters with gold, scans drawn from them, evaluation. Imported by none."""
