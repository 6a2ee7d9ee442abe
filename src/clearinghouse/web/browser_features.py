"""What a page may use of the browser: Permissions-Policy, which keeps the rest from whatever got into a page."""

_NEEDLESS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
_PASSKEYS = tuple(f"publickey-credentials-{act}=(self)" for act in ("create", "get"))


def permissions_policy(*allowed: str) -> str:
    """Return the header of a page that uses `allowed`, itself and alone; every other page uses none of them."""
    needless = (f"{name}={'(self)' if name in allowed else '()'}" for name in _NEEDLESS)
    return ", ".join([*needless, *_PASSKEYS, "browsing-topics=()"])
