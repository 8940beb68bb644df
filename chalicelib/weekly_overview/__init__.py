"""The resource group's week: a mail that holds nothing, and the page it speaks of."""
