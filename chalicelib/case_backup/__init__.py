"""What must survive the loss of the whole account: each case with its plan, sealed for
a key that lies on no server, in a second account. Nothing that is kept there leads to a
pupil's answer, code or receipt."""
