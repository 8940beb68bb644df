"""What waits for the resource group: the item, its clock, who may read it, its first
mails."""
