"""Passkeys: sign-in with what unlocks one's own phone or computer (WebAuthn)."""
