"""What is planned next in a case is not forgotten: who is told, and when."""
