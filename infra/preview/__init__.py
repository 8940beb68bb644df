"""Every page a pupil can meet, in every language and state, as files to look at."""
