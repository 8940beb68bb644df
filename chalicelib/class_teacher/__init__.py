"""A class teacher's own pages: their classes, and the pupils who want to talk with
them."""
