"""The pupil form for grades 8-10: the items of grades 5-7, some in words of their
own."""

from dataclasses import replace

from chalicelib.forms.definitions import grades_5_7

FORM = replace(grades_5_7.FORM, id="grades_8_10", grade_step="8-10")
