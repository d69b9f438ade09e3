"""A service of Apprise's, from its URL. Apprise takes half a second to load, and is loaded when a channel needs it."""

import logging
from typing import TYPE_CHECKING

from pydantic import SecretStr

from monitor import errors

if TYPE_CHECKING:
    import apprise


def load_service(url: SecretStr) -> "apprise.NotifyBase":
    """Return the service a URL names, ready to be notified. Raises ConfigError where Apprise cannot read it."""
    import apprise

    # Addresses, which are secrets, stand in what it logs; what matters of it is told with the delivery.
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).propagate = False
    asset = apprise.AppriseAsset(app_id="Claimwatch", app_desc="Claimwatch", async_mode=False)
    service = apprise.Apprise.instantiate(url.get_secret_value(), asset=asset)
    if not isinstance(service, apprise.NotifyBase):
        raise errors.ConfigError(
            "Apprise cannot read this channel’s URL.",
            hint="Compare it with the service’s page at https://appriseit.com/services/.",
        )
    if "overflow=" not in url.get_secret_value():
        # A message longer than the service takes is sent in parts, and not refused.
        service.overflow_mode = apprise.OverflowMode.SPLIT
    return service
