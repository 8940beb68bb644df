"""A document set as a PDF that archives take and everybody can read: the third
function."""
