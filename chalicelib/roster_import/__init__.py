"""Classes, their sizes and teachers, as the systems of schools hand them out."""
