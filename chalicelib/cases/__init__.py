"""What the resource group has taken on."""
