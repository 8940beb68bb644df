"""People from an empty browser to what they came for, by what pages and mails say, and
what it took. ``pytest -s tests/journeys`` prints the figures of docs/figures.md;
PICTURES names a folder for a picture of each page, at 1280 and 360."""
