"""School owners, schools, classes, grades, what is prepared and how long things are
kept."""
