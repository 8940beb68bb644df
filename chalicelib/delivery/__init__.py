"""Mail that is due is handed over, and what comes back is heard."""
