"""A pupil, or who has parental responsibility, asks what the school has about them
(GDPR art. 15): the name is found wherever it stands, among what the reader may read."""
