"""DynamoDB: keys, reads and transactions, rows, timers, rate limits, key pairs."""
