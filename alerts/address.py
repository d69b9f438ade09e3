"""Mail addresses: what is one, and how the mail system writes it. Refuses what could smuggle a second line in."""

from email.headerregistry import Address
from email.utils import parseaddr


def parse_address(address: str) -> Address:
    """Read "desk@news.example" or "The desk <desk@news.example>"; a domain in any script becomes its ASCII form, a name
    before the @ in any script stays (RFC 6531). Raises ValueError for anything else, an address with a line break
    among it."""
    name, spec = parseaddr(address)
    local, _, domain = spec.rpartition("@")
    is_usable = local and domain and address.isprintable() and " " not in spec
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        is_usable = False
    if not is_usable:
        raise ValueError(f"{address!r} is no mail address")
    return Address(display_name=name, username=local, domain=ascii_domain)
