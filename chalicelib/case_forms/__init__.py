"""The forms of a case: a talk, supporters, meetings, reviews, the closing."""
