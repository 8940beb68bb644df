"""The resource group's own log: its meetings, courses, workshops and gatherings."""
