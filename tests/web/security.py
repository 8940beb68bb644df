"""The headers every response has."""

SECURITY = {
    "Content-Security-Policy",
    "Cache-Control",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Strict-Transport-Security",
    "X-Frame-Options",
}
