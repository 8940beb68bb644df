"""Who is responsible for a case lets the pupil see how it is followed up."""
