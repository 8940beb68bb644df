"""DynamoDB: keys, reads and transactions, rows, timers, rate limits, key pairs."""

FORMAT = 4
"""Of the rows of all tables. Whoever changes what rows hold raises it: ``make run``
then says that older data is to be forgotten, and an installation needs its rows
rewritten first."""
